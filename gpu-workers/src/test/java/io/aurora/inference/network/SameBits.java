package io.aurora.inference.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Devices against each other and against themselves: a row's bits depend on the row and the weights alone. */
public final class SameBits {
    private static final int[] HIDDEN = {8, 16, 20, 64, 100, 130};
    private static final int MOST_ROWS = 70;

    private SameBits() {}

    /** Networks of many shapes, batches of many sizes: {@code device} gives the bits of {@code twin} alone on each row. */
    public static void assertSame(NetworkDevice device, NetworkDevice twin) {
        for (int hidden : HIDDEN) {
            StudentWeights student = NetworkRows.student(2, hidden, hidden / 4 + 1, hidden);
            RouterWeights router = NetworkRows.router(hidden, hidden);
            compare(
                    device,
                    twin,
                    student,
                    router,
                    IntStream.rangeClosed(1, MOST_ROWS).toArray());
        }
        compare(device, twin, NetworkRows.student(3, 512, 32, 1), NetworkRows.router(256, 1), 1, 5, 64, 256);
    }

    private static void compare(
            NetworkDevice device, NetworkDevice twin, StudentWeights student, RouterWeights router, int... batches) {
        int most = Arrays.stream(batches).max().orElseThrow();
        String what = device.description() + ", hidden " + student.shape().hidden() + ", rows ";
        try (StudentNet a = device.load(student);
                StudentNet b = twin.load(student);
                RouterNet c = device.load(router);
                RouterNet d = twin.load(router)) {
            float[][] expected = NetworkRows.steps(b, 0, most);
            float[] expectedClasses = NetworkRows.classify(d, 0, most);
            for (int rows : batches) {
                int first = rows % 2 == 0 ? 0 : most - rows;
                float[][] actual = NetworkRows.steps(a, first, rows);
                same(what + rows, actual[0], expected[0], first, student.shape().outputLength());
                same(what + rows, actual[1], expected[1], first, student.shape().stateLength());
                float[] classes = NetworkRows.classify(c, first, rows);
                same(what + rows, classes, expectedClasses, first, RouterShape.OUTPUT);
            }
        }
    }

    private static void same(String what, float[] actual, float[] all, int first, int width) {
        float[] expected = Arrays.copyOfRange(all, first * width, first * width + actual.length);
        for (int i = 0; i < actual.length; i++) {
            if (Float.floatToIntBits(actual[i]) != Float.floatToIntBits(expected[i])) {
                fail(
                        "%s: row %d, value %d: actual %s, expected %s",
                        what, i / width, i % width, actual[i], expected[i]);
            }
        }
    }

    /** A row of NaN, alone and in batches: its results are NaN, the others' bits stay. */
    public static void assertSpoilsOneRowOnly(NetworkDevice device) {
        try (StudentNet student = device.load(NetworkRows.student(2, 20, 5, 3));
                RouterNet router = device.load(NetworkRows.router(20, 3))) {
            for (int rows : new int[] {1, 3, 4, 9}) {
                int bad = rows / 2;
                oneBad(rows, bad, student.shape().outputLength(), x -> {
                    float[] out = new float[rows * student.shape().outputLength()];
                    student.step(rows, x, new float[rows * student.shape().stateLength()], out);
                    return out;
                });
                oneBad(rows, bad, RouterShape.OUTPUT, x -> {
                    float[] out = new float[rows * RouterShape.OUTPUT];
                    router.classify(rows, x, out);
                    return out;
                });
            }
        }
    }

    private static void oneBad(int rows, int bad, int width, Function<float[], float[]> run) {
        float[] x = NetworkRows.features(0, rows, 0);
        float[] sound = run.apply(x.clone());
        x[bad * StudentShape.INPUT + 7] = Float.NaN;
        float[] spoiled = run.apply(x);
        for (int i = 0; i < spoiled.length; i++) {
            if (i / width == bad) {
                assertThat(spoiled[i]).as("value %d of the bad row", i % width).isNaN();
            } else {
                assertThat(Float.floatToIntBits(spoiled[i])).isEqualTo(Float.floatToIntBits(sound[i]));
            }
        }
    }
}
