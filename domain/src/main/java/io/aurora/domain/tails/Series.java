package io.aurora.domain.tails;

import io.aurora.domain.statistics.Selection;
import io.aurora.domain.tails.TailEstimate.Reason;
import io.aurora.domain.tails.TailEstimate.Refused;
import java.util.Optional;
import org.apache.commons.math3.util.FastMath;

/** Checks and order statistics that the estimators share. */
final class Series {
    /** One in this many observations is in the tail: k = n / 20 in whole numbers. */
    static final int TAIL_SHARE = 20;

    /** Fewest tail points. */
    static final int LEAST_TAIL = 20;

    private Series() {}

    /** Refusal of a series that is empty, not finite or constant. */
    static Optional<Refused> refusal(double[] x) {
        if (x.length == 0) {
            return Optional.of(tooShort("observations", 0, 1));
        }
        boolean constant = true;
        for (int i = 0; i < x.length; i++) {
            if (!Double.isFinite(x[i])) {
                return Optional.of(
                        new Refused(Reason.NOT_FINITE, "series must be finite: index=" + i + ", value=" + x[i]));
            }
            constant &= Math.abs(x[i] - x[0]) <= 0.0;
        }
        return constant ? Optional.of(constant("series", x[0])) : Optional.empty();
    }

    static Refused tooShort(String what, int found, int least) {
        return new Refused(Reason.TOO_SHORT, what + " must be >= " + least + ": " + what + "=" + found);
    }

    static Refused constant(String what, double value) {
        return new Refused(Reason.CONSTANT, what + " must vary: value=" + value);
    }

    static double[] absolute(double[] x) {
        double[] out = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            out[i] = Math.abs(x[i]);
        }
        return out;
    }

    /** Moments of {@code ln(X_(i) / X_(k+1))} over the k largest absolute values. */
    record LogExcess(int k, double mean, double meanSquare) {
        /** Empty where the (k+1)-th largest is zero: its logarithm has no meaning. */
        static Optional<LogExcess> of(double[] x) {
            int k = x.length / TAIL_SHARE;
            double[] sizes = absolute(x);
            double least = Selection.kthLargest(sizes, sizes.length, k);
            if (least <= 0.0) {
                return Optional.empty();
            }
            double base = FastMath.log(least);
            double sum = 0.0;
            double square = 0.0;
            for (int i = 0; i < k; i++) {
                double excess = FastMath.log(sizes[i]) - base;
                sum += excess;
                square += excess * excess;
            }
            return Optional.of(new LogExcess(k, sum / k, square / k));
        }
    }
}
