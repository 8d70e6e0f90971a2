package io.aurora.inference.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurora.inference.model.GoldenNetworks;
import io.aurora.inference.network.StudentShape;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The kernels' own source, run on the processor, against the Java engine: every bit. Threads of a phase and items of a launch run up and
 * down; code that lets one depend on another within a phase differs between the two.
 */
class HostKernelsTest {
    private static final int[] ROWS = {1, 2, 4, 5, 16, 17, 33, 64, 65, 70, 130, 256};

    private static CudaDevice device(Kernel tiles, boolean isDown) {
        return new CudaDevice(new HostContext(HostKernels.plain(), tiles, true, isDown));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 8, 4, false, TILES_128", "2, 8, 4, true, TILES_64", "2, 16, 32, false, TILES_64", "1, 16, 3, true, TILES_128", "3, 20, 17, false, TILES_128",
        "3, 20, 17, true, TILES_64", "1, 63, 1, false, TILES_64", "1, 64, 16, true, TILES_64", "2, 65, 33, false, TILES_128",
        "2, 100, 32, true, TILES_128", "2, 100, 32, false, TILES_64"
    })
    void shouldGiveTheBitsOfJavaWhenStudentsOfManyShapesStep(
            int layers, int hidden, int latent, boolean isDown, Kernel tiles) {
        SameBits.assertStudent(device(tiles, isDown), new StudentShape(layers, hidden, latent), ROWS);
    }

    @ParameterizedTest
    @CsvSource({
        "8, false, TILES_128", "16, true, TILES_64", "20, false, TILES_64", "65, true, TILES_128", "100, true, TILES_64", "256, false, TILES_128",
        "512, true, TILES_64"
    })
    void shouldGiveTheBitsOfJavaWhenRoutersOfManyShapesClassify(int hidden, boolean isDown, Kernel tiles) {
        SameBits.assertRouter(device(tiles, isDown), hidden, ROWS);
    }

    @Test
    void shouldGiveTheBitsOfJavaWhenEveryBatchSizeRuns() {
        SameBits.assertStudent(
                device(Kernel.TILES_64, true), new StudentShape(1, 20, 5), IntStream.rangeClosed(1, 70).toArray());
    }

    @Test
    void shouldGiveTheBitsOfJavaWhenTheFullSizeSteps() {
        StudentShape full = new StudentShape(3, 512, 32);

        SameBits.assertStudent(device(Kernel.TILES_64, false), full, 1, 3, 16);
        SameBits.assertStudent(device(Kernel.TILES_64, true), full, 70);
        SameBits.assertStudent(device(Kernel.TILES_128, false), new StudentShape(1, 512, 32), 130);
    }

    @Test
    void shouldGiveTheBitsOfJavaWhenThereAreMoreSegmentsThanLanes() {
        SameBits.assertStudent(device(Kernel.TILES_64, false), new StudentShape(2, 600, 8), 1, 6);
        SameBits.assertRouter(device(Kernel.TILES_64, true), 1100, 2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldStayWithinItsMemoryWhenRunUnderSanitizers(boolean isDown) {
        HostKernels sanitized = HostKernels.sanitized();
        for (Kernel tiles : List.of(Kernel.TILES_64, Kernel.TILES_128)) {
            CudaDevice device = new CudaDevice(new HostContext(sanitized, tiles, true, isDown));
            SameBits.assertStudent(device, new StudentShape(2, 20, 17), 1, 3, 7, 20, 66, 130);
            SameBits.assertRouter(device, 20, 1, 3, 7, 20, 66, 130);
        }
    }

    @Test
    void shouldGiveTheSameBitsWhenTheDeviceHasNoCooperativeLaunches() {
        HostContext context = new HostContext(HostKernels.plain(), Kernel.TILES_64, false, false);

        SameBits.assertStudent(new CudaDevice(context), new StudentShape(1, 20, 5), 1, 16);

        assertThat(context.launched()).hasSize(2 * 2 * 7).contains(Kernel.ROWS_1, Kernel.ROWS_16);
    }

    @Test
    void shouldLaunchOnceForFewRowsAndOncePerOperationForManyWhenBatchesGrow() {
        HostContext context = new HostContext(HostKernels.plain(), Kernel.TILES_128, true, false);

        SameBits.assertRouter(new CudaDevice(context), 16, 1, 4, 64, 65);

        assertThat(context.launched())
                .containsExactly(
                        Kernel.ROWS_1,
                        Kernel.ROWS_4,
                        Kernel.ROWS_16,
                        Kernel.TILES_128,
                        Kernel.ROWS_16,
                        Kernel.ROWS_16,
                        Kernel.TILES_128,
                        Kernel.TILES_128,
                        Kernel.ROWS_16,
                        Kernel.TILES_128,
                        Kernel.TILES_128,
                        Kernel.ROWS_16);
    }

    @Test
    void shouldMeetTheReferenceWhenGoldenNetworksRun() {
        GoldenNetworks.assertMeets(device(Kernel.TILES_64, false));
    }
}
