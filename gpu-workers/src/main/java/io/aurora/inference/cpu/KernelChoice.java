package io.aurora.inference.cpu;

import io.aurora.inference.network.Arithmetic;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.SplittableRandom;

/**
 * The kernels of this machine: the first that the class path offers, loads here and gives the plain ones' bits on a sample; else the plain
 * ones.
 *
 * @param kernels to compute with
 * @param why for people: what was passed over and why; empty where the first offered serves
 */
public record KernelChoice(CpuKernels kernels, List<String> why) {
    private static final int ROWS = 7;
    private static final int INPUTS = Arithmetic.SEGMENT + 9;
    private static final float SPREAD = 8.0f;

    public KernelChoice {
        why = List.copyOf(why);
    }

    /** Looks for kernels. */
    public static KernelChoice ofThisMachine() {
        return among(ServiceLoader.load(CpuKernels.class).iterator());
    }

    static KernelChoice among(Iterator<CpuKernels> offered) {
        List<String> why = new ArrayList<>();
        try {
            while (offered.hasNext()) {
                CpuKernels kernels = offered.next();
                if (agrees(kernels)) {
                    return new KernelChoice(kernels, why);
                }
                why.add("the " + kernels.name() + " kernels give other bits than the plain ones on this machine");
            }
            why.add("no vector kernels on the class path");
        } catch (ServiceConfigurationError | LinkageError e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            why.add("the vector kernels do not load (is --add-modules jdk.incubator.vector given?): " + cause);
        }
        return new KernelChoice(new PlainKernels(), why);
    }

    /** Every kernel on a seeded sample, special values included, against the plain functions. */
    static boolean agrees(CpuKernels kernels) {
        return agreesOnSums(kernels) && agreesOnFunctions(kernels) && agreesOnRows(kernels);
    }

    private static boolean agreesOnRows(CpuKernels kernels) {
        int n = CpuKernels.GROUPS * kernels.lanes();
        float[] x = sample(n, 6);
        float[] gamma = sample(n, 7);
        float[] beta = sample(n, 8);
        float[] sum = sample(n, 9);
        float[] expectedSum = sum.clone();
        float[] normal = new float[n];
        float[] expectedNormal = new float[n];
        float mean = beta[0];
        float inv = gamma[0];
        for (int i = 0; i < n; i++) {
            expectedSum[i] = x[i] + expectedSum[i];
            expectedNormal[i] = Math.fma((x[i] - mean) * inv, gamma[i], beta[i]);
        }
        kernels.add(x, 0, sum, 0, n);
        kernels.normalise(x, 0, mean, inv, gamma, beta, normal, 0, n);
        return same(sum, expectedSum) && same(normal, expectedNormal);
    }

    private static boolean agreesOnSums(CpuKernels kernels) {
        int width = CpuKernels.GROUPS * kernels.lanes();
        float[] w = sample(INPUTS * width, 1);
        float[] x = sample(ROWS * INPUTS, 2);
        float[] y = sample(ROWS * width, 3);
        float[] expected = y.clone();
        kernels.accumulate(w, 0, INPUTS, x, 0, INPUTS, y, 0, width, ROWS);
        for (int i = 0; i < y.length; i++) {
            int row = i / width;
            for (int from = 0; from < INPUTS; from += Arithmetic.SEGMENT) {
                float sum = 0.0f;
                for (int k = from; k < Math.min(from + Arithmetic.SEGMENT, INPUTS); k++) {
                    sum = Math.fma(x[row * INPUTS + k], w[k * width + i % width], sum);
                }
                expected[i] += sum;
            }
        }
        return same(y, expected);
    }

    private static boolean agreesOnFunctions(CpuKernels kernels) {
        int lanes = kernels.lanes();
        float[] gates = sample(CpuKernels.GROUPS * lanes, 4);
        gates[0] = Float.NaN;
        gates[gates.length - 1] = Float.POSITIVE_INFINITY;
        float[] c = sample(lanes, 5);
        float[] h = new float[lanes];
        float[] expectedC = c.clone();
        float[] expectedH = new float[lanes];
        PlainKernels.cells(lanes, gates, 0, expectedC, 0, expectedH, 0, lanes);
        kernels.cells(gates.clone(), 0, c, 0, h, 0, lanes);
        float[] silu = gates.clone();
        kernels.silu(silu, 0, silu.length);
        float[] sd = new float[gates.length];
        kernels.expHalf(gates, 0, sd, 0, sd.length);
        float[] expectedSilu = new float[gates.length];
        float[] expectedSd = new float[gates.length];
        for (int i = 0; i < gates.length; i++) {
            expectedSilu[i] = Arithmetic.silu(gates[i]);
            expectedSd[i] = Arithmetic.exp(0.5f * gates[i]);
        }
        return same(c, expectedC) && same(h, expectedH) && same(silu, expectedSilu) && same(sd, expectedSd);
    }

    private static float[] sample(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = SPREAD * (float) (2.0 * random.nextDouble() - 1.0);
        }
        return values;
    }

    private static boolean same(float[] a, float[] b) {
        for (int i = 0; i < a.length; i++) {
            if (Float.floatToIntBits(a[i]) != Float.floatToIntBits(b[i])) {
                return false;
            }
        }
        return true;
    }
}
