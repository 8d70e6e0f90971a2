package io.aurora.inference.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurora.inference.model.GoldenNetworks;
import io.aurora.inference.network.DeviceProbe;
import io.aurora.inference.network.StudentNet;
import io.aurora.inference.network.StudentShape;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The kernels on the CUDA devices of this machine; skipped with the reason where there is none. */
class CudaEngineTest {
    private static List<CudaDevice> devices = List.of();
    private static String absence;

    @BeforeAll
    static void find() {
        CudaDevices found = CudaDevices.find();
        if (found instanceof CudaDevices.None none) {
            absence = none.reason();
        } else {
            devices = ((CudaDevices.Found) found).devices();
        }
    }

    /** Before each, so that each one is reported as skipped. */
    @BeforeEach
    void skipWithoutDevice() {
        Assumptions.assumeFalse(devices.isEmpty(), () -> "no CUDA device: " + absence);
    }

    @AfterAll
    static void close() {
        devices.forEach(CudaDevice::close);
    }

    @AfterEach
    void shouldHoldNoMemory() {
        devices.forEach(d -> assertThat(d.memory()).isEqualTo(new CudaDevice.MemoryUse(0, 0, 0)));
    }

    @Test
    void shouldGiveTheBitsOfJavaWhenStudentsOfManyShapesStep() {
        devices.forEach(d -> KernelCases.STUDENTS.forEach(shape -> KernelCases.assertStudent(d, shape)));
    }

    @Test
    void shouldGiveTheBitsOfJavaWhenRoutersOfManyShapesClassify() {
        devices.forEach(d -> KernelCases.ROUTERS.forEach(hidden -> KernelCases.assertRouter(d, hidden)));
    }

    @Test
    void shouldGiveTheBitsOfJavaWhenTheFullSizeSteps() {
        devices.forEach(KernelCases::assertFullSize);
        // Large tiles are taken where they fill the device.
        devices.forEach(d -> SameBits.assertStudent(d, new StudentShape(3, 512, 32), 1024));
    }

    @Test
    void shouldGiveTheBitsOfJavaWhenEveryBatchSizeRuns() {
        devices.forEach(KernelCases::assertEveryBatch);
    }

    @Test
    void shouldGiveTheBitsOfJavaWhenThereAreMoreSegmentsThanLanes() {
        devices.forEach(KernelCases::assertManySegments);
    }

    @Test
    void shouldKeepTheSignOfZeroWhenASumIsPadded() {
        devices.forEach(KernelCases::assertSignOfZero);
    }

    @Test
    void shouldMeetTheReferenceWhenGoldenNetworksRun() {
        devices.forEach(GoldenNetworks::assertMeets);
    }

    @Test
    void shouldGiveTheBitsOfJavaWhenSeveralThreadsStepAtTheSameTime() {
        devices.forEach(d -> IntStream.range(0, 8)
                .parallel()
                .forEach(i -> SameBits.assertStudent(d, new StudentShape(2, 100, 32), 1 + i, 60 + 3 * i)));
    }

    @Test
    void shouldTimeItsKernelsWhenProbed() {
        for (CudaDevice device : devices) {
            DeviceProbe probe = device.probe();
            try (StudentNet net = device.load(SameBits.student(new StudentShape(2, 64, 32)))) {
                assertThat(probe.stepSeconds(net, 1)).isPositive();
                assertThat(probe.readSeconds(1 << 20)).isPositive();
                assertThat(probe.fusedMultiplyAddsPerSecond()).isGreaterThan(1e9);
            }
        }
    }
}
