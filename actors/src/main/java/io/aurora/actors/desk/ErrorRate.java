package io.aurora.actors.desk;

import io.aurora.domain.settings.HoldSettings;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Share of failed requests of this node over a sliding time, in {@value #CELLS} cells of equal length: a request counts for the whole
 * time, give or take one cell. Thread-safe.
 */
public final class ErrorRate {
    /** Fewer requests say nothing. */
    static final int LEAST_REQUESTS = 20;

    private static final int CELLS = 30;

    private final HoldSettings settings;
    private final LongSupplier nanos;
    private final long cellNanos;
    private final long[] cell = new long[CELLS];
    private final long[] requests = new long[CELLS];
    private final long[] failures = new long[CELLS];

    /**
     * @param settings the share that is too much, and over which time
     * @param nanos nanosecond clock
     */
    public ErrorRate(HoldSettings settings, LongSupplier nanos) {
        this.settings = settings;
        this.nanos = nanos;
        this.cellNanos = Math.max(1L, settings.errorRateWindowMs() * 1_000_000L / CELLS);
        forget();
    }

    /**
     * A request was answered; {@code failed}: the node could not do what it was asked, for whatever reason. A database that is away
     * counts: writes go on by themselves when it is back, but after bars were not decided on, size is an operator's to give.
     */
    public synchronized void count(boolean failed) {
        long now = Math.floorDiv(nanos.getAsLong(), cellNanos);
        int at = Math.floorMod(now, CELLS);
        if (cell[at] != now) {
            cell[at] = now;
            requests[at] = 0;
            failures[at] = 0;
        }
        requests[at]++;
        failures[at] += failed ? 1 : 0;
    }

    /** Whether the desk is to be held: on by the settings, enough requests, too many of them failed. */
    public synchronized boolean breached() {
        long now = Math.floorDiv(nanos.getAsLong(), cellNanos);
        long all = 0;
        long failed = 0;
        for (int i = 0; i < CELLS; i++) {
            if (now - cell[i] < CELLS) {
                all += requests[i];
                failed += failures[i];
            }
        }
        return settings.errorRateEnabled() && all >= LEAST_REQUESTS && failed > settings.errorRate() * all;
    }

    /** Starts anew: an operator has released the desk and what was before is known to him. */
    public synchronized void forget() {
        Arrays.fill(cell, Math.floorDiv(nanos.getAsLong(), cellNanos) - CELLS);
        Arrays.fill(requests, 0);
        Arrays.fill(failures, 0);
    }
}
