package io.aurora.inference.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurora.inference.cpu.CpuDevice;
import io.aurora.inference.cpu.PlainKernels;
import io.aurora.inference.model.RandomWeights;
import io.aurora.inference.model.Tensors;
import io.aurora.inference.network.NetworkDevice;
import io.aurora.inference.network.RouterNet;
import io.aurora.inference.network.RouterShape;
import io.aurora.inference.network.RouterWeights;
import io.aurora.inference.network.StudentNet;
import io.aurora.inference.network.StudentShape;
import io.aurora.inference.network.StudentWeights;
import java.util.SplittableRandom;

/** Compares a device with the plain processor engine, bit for bit; the payload of a NaN is not compared. */
final class SameBits {
    private static final long SEED = 20_260_701L;
    private static final float TEMPERATURE = 1.37f;
    private static final float SPREAD = 8.0f;
    /** Features out of the ordinary that a row may hold: signed zeros, subnormal, far beyond the bound of standardised features. */
    private static final float[] ODD = {0.0f, -0.0f, Float.MIN_VALUE, -1e-41f, 3e4f, -3e30f, Float.MAX_VALUE};

    private SameBits() {}

    static StudentWeights student(StudentShape shape) {
        return Tensors.student(shape, new RandomWeights(SEED));
    }

    static RouterWeights router(int hidden) {
        return Tensors.router(new RouterShape(hidden), TEMPERATURE, new RandomWeights(SEED));
    }

    /** Two steps of a student with carried state, for each number of rows. */
    static void assertStudent(NetworkDevice device, StudentShape shape, int... rows) {
        StudentWeights weights = student(shape);
        try (NetworkDevice processor = new CpuDevice(1, new PlainKernels());
                StudentNet expected = processor.load(weights);
                StudentNet actual = device.load(weights)) {
            for (int count : rows) {
                assertSteps(count, expected, actual);
            }
        }
    }

    private static void assertSteps(int rows, StudentNet expected, StudentNet actual) {
        StudentShape shape = expected.shape();
        SplittableRandom random = new SplittableRandom(SEED + rows);
        float[] state = uniform(random, rows * shape.stateLength(), 1.0f);
        float[] expectedState = state.clone();
        for (int step = 0; step < 2; step++) {
            float[] x = features(random, rows);
            float[] expectedOut = new float[rows * shape.outputLength()];
            float[] out = new float[rows * shape.outputLength()];
            expected.step(rows, x, expectedState, expectedOut);
            actual.step(rows, x, state, out);
            String what = shape + ", rows " + rows + ", step " + step;
            assertSame(what + ", state", state, expectedState);
            assertSame(what + ", output", out, expectedOut);
        }
    }

    static void assertRouter(NetworkDevice device, int hidden, int... rows) {
        RouterWeights weights = router(hidden);
        try (NetworkDevice processor = new CpuDevice(1, new PlainKernels());
                RouterNet expected = processor.load(weights);
                RouterNet actual = device.load(weights)) {
            for (int count : rows) {
                float[] x = features(new SplittableRandom(SEED - count), count);
                float[] expectedOut = new float[count * RouterShape.OUTPUT];
                float[] out = new float[count * RouterShape.OUTPUT];
                expected.classify(count, x, expectedOut);
                actual.classify(count, x, out);
                assertSame("router " + hidden + ", rows " + count, out, expectedOut);
            }
        }
    }

    /** Every fifth row has odd values, every seventh a NaN or an infinity. */
    private static float[] features(SplittableRandom random, int rows) {
        float[] x = uniform(random, rows * StudentShape.INPUT, SPREAD);
        for (int row = 0; row < rows; row++) {
            int at = row * StudentShape.INPUT + random.nextInt(StudentShape.INPUT);
            if (row % 5 == 4) {
                x[at] = ODD[random.nextInt(ODD.length)];
            }
            if (row % 7 == 6) {
                x[at] = random.nextBoolean() ? Float.NaN : Float.NEGATIVE_INFINITY;
            }
        }
        return x;
    }

    private static float[] uniform(SplittableRandom random, int count, float bound) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (bound * (2.0 * random.nextDouble() - 1.0));
        }
        return values;
    }

    static void assertSame(String what, float[] actual, float[] expected) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            // The bits as one NaN.
            if (Float.floatToIntBits(actual[i]) != Float.floatToIntBits(expected[i])) {
                assertThat(Float.toHexString(actual[i]))
                        .as("%s, value %d of %d", what, i, actual.length)
                        .isEqualTo(Float.toHexString(expected[i]));
            }
        }
    }
}
