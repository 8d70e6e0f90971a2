package io.aurora.inference.cpu;

import java.util.Arrays;

/** What the processor can do at most with the threads of a device: the physical limits beside which a benchmark puts its figures. */
public final class CpuLimits implements AutoCloseable {
    private static final int ROUNDS = 100_000;
    private static final int TRIES = 40;

    private final CpuKernels kernels;
    private final Team team;
    private volatile float sink;

    /** @param threads that read and compute */
    public CpuLimits(int threads, CpuKernels kernels) {
        this.kernels = kernels;
        team = new Team(threads);
    }

    /**
     * Times of reading an array from end to end, each thread a part, nanoseconds, ascending. Nothing else runs in between, so what fits
     * into a cache is read from there, as it is in steps that follow each other.
     */
    public long[] readNanos(float[] values, int times) {
        Work read = (part, parts) -> kernels.read(
                values, Team.share(values.length, part, parts), Team.share(values.length, part + 1, parts));
        return timed(read, times);
    }

    /** Multiply-adds of single numbers a second in registers, all threads together: the best of some tries. */
    public double multiplyAddsPerSecond() {
        long best = timed((part, parts) -> kernels.multiplyAdd(ROUNDS), TRIES)[0];
        return 1e9 * ROUNDS * kernels.multiplyAddsARound() * team.size() / best;
    }

    /** One thread's share of something whose result must be used. */
    private interface Work {
        float run(int part, int parts);
    }

    private long[] timed(Work work, int times) {
        Team.Work all = new Team.Work() {
            @Override
            public int phases() {
                return 1;
            }

            @Override
            public void run(int phase, int worker, int part, int parts, int from, int to) {
                sink = work.run(part, parts);
            }
        };
        long[] nanos = new long[times];
        for (int i = -times; i < times; i++) {
            long start = System.nanoTime();
            team.run(all, 1, Team.Split.OUTPUTS);
            nanos[Math.max(i, 0)] = System.nanoTime() - start;
        }
        if (Float.isNaN(sink)) {
            throw new IllegalStateException("what was read and computed must be a number");
        }
        Arrays.sort(nanos);
        return nanos;
    }

    @Override
    public void close() {
        team.close();
    }
}
