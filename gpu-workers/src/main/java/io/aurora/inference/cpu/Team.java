package io.aurora.inference.cpu;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that work on one step together: the caller and some helpers. They meet between phases at a barrier on which they spin (a phase
 * takes microseconds, waking a thread tens of them); helpers that hear of no work for a while park. One caller at a time.
 */
final class Team implements AutoCloseable {
    private static final int ALL = -1;
    private static final int IDLE_SPINS = 5_000;
    private static final int BARRIER_SPINS = 2_000;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** Phases of a step. A phase reads what earlier ones wrote, on whatever thread. */
    interface Work {
        int phases();

        /**
         * Does a part of one phase.
         *
         * @param worker whose scratch memory may be used
         * @param part share of the outputs, {@code 0..parts - 1}
         * @param from first row
         * @param to row behind the last
         */
        void run(int phase, int worker, int part, int parts, int from, int to);
    }

    /** How a step is divided. */
    enum Split {
        /** The caller does it all. */
        NONE,
        /** Each thread takes some rows through all phases. */
        ROWS,
        /** Each thread takes some outputs of all rows, phase by phase. */
        OUTPUTS
    }

    private final Thread[] helpers;
    private final AtomicInteger arrived = new AtomicInteger();
    private final int size;
    private volatile int generation;
    private volatile int ticket;
    private volatile boolean closed;
    private volatile Throwable failure;
    private Work work;
    private Split split;
    private volatile int rows;
    private int given;

    /** @param size threads with the caller, {@code >= 1} */
    Team(int size) {
        this.size = size;
        helpers = new Thread[size - 1];
        for (int i = 0; i < helpers.length; i++) {
            int worker = i + 1;
            helpers[i] = new Thread(() -> help(worker), "aurora-cpu-" + NUMBER.incrementAndGet());
            helpers[i].setDaemon(true);
            helpers[i].start();
        }
    }

    int size() {
        return size;
    }

    void run(Work next, int count, Split how) {
        if (how == Split.NONE || size == 1) {
            alone(next, 0, 0, count);
        } else {
            together(next, count, how);
        }
    }

    private static void alone(Work work, int worker, int from, int to) {
        if (from < to) {
            for (int phase = 0; phase < work.phases(); phase++) {
                work.run(phase, worker, 0, 1, from, to);
            }
        }
    }

    private void together(Work next, int count, Split how) {
        work = next;
        rows = count;
        split = how;
        failure = null;
        given++;
        ticket = given;
        for (Thread helper : helpers) {
            LockSupport.unpark(helper);
        }
        share(0);
        if (failure != null) {
            throw new IllegalStateException("a thread of the step failed", failure);
        }
    }

    /**
     * A worker that fails goes on to every barrier, so that nobody waits for it. Behind the last one the caller may already be setting up
     * the next piece of work: nothing of it is read there.
     */
    private void share(int worker) {
        Work current = work;
        int count = rows;
        if (split == Split.ROWS) {
            guarded(current, ALL, worker, count);
            meet();
            return;
        }
        int phases = current.phases();
        for (int phase = 0; phase < phases; phase++) {
            if (failure == null) {
                guarded(current, phase, worker, count);
            }
            meet();
        }
    }

    private void guarded(Work current, int phase, int worker, int count) {
        try {
            if (phase == ALL) {
                alone(current, worker, share(count, worker, size), share(count, worker + 1, size));
            } else {
                current.run(phase, worker, worker, size, 0, count);
            }
        } catch (RuntimeException | Error e) {
            failure = e;
        }
    }

    /** Where part {@code part} of {@code parts} of {@code count} things begins. */
    static int share(int count, int part, int parts) {
        return (int) ((long) count * part / parts);
    }

    private void meet() {
        int mine = generation;
        if (arrived.incrementAndGet() == size) {
            arrived.set(0);
            generation = mine + 1;
            return;
        }
        for (int spins = 0; generation == mine; spins++) {
            if (spins < BARRIER_SPINS) {
                Thread.onSpinWait();
            } else {
                // more threads than cores: let the others get there
                Thread.yield();
            }
        }
    }

    private void help(int worker) {
        int done = 0;
        while (!closed) {
            for (int spins = 0; ticket == done && !closed; spins++) {
                if (spins < IDLE_SPINS) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.park(this);
                }
            }
            if (ticket != done) {
                done = ticket;
                share(worker);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        for (Thread helper : helpers) {
            LockSupport.unpark(helper);
        }
    }
}
