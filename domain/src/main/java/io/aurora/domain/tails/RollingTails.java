package io.aurora.domain.tails;

import io.aurora.domain.statistics.RingBuffer;

/**
 * The invariants over the last {@code window} values of a stream. Adding a value is O(1) without allocation; each estimate is the batch
 * estimator on a copy of the window, so rolling and batch agree to the bit at every step. Meant to be asked every some dozen bars, off the
 * hot path.
 *
 * <p>NaN and infinities are refused at the door. Not thread-safe.
 */
public final class RollingTails {
    private final RingBuffer values;

    public RollingTails(int window) {
        this.values = new RingBuffer(window);
    }

    /** Appends a return; a full window loses its oldest. */
    public void add(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("must be finite: value=" + value);
        }
        values.push(value);
    }

    public int size() {
        return values.size();
    }

    public TailEstimate hill() {
        return HillEstimator.of(values.toArray());
    }

    public TailEstimate moment() {
        return MomentEstimator.of(values.toArray());
    }

    public TailEstimate extremalIndex() {
        return ExtremalIndex.of(values.toArray());
    }

    public TailEstimate localWhittle() {
        return LocalWhittle.of(values.toArray(), LocalWhittle.POWER);
    }

    public TailEstimate abryVeitch() {
        return AbryVeitch.of(values.toArray());
    }

    /** Upper tail dependence with another stream, over the newest values that both windows hold. */
    public TailEstimate dependence(RollingTails other) {
        int common = Math.min(size(), other.size());
        return TailDependence.of(newest(common), other.newest(common));
    }

    /** Tail Wasserstein distance to a reference sample. */
    public TailEstimate tailWasserstein(TailWasserstein.Form form, double[] reference) {
        return TailWasserstein.of(form, values.toArray(), reference);
    }

    private double[] newest(int count) {
        double[] out = new double[count];
        for (int i = 0; i < count; i++) {
            out[i] = values.get(values.size() - count + i);
        }
        return out;
    }
}
