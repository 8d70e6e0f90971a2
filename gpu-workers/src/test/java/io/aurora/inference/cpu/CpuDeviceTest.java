package io.aurora.inference.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.management.ThreadMXBean;
import io.aurora.inference.network.NetworkRows;
import io.aurora.inference.network.SameBits;
import io.aurora.inference.network.StudentNet;
import io.aurora.inference.network.StudentShape;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CpuDeviceTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void shouldGiveARowTheSameBitsWhenThreadsAndBatchesDiffer(int threads) {
        try (CpuDevice device = new CpuDevice(threads, new PlainKernels());
                CpuDevice alone = new CpuDevice(1, new PlainKernels())) {
            SameBits.assertSame(device, alone);
        }
    }

    @Test
    void shouldSpoilOneRowOnlyWhenItHoldsNaN() {
        try (CpuDevice device = new CpuDevice(2, new PlainKernels())) {
            SameBits.assertSpoilsOneRowOnly(device);
        }
    }

    @Test
    void shouldServeOneAfterTheOtherWhenManyThreadsCall() {
        try (CpuDevice device = new CpuDevice(2, new PlainKernels());
                StudentNet net = device.load(NetworkRows.student(2, 64, 8, 1))) {
            int[] expected = NetworkRows.bits(NetworkRows.steps(net, 0, 40)[1]);
            List<CompletableFuture<int[]>> calls = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                calls.add(CompletableFuture.supplyAsync(() -> NetworkRows.bits(NetworkRows.steps(net, 0, 40)[1])));
            }
            assertThat(calls).allSatisfy(call -> assertThat(call.join()).isEqualTo(expected));
        }
    }

    @Test
    void shouldAllocateNothingWhenStepsGoOn() {
        try (CpuDevice device = new CpuDevice(1, new PlainKernels());
                StudentNet net = device.load(NetworkRows.student(2, 64, 32, 1))) {
            int rows = 9;
            float[] x = NetworkRows.features(0, rows, 0);
            float[] state = new float[rows * net.shape().stateLength()];
            float[] out = new float[rows * net.shape().outputLength()];
            Runnable steps = () -> {
                for (int i = 0; i < 1_000; i++) {
                    net.step(rows, x, state, out);
                }
            };
            steps.run();
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();
            steps.run();
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000);
        }
    }

    @Test
    void shouldNameTheArrayWhenItIsTooShort() {
        try (CpuDevice device = new CpuDevice(1, new PlainKernels());
                StudentNet net = device.load(NetworkRows.student(1, 8, 2, 1))) {
            float[] x = new float[2 * StudentShape.INPUT];
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> net.step(2, x, new float[31], new float[14]))
                    .withMessage("must be >= 32: state.length=31");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> net.step(0, x, new float[32], new float[14]))
                    .withMessage("must be >= 1: rows=0");
        }
    }

    @Test
    void shouldRefuseStepsWhenItIsClosed() {
        CpuDevice device = new CpuDevice(2, new PlainKernels());
        StudentNet net = device.load(NetworkRows.student(1, 8, 2, 1));
        device.close();
        device.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> NetworkRows.steps(net, 0, 1))
                .withMessage("the device is closed");
    }
}
