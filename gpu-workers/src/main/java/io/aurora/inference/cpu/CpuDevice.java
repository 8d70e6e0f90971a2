package io.aurora.inference.cpu;

import io.aurora.domain.check.Require;
import io.aurora.inference.network.NetworkDevice;
import io.aurora.inference.network.RouterNet;
import io.aurora.inference.network.RouterWeights;
import io.aurora.inference.network.StudentNet;
import io.aurora.inference.network.StudentWeights;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The processor. One batch at a time, on the caller's thread and {@code threads - 1} others; callers beyond it wait. In steady state a step
 * allocates nothing.
 */
public final class CpuDevice implements NetworkDevice {
    public static final String NAME = "cpu";

    /** Products of a step below which handing out work costs more than it brings: about 10 microseconds of one thread. */
    private static final long SMALL = 400_000;
    /** Products a row of a network whose weights a core reads from near caches every time (2 MiB). */
    private static final long RESIDENT = 524_288;
    /** Rows a thread that make up for reading the weights once per thread. */
    private static final int ROWS_LARGE = 64;

    private static final int ROWS_RESIDENT = 4;

    private final ReentrantLock lock = new ReentrantLock();
    private final CpuKernels kernels;
    private final Team team;
    private boolean closed;

    /**
     * Opens it.
     *
     * @param threads that compute, {@code >= 1}, the caller's included
     * @param kernels of this machine
     */
    public CpuDevice(int threads, CpuKernels kernels) {
        Require.atLeast("threads", threads, 1);
        this.kernels = kernels;
        team = new Team(threads);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "processor, " + team.size() + " threads, " + kernels.name() + " kernels";
    }

    @Override
    public int parallelBatches() {
        return 1;
    }

    @Override
    public StudentNet load(StudentWeights weights) {
        return new CpuStudentNet(this, weights);
    }

    @Override
    public RouterNet load(RouterWeights weights) {
        return new CpuRouterNet(this, weights);
    }

    CpuKernels kernels() {
        return kernels;
    }

    int threads() {
        return team.size();
    }

    /** Keeps other callers out. */
    void lock() {
        lock.lock();
    }

    void unlock() {
        lock.unlock();
    }

    /** Runs a step; the caller holds the lock. */
    void run(Team.Work work, int rows, long products) {
        if (closed) {
            throw new IllegalStateException("the device is closed");
        }
        team.run(work, rows, split(rows, products));
    }

    private Team.Split split(int rows, long products) {
        if (rows * products < SMALL) {
            return Team.Split.NONE;
        }
        int least = products <= RESIDENT ? ROWS_RESIDENT : ROWS_LARGE;
        return rows >= least * team.size() ? Team.Split.ROWS : Team.Split.OUTPUTS;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            team.close();
        } finally {
            lock.unlock();
        }
    }
}
