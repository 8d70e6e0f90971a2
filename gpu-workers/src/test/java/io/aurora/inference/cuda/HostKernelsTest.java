package io.aurora.inference.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurora.inference.model.GoldenNetworks;
import io.aurora.inference.network.StudentShape;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The kernels' own source, run on the processor, against the Java engine: every bit. Threads of a phase and items of a launch run up and
 * down; code that lets one depend on another within a phase differs between the two.
 */
class HostKernelsTest {
    private static CudaDevice device(Kernel tiles, boolean isDown) {
        return new CudaDevice(new HostContext(HostKernels.plain(), tiles, true, isDown));
    }

    static Stream<Arguments> ways() {
        return Stream.of(Kernel.TILES_64, Kernel.TILES_128)
                .flatMap(tiles -> Stream.of(false, true).map(isDown -> Arguments.of(tiles, isDown)));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void shouldGiveTheBitsOfJavaWhenStudentsOfManyShapesStep(Kernel tiles, boolean isDown) {
        KernelCases.STUDENTS.forEach(shape -> KernelCases.assertStudent(device(tiles, isDown), shape));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void shouldGiveTheBitsOfJavaWhenRoutersOfManyShapesClassify(Kernel tiles, boolean isDown) {
        KernelCases.ROUTERS.forEach(hidden -> KernelCases.assertRouter(device(tiles, isDown), hidden));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void shouldGiveTheBitsOfJavaWhenTheFullSizeSteps(Kernel tiles, boolean isDown) {
        KernelCases.assertFullSize(device(tiles, isDown));
    }

    @Test
    void shouldGiveTheBitsOfJavaWhenEveryBatchSizeRuns() {
        KernelCases.assertEveryBatch(device(Kernel.TILES_64, true));
    }

    @Test
    void shouldGiveTheBitsOfJavaWhenThereAreMoreSegmentsThanLanes() {
        KernelCases.assertManySegments(device(Kernel.TILES_64, false));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void shouldStayWithinItsMemoryWhenRunUnderSanitizers(Kernel tiles, boolean isDown) {
        CudaDevice device = new CudaDevice(new HostContext(HostKernels.sanitized(), tiles, true, isDown));

        SameBits.assertStudent(device, new StudentShape(2, 20, 17), 1, 3, 7, 20, 66, 130);
        SameBits.assertRouter(device, 20, 1, 3, 7, 20, 66, 130);
    }

    @Test
    void shouldGiveTheSameBitsWhenTheDeviceHasNoCooperativeLaunches() {
        HostContext context = new HostContext(HostKernels.plain(), Kernel.TILES_64, false, false);

        SameBits.assertStudent(new CudaDevice(context), new StudentShape(1, 20, 5), 1, 16);

        // Two steps each: one LSTM layer, the heads, and five operations of the decoder.
        assertThat(context.launched()).hasSize(2 * 2 * 7).contains(Kernel.ROWS_1, Kernel.ROWS_16);
    }

    @Test
    void shouldLaunchOnceForFewRowsAndOncePerOperationForManyWhenBatchesGrow() {
        HostContext context = new HostContext(HostKernels.plain(), Kernel.TILES_128, true, false);

        SameBits.assertRouter(new CudaDevice(context), 16, 1, 4, 64, 65);

        List<Kernel> fewRows = List.of(Kernel.ROWS_1, Kernel.ROWS_4, Kernel.ROWS_16);
        List<Kernel> entrance = List.of(Kernel.TILES_128, Kernel.ROWS_16);
        List<Kernel> block = List.of(Kernel.ROWS_16, Kernel.TILES_128, Kernel.TILES_128);
        List<Kernel> exit = List.of(Kernel.ROWS_16);
        assertThat(context.launched())
                .isEqualTo(Stream.of(fewRows, entrance, block, block, exit)
                        .flatMap(List::stream)
                        .toList());
    }

    @Test
    void shouldKeepTheSignOfZeroWhenASumIsPadded() {
        KernelCases.assertSignOfZero(device(Kernel.TILES_64, false));
        KernelCases.assertSignOfZero(device(Kernel.TILES_128, true));
    }

    @Test
    void shouldMeetTheReferenceWhenGoldenNetworksRun() {
        GoldenNetworks.assertMeets(device(Kernel.TILES_64, false));
    }
}
