package io.aurora.inference.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aurora.inference.EngineLostException;
import io.aurora.inference.network.RouterNet;
import io.aurora.inference.network.RouterShape;
import io.aurora.inference.network.StudentNet;
import io.aurora.inference.network.StudentShape;
import java.util.stream.IntStream;
import jcuda.driver.CUresult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is between a net and the driver: buffers, lanes, failures. */
class CudaDeviceTest {
    private static final CudaDevice.MemoryUse NOTHING = new CudaDevice.MemoryUse(0, 0, 0);
    private static final int HIDDEN = 20;

    private HostContext context;
    private CudaDevice device;

    @BeforeEach
    void open() {
        context = new HostContext(HostKernels.plain(), Kernel.TILES_64, true, false);
        device = new CudaDevice(context);
    }

    private static float[] out(int rows) {
        return new float[rows * RouterShape.OUTPUT];
    }

    private static float[] x(int rows) {
        return new float[rows * RouterShape.INPUT];
    }

    @Test
    void shouldCountMemoryUntilNetsAreClosedWhenBatchesGrow() {
        RouterNet net = device.load(SameBits.router(HIDDEN));
        long resident = device.memory().residentBytes();
        net.classify(1, x(1), out(1));
        CudaDevice.MemoryUse one = device.memory();
        net.classify(16, x(16), out(16));
        assertThat(device.memory()).isIn(one, twice(one));

        net.classify(17, x(17), out(17));
        net.classify(17, x(17), out(17));
        CudaDevice.MemoryUse more = device.memory();
        net.close();
        net.close();

        // Rows of 32 floats in and 16 out, pinned and on the device, 3 regions of 32 in between; 16 rows at first.
        assertThat(one).isEqualTo(new CudaDevice.MemoryUse(resident, 16 * 4 * (32 + 16 + 96), 16 * 4 * (32 + 16)));
        assertThat(more.stagingBytes()).isEqualTo(4 * one.stagingBytes());
        assertThat(more.residentBytes()).isEqualTo(resident);
        assertThat(device.memory()).isEqualTo(NOTHING);
        assertThat(context.openResources()).isZero();
    }

    private static CudaDevice.MemoryUse twice(CudaDevice.MemoryUse use) {
        return new CudaDevice.MemoryUse(use.residentBytes(), 2 * use.stagingBytes(), 2 * use.pinnedBytes());
    }

    @Test
    void shouldAnswerEveryCallerWhenThereAreMoreThanLanes() {
        IntStream.range(0, 6)
                .parallel()
                .forEach(i -> SameBits.assertStudent(device, new StudentShape(1, HIDDEN, 5), 1 + i, 60 + i));

        try (StudentNet net = device.load(SameBits.student(new StudentShape(1, HIDDEN, 5)))) {
            float[] expected = new float[net.shape().outputLength()];
            net.step(1, new float[StudentShape.INPUT], new float[net.shape().stateLength()], expected);
            IntStream.range(0, 12).parallel().forEach(i -> {
                float[] out = new float[net.shape().outputLength()];
                net.step(1, new float[StudentShape.INPUT], new float[net.shape().stateLength()], out);
                SameBits.assertSame("caller " + i, out, expected);
            });
        }
        assertThat(context.openResources()).isZero();
    }

    @Test
    void shouldFailThatBatchOnlyWhenTheDeviceGoesOnWorking() {
        try (RouterNet net = device.load(SameBits.router(HIDDEN))) {
            context.failNextLaunch(CUresult.CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES);

            assertThatThrownBy(() -> net.classify(1, x(1), out(1)))
                    .isInstanceOf(CudaException.class)
                    .hasMessage("CUDA call failed: launch(rows_1)=701 (CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES)");

            float[] out = out(1);
            net.classify(1, x(1), out);
            assertThat(out[0] + out[1] + out[2]).isBetween(0.999f, 1.001f);
        }
    }

    @Test
    void shouldBeLostForGoodWhenTheDriverSaysSo() {
        RouterNet net = device.load(SameBits.router(HIDDEN));
        context.failNextLaunch(CUresult.CUDA_ERROR_ILLEGAL_ADDRESS);

        assertThatThrownBy(() -> net.classify(1, x(1), out(1)))
                .isInstanceOf(EngineLostException.class)
                .hasMessage(
                        "the CUDA device is lost: CUDA call failed: launch(rows_1)=700 (CUDA_ERROR_ILLEGAL_ADDRESS)");
        assertThatThrownBy(() -> net.classify(1, x(1), out(1)))
                .isInstanceOf(EngineLostException.class)
                .hasMessage("the CUDA device was lost before");
        assertThatThrownBy(() -> device.load(SameBits.router(HIDDEN))).isInstanceOf(EngineLostException.class);

        net.close();
        device.close();
        device.close();
        assertThat(device.memory()).isEqualTo(NOTHING);
        assertThat(context.openResources()).isZero();
    }

    @Test
    void shouldRefuseWhenClosed() {
        RouterNet net = device.load(SameBits.router(HIDDEN));
        net.close();

        assertThatThrownBy(() -> net.classify(1, x(1), out(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the network is closed");
        device.close();
        assertThatThrownBy(() -> device.load(SameBits.router(HIDDEN)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the device is closed: device=processor");
    }

    @Test
    void shouldRefuseBeforeAnythingRunsWhenArraysAreTooShort() {
        try (RouterNet net = device.load(SameBits.router(HIDDEN))) {
            assertThatThrownBy(() -> net.classify(2, x(1), out(2)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("must be >= 40: x.length=20");
            assertThatThrownBy(() -> net.classify(0, x(1), out(2)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("must be >= 1: rows=0");
        }
        assertThat(context.launched()).isEmpty();
    }

    @Test
    void shouldSayWhatItIs() {
        assertThat(device.name()).isEqualTo("cuda");
        assertThat(device.parallelBatches()).isEqualTo(2);
        assertThat(device.description())
                .isEqualTo("processor (0.0, 4 multiprocessors, 0 GiB), kernels run by the host");
    }
}
