package io.aurora.domain.learning.offpolicy;

import io.aurora.domain.check.Require;
import org.apache.commons.math3.util.FastMath;

/**
 * Bounds of a policy's value that hold at all times together: the probability that they ever leave out the value, after whichever row
 * one looks, is at most the error level. So a live log may be watched and stopped on.
 *
 * <p>Rewards lie in a known range and are mapped to [0, 1]. The lower bound is the empirical-Bernstein confidence sequence of the
 * weighted rewards {@code x_i = w_i r_i >= 0} with predictable mixing (Waudby-Smith and Ramdas, Estimating means of bounded random
 * variables by betting, JRSS B 86, 2024, theorem 2; for weighted rewards Waudby-Smith, Wu, Ramdas, Karampatziakis and Mineiro,
 * Anytime-valid off-policy inference for contextual bandits, arXiv:2210.10768): with {@code psi(l) = -ln(1 - l) - l} and a guess {@code g_i <= 1}
 * of the mean made before row {@code i},
 * <pre>  value >= (sum l_i x_i - sum psi(l_i) (x_i - g_{i-1})^2 - ln(2/error)) / sum l_i.</pre>
 * The upper bound is one minus the same for {@code w_i (1 - r_i)}.
 *
 * <p>Needed: the mean of the weights given the past is at most 1 (true probabilities), and rewards in the range. Not needed: a bound of
 * the weights, and so nothing is clipped; a log that could choose all the target would (without that the bounds are wider, not wrong);
 * independent rows or a logging policy that stays the same. Where the value drifts, they bound its mean weighted by {@code l_i}.
 * Constant memory and time for a row; one owner.
 */
public final class ConfidenceSequence {
    private final double least;
    private final double range;
    private final Side below;
    private final Side above;
    private long rows;

    /**
     * @param least smallest reward there can be
     * @param most largest reward there can be
     * @param error probability of ever being wrong, in (0, 1), shared alike by the two sides
     */
    public ConfidenceSequence(double least, double most, double error) {
        Require.finite("least", least);
        this.range = Require.positive("range", most - least);
        this.least = least;
        Require.within("error", error, Double.MIN_NORMAL, Math.nextDown(1.0));
        double bet = FastMath.log(2.0 / error);
        below = new Side(bet);
        above = new Side(bet);
    }

    /** The next row. */
    public void add(double weight, double reward) {
        Require.nonNegative("weight", weight);
        double unit = (Require.within("reward", reward, least, least + range) - least) / range;
        below.add(weight * unit);
        above.add(weight * (1.0 - unit));
        rows++;
    }

    /** Rows so far. */
    public long rows() {
        return rows;
    }

    /** Lower bound, in the range of rewards. */
    public double low() {
        return least + range * below.bound();
    }

    /** Upper bound, in the range of rewards; may lie below {@link #low} once the assumptions are broken. */
    public double high() {
        return least + range * (1.0 - above.bound());
    }

    /** One-sided sequence for the mean of numbers &gt;= 0. */
    private static final class Side {
        /** Largest l: theorem 2's recommendation of 1/2, which keeps psi finite. */
        private static final double MOST = 0.5;

        /** Prior variance: a quarter, the largest of a number in [0, 1]; counts for one row. */
        private static final double PRIOR_VARIANCE = 0.25;

        private final double bet;
        private double sum;
        private double squares;
        private double mixed;
        private double penalty;
        private double mix;
        private long n;

        private Side(double bet) {
            this.bet = bet;
        }

        private void add(double x) {
            double guess = guess();
            double variance = (PRIOR_VARIANCE + squares) / (n + 1.0);
            double l = Math.min(MOST, Math.sqrt(2.0 * bet / (variance * (n + 1.0) * FastMath.log(n + 2.0))));
            mixed += l * x;
            penalty += (-FastMath.log1p(-l) - l) * (x - guess) * (x - guess);
            mix += l;
            n++;
            sum += x;
            squares += (x - guess()) * (x - guess());
        }

        /** Mean so far with one half as a first row, at most 1: known before the next row. */
        private double guess() {
            return Math.min(1.0, (0.5 + sum) / (n + 1.0));
        }

        private double bound() {
            return n == 0 ? 0.0 : Math.max(0.0, Math.min(1.0, (mixed - penalty - bet) / mix));
        }
    }
}
