package io.aurora.inference.vector;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.aurora.inference.cpu.CpuDevice;
import io.aurora.inference.cpu.KernelChoice;
import io.aurora.inference.cpu.PlainKernels;
import io.aurora.inference.network.Arithmetic;
import io.aurora.inference.network.NetworkRows;
import io.aurora.inference.network.SameBits;
import io.aurora.inference.network.StudentNet;
import java.lang.management.ManagementFactory;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VectorKernelsTest {
    private static final int STRIDE = 509;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void shouldGiveThePlainTwinsBitsWhenThreadsAndBatchesDiffer(int threads) {
        try (CpuDevice device = new CpuDevice(threads, new VectorKernels());
                CpuDevice plain = new CpuDevice(1, new PlainKernels())) {
            SameBits.assertSame(device, plain);
        }
    }

    @Test
    void shouldSpoilOneRowOnlyWhenItHoldsNaN() {
        try (CpuDevice device = new CpuDevice(2, new VectorKernels())) {
            SameBits.assertSpoilsOneRowOnly(device);
        }
    }

    @Test
    void shouldBeChosenWhenTheModuleIsThere() {
        KernelChoice choice = KernelChoice.ofThisMachine();
        assertThat(choice.kernels()).isInstanceOf(VectorKernels.class);
        assertThat(choice.why()).isEmpty();
    }

    /** One float in 509 of all there are, NaN and infinities included. */
    @Test
    void shouldGiveTheScalarFunctionsBitsWhenFloatsAreSampledDensely() {
        float[] x = new float[Lanes.COUNT];
        float[] y = new float[Lanes.COUNT];
        long next = 0;
        while (next < 1L << 32) {
            for (int j = 0; j < x.length; j++, next += STRIDE) {
                x[j] = Float.intBitsToFloat((int) next);
            }
            FloatVector v = Lanes.load(x, 0);
            Lanes.exp(v).intoArray(y, 0);
            for (int j = 0; j < x.length; j++) {
                same(x[j], y[j], Arithmetic.exp(x[j]));
            }
            Lanes.sigmoid(v).intoArray(y, 0);
            for (int j = 0; j < x.length; j++) {
                same(x[j], y[j], Arithmetic.sigmoid(x[j]));
            }
            Lanes.silu(v).intoArray(y, 0);
            for (int j = 0; j < x.length; j++) {
                same(x[j], y[j], Arithmetic.silu(x[j]));
            }
            Lanes.tanh(v).intoArray(y, 0);
            for (int j = 0; j < x.length; j++) {
                same(x[j], y[j], Arithmetic.tanh(x[j]));
            }
        }
    }

    private static void same(float x, float actual, float expected) {
        if (Float.floatToIntBits(actual) != Float.floatToIntBits(expected)) {
            throw new AssertionError("at " + x + ": actual " + actual + ", expected " + expected);
        }
    }

    @Test
    void shouldAllocateNothingWhenStepsGoOn() {
        try (CpuDevice device = new CpuDevice(1, new VectorKernels());
                StudentNet net = device.load(NetworkRows.student(2, 64, 32, 1))) {
            int rows = 9;
            float[] x = NetworkRows.features(0, rows, 0);
            float[] state = new float[rows * net.shape().stateLength()];
            float[] out = new float[rows * net.shape().outputLength()];
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long least = Long.MAX_VALUE;
            // until the JIT compiler has taken the vectors off the heap, which coverage instrumentation delays
            for (int round = 0; round < 200 && least > 0; round++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < 200; i++) {
                    net.step(rows, x, state, out);
                }
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
            assertThat(least).isZero();
        }
    }
}
