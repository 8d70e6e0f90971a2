package io.aurora.domain.risk;

import java.util.Optional;

/**
 * The portfolios that a problem allows: box, budget and ball, with the point of least norm, an inner point to start from and the verdict
 * whether there is none or only one. O(d) per pass of a bisection.
 */
final class FeasibleSet {
    /** Bounds are sums of decimal settings: they meet the budget within a few roundings of their own, never exactly. */
    static final double TOLERANCE = 1e-12;

    private static final int BISECTIONS = 200;

    private final double[] lo;
    private final double[] hi;
    private final boolean[] fixed;
    private final double sumLo;
    private final double sumHi;
    private final double ball;
    private final double[] least;
    private final double leastNorm;
    private final int free;

    FeasibleSet(DroProblem problem) {
        this(problem.lo(), problem.hi(), problem.normLimit());
    }

    /** The arrays are the set's from here on. */
    FeasibleSet(double[] lo, double[] hi, double normLimit) {
        this.lo = lo;
        this.hi = hi;
        this.fixed = new boolean[lo.length];
        int movable = 0;
        double low = 0.0;
        double high = 0.0;
        double corner = 0.0;
        for (int j = 0; j < lo.length; j++) {
            fixed[j] = hi[j] - lo[j] <= TOLERANCE;
            movable += fixed[j] ? 0 : 1;
            low += lo[j];
            high += hi[j];
            corner += Math.max(lo[j] * lo[j], hi[j] * hi[j]);
        }
        this.free = movable;
        this.sumLo = low;
        this.sumHi = high;
        this.ball = Math.min(normLimit, Math.sqrt(corner));
        this.least = leastNormPoint();
        this.leastNorm = norm(least);
    }

    /** Why there is no portfolio at all. */
    Optional<DroRefusal> refusal() {
        for (int j = 0; j < lo.length; j++) {
            if (lo[j] > hi[j]) {
                return Optional.of(
                        DroRefusal.boundsSum("lo must be <= hi: asset=" + j + ", lo=" + lo[j] + ", hi=" + hi[j]));
            }
        }
        if (sumLo > 1.0 + TOLERANCE || sumHi < 1.0 - TOLERANCE) {
            return Optional.of(DroRefusal.boundsSum(
                    "bounds must let the weights sum to 1: sum lo=" + sumLo + ", sum hi=" + sumHi));
        }
        return leastNorm > ball * (1.0 + TOLERANCE)
                ? Optional.of(DroRefusal.normBudget(leastNorm, ball))
                : Optional.empty();
    }

    /** Whether the least-norm point is the only portfolio: the budget meets a bound's sum, one asset is free, or the ball is tangent. */
    boolean isSinglePoint() {
        return free <= 1
                || sumLo >= 1.0 - TOLERANCE
                || sumHi <= 1.0 + TOLERANCE
                || leastNorm >= ball * (1.0 - TOLERANCE);
    }

    double[] least() {
        return least.clone();
    }

    boolean[] fixed() {
        return fixed;
    }

    int free() {
        return free;
    }

    /** The norm limit, or the norm of the box's farthest corner where that is less. */
    double ball() {
        return ball;
    }

    /** {@code w_j = min(max(mu, lo_j), hi_j)} with mu such that the sum is 1: the optimality condition of the least norm on box and budget. */
    private double[] leastNormPoint() {
        double low = min(lo);
        double high = max(hi);
        for (int i = 0; i < BISECTIONS && low < high; i++) {
            double middle = 0.5 * (low + high);
            if (!(low < middle && middle < high)) {
                break;
            }
            if (clippedSum(middle) < 1.0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double[] w = new double[lo.length];
        for (int j = 0; j < w.length; j++) {
            w[j] = Math.min(Math.max(high, lo[j]), hi[j]);
        }
        return w;
    }

    private double clippedSum(double mu) {
        double sum = 0.0;
        for (int j = 0; j < lo.length; j++) {
            sum += Math.min(Math.max(mu, lo[j]), hi[j]);
        }
        return sum;
    }

    /** A point inside box and ball, at the same share of every asset's range where the ball allows. */
    void inner(double[] w) {
        double share = (1.0 - sumLo) / (sumHi - sumLo);
        for (int j = 0; j < lo.length; j++) {
            w[j] = fixed[j] ? lo[j] : lo[j] + share * (hi[j] - lo[j]);
        }
        shrinkIntoBall(w, 0.5 * (ball + leastNorm));
    }

    /** Moves {@code w} towards the least-norm point until its norm is at most {@code radius}, which is not below the least. */
    void shrinkIntoBall(double[] w, double radius) {
        double norm = norm(w);
        if (norm <= radius) {
            return;
        }
        double share = shareInBall(w, radius);
        for (int j = 0; j < w.length; j++) {
            w[j] = least[j] + share * (w[j] - least[j]);
        }
    }

    /** Largest s in [0, 1] with {@code |least + s (w - least)| <= radius}: the positive root of a quadratic. */
    private double shareInBall(double[] w, double radius) {
        double square = 0.0;
        double cross = 0.0;
        for (int j = 0; j < w.length; j++) {
            double step = w[j] - least[j];
            square += step * step;
            cross += least[j] * step;
        }
        double room = Math.max(0.0, radius * radius - leastNorm * leastNorm);
        return room / (cross + Math.sqrt(cross * cross + square * room)) * (1.0 - 1e-15);
    }

    /** Brings a point that rounding has moved by some 1e-16 back onto budget, box and ball. */
    void repair(double[] w) {
        for (int pass = 0; pass < 3; pass++) {
            double missing = 1.0;
            for (double weight : w) {
                missing -= weight;
            }
            for (int j = 0; j < w.length; j++) {
                double moved = fixed[j] ? w[j] : w[j] + missing / free;
                w[j] = Math.min(Math.max(moved, lo[j]), hi[j]);
            }
        }
        shrinkIntoBall(w, ball);
    }

    static double norm(double[] w) {
        double sum = 0.0;
        for (double weight : w) {
            sum += weight * weight;
        }
        return Math.sqrt(sum);
    }

    private static double min(double[] values) {
        double least = values[0];
        for (double value : values) {
            least = Math.min(least, value);
        }
        return least;
    }

    private static double max(double[] values) {
        double largest = values[0];
        for (double value : values) {
            largest = Math.max(largest, value);
        }
        return largest;
    }
}
