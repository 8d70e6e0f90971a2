package io.aurora.inference.network;

import io.aurora.inference.model.RandomWeights;
import io.aurora.inference.model.Tensors;
import java.util.SplittableRandom;

/** Seeded networks and rows, and what a device makes of them, for tests that compare bits. */
public final class NetworkRows {
    private static final int STEPS = 2;

    private NetworkRows() {}

    public static StudentWeights student(int layers, int hidden, int latent, long seed) {
        return Tensors.student(new StudentShape(layers, hidden, latent), new RandomWeights(seed));
    }

    public static RouterWeights router(int hidden, long seed) {
        return Tensors.router(new RouterShape(hidden), 0.9f, new RandomWeights(seed));
    }

    /** Values within +-4, now and then 0, -0 or one that saturates the gates. */
    public static float[] values(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            int kind = random.nextInt(40);
            float usual = (float) (8.0 * random.nextDouble() - 4.0);
            values[i] = kind == 0 ? 0.0f : kind == 1 ? -0.0f : kind == 2 ? 200.0f * usual : usual;
        }
        return values;
    }

    /**
     * Two steps of rows whose features and states are drawn by their number.
     *
     * @param first number of the first row
     * @return results of the second step, then the new states, row by row
     */
    public static float[][] steps(StudentNet net, int first, int rows) {
        StudentShape shape = net.shape();
        float[] state = new float[rows * shape.stateLength()];
        float[] out = new float[rows * shape.outputLength()];
        for (int r = 0; r < rows; r++) {
            float[] own = values(shape.stateLength(), -1 - (first + r));
            System.arraycopy(own, 0, state, r * own.length, own.length);
        }
        for (int t = 0; t < STEPS; t++) {
            net.step(rows, features(first, rows, t), state, out);
        }
        return new float[][] {out, state};
    }

    /** Features of rows at a step. */
    public static float[] features(int first, int rows, int t) {
        float[] x = new float[rows * StudentShape.INPUT];
        for (int r = 0; r < rows; r++) {
            float[] own = values(StudentShape.INPUT, 1_000_003L * t + first + r);
            System.arraycopy(own, 0, x, r * own.length, own.length);
        }
        return x;
    }

    /** Answers to rows that are drawn by their number. */
    public static float[] classify(RouterNet net, int first, int rows) {
        float[] out = new float[rows * RouterShape.OUTPUT];
        net.classify(rows, features(first, rows, 0), out);
        return out;
    }

    /** Bits, every NaN the same. */
    public static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToIntBits(values[i]);
        }
        return bits;
    }
}
