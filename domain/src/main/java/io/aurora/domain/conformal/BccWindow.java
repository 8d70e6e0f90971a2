package io.aurora.domain.conformal;

import io.aurora.domain.acceptance.Bcc;
import io.aurora.domain.check.Require;
import io.aurora.domain.settings.KappaSettings;
import io.aurora.domain.statistics.RingBuffer;

/**
 * Hits and targets of the last settled forecasts, and the block coverage calibration over them in O(1).
 *
 * <p>Targets are summed in units of 2^-46: such sums are exact, so that they neither drift nor depend on what has left the window.
 * Mutable, not thread-safe.
 */
final class BccWindow {
    private static final double UNIT = 0x1p46;
    /** Targets are at most 1/2, so that this many sum below 2^63. */
    private static final int LONGEST = 1 << 17;

    private final KappaSettings.Bcc settings;
    private final HitWindow hits;
    private final RingBuffer targets;
    private long sum;

    BccWindow(KappaSettings.Bcc settings) {
        if (settings.window() > LONGEST) {
            throw new IllegalArgumentException("must be <= " + LONGEST + ": kappa.bcc.window=" + settings.window());
        }
        this.settings = settings;
        this.hits = new HitWindow(settings.window());
        this.targets = new RingBuffer(settings.window());
    }

    /** The newest of these in a window of the settings' length. */
    static BccWindow of(KappaSettings.Bcc settings, boolean[] hits, double[] targets) {
        if (hits.length != targets.length) {
            throw new IllegalArgumentException(
                    "must be as long as each other: bcc.hits=" + hits.length + ", bcc.targets=" + targets.length);
        }
        BccWindow window = new BccWindow(settings);
        for (int i = Math.max(0, hits.length - settings.window()); i < hits.length; i++) {
            window.push(hits[i], targets[i]);
        }
        return window;
    }

    void push(boolean hit, double target) {
        sum = sumAfter(target);
        hits.push(hit);
        targets.push(target);
    }

    private long sumAfter(double target) {
        Require.within("alpha_target", target, 0.0, 0.5);
        return sum - (targets.isFull() ? units(targets.get(0)) : 0L) + units(target);
    }

    private static long units(double target) {
        return Math.round(target * UNIT);
    }

    double bcc() {
        return bcc(hits.size(), hits.misses(), sum);
    }

    double bccAfter(boolean hit, double target) {
        return bcc(hits.sizeAfter(), hits.missesAfter(hit), sumAfter(target));
    }

    private double bcc(int n, int misses, long targetSum) {
        return Bcc.of(settings, n, n - misses, targetSum / UNIT / n);
    }

    boolean[] hits() {
        return hits.toArray();
    }

    double[] targets() {
        return targets.toArray();
    }

    BccWindow copy() {
        return resized(settings);
    }

    BccWindow resized(KappaSettings.Bcc to) {
        return of(to, hits(), targets());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BccWindow that
                && settings.equals(that.settings)
                && hits.equals(that.hits)
                && targets.equals(that.targets);
    }

    @Override
    public int hashCode() {
        return 31 * hits.hashCode() + targets.hashCode();
    }
}
