package io.aurora.lab.bench;

import io.aurora.inference.network.NetworkDevice;
import io.aurora.inference.network.RouterNet;
import io.aurora.inference.network.RouterShape;
import io.aurora.inference.network.StudentNet;
import io.aurora.inference.network.StudentShape;
import io.aurora.lab.models.RandomModels;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Times of steps of seeded networks on a device, one call after the other. */
public final class InferenceBench {
    private static final int LEAST_CALLS = 30;
    private static final int MOST_CALLS = 200_000;
    private static final long SEED = 1;

    /** What is measured. */
    public enum Network {
        SMALL,
        FULL,
        ROUTER
    }

    /**
     * Size of a network.
     *
     * @param weights numbers in it
     * @param products multiply-adds of its matrices for one row
     */
    public record Work(long weights, long products) {}

    private final NetworkDevice device;
    private final double seconds;

    /**
     * @param device to measure
     * @param seconds of warm-up and again of measurement for each figure
     */
    public InferenceBench(NetworkDevice device, double seconds) {
        this.device = device;
        this.seconds = seconds;
    }

    /** Numbers and products of a network. */
    public static Work work(Network network) {
        long[] count = new long[2];
        if (network == Network.ROUTER) {
            int hidden = RandomModels.ROUTER.hidden();
            count(count, RouterShape.INPUT, hidden);
            for (int i = 0; i < 4; i++) {
                count(count, hidden, hidden);
            }
            count(count, hidden, RouterShape.CLASSES);
            count[0] += 6L * hidden;
            return new Work(count[0], count[1]);
        }
        StudentShape shape = shape(network);
        int hidden = shape.hidden();
        for (int i = 0; i < shape.layers(); i++) {
            count(count, shape.inputOf(i), 4 * hidden);
            count(count, hidden, 4 * hidden);
        }
        count(count, hidden, 2 * shape.latent());
        count(count, shape.latent(), hidden);
        count(count, hidden, hidden);
        count(count, hidden, hidden);
        count(count, hidden, StudentShape.LAW);
        return new Work(count[0] + 2L * hidden, count[1]);
    }

    private static void count(long[] count, int inputs, int outputs) {
        count[0] += (long) inputs * outputs + outputs;
        count[1] += (long) inputs * outputs;
    }

    private static StudentShape shape(Network network) {
        return RandomModels.Size.valueOf(network.name()).student();
    }

    /** Times of calls with {@code rows} rows, nanoseconds, ascending. */
    public long[] nanos(Network network, int rows) {
        SplittableRandom random = new SplittableRandom(SEED);
        float[] x = new float[rows * StudentShape.INPUT];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) (2.0 * random.nextDouble() - 1.0);
        }
        if (network == Network.ROUTER) {
            try (RouterNet net = device.load(RandomModels.router(SEED))) {
                float[] out = new float[rows * RouterShape.OUTPUT];
                return timed(() -> net.classify(rows, x, out));
            }
        }
        try (StudentNet net = device.load(RandomModels.student(RandomModels.Size.valueOf(network.name()), SEED))) {
            float[] state = new float[rows * net.shape().stateLength()];
            float[] out = new float[rows * net.shape().outputLength()];
            return timed(() -> net.step(rows, x, state, out));
        }
    }

    /** Of ascending times: the least one that a share {@code q} of them does not exceed. */
    public static long quantile(long[] sorted, double q) {
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(Math.ceil(q * sorted.length)) - 1)];
    }

    private long[] timed(Runnable call) {
        run(call, new long[MOST_CALLS]);
        long[] nanos = new long[MOST_CALLS];
        int calls = run(call, nanos);
        long[] sorted = Arrays.copyOf(nanos, calls);
        Arrays.sort(sorted);
        return sorted;
    }

    private int run(Runnable call, long[] nanos) {
        long end = System.nanoTime() + Math.round(seconds * 1e9);
        int calls = 0;
        for (long now = System.nanoTime(); calls < LEAST_CALLS || now < end && calls < MOST_CALLS; calls++) {
            long start = System.nanoTime();
            call.run();
            now = System.nanoTime();
            nanos[calls] = now - start;
        }
        return calls;
    }
}
