package io.aurora.domain.learning.offpolicy;

import io.aurora.domain.check.Require;
import org.apache.commons.math3.special.Gamma;
import org.apache.commons.math3.util.FastMath;

/**
 * Bounds of a policy's value that hold at all times together: the probability that they ever leave out the value, after whichever row
 * one looks, is at most the error level. So a live log may be watched and stopped on.
 *
 * <p>Rewards lie in a known range and are mapped to [0, 1]. The lower bound rests on the weighted rewards {@code x_i = w_i r_i >= 0},
 * on guesses {@code g_i} in [0, 1] of their mean made from the rows before (their running mean, held at 1), and on
 * {@code V = sum (x_i - g_i)^2}. For each l in [0, 1)
 * <pre>  exp(l S - psi(l) V),   S = sum (x_i - value),   psi(l) = -ln(1 - l) - l,</pre>
 * has a mean of at most 1 after every row, because {@code exp(l y - psi(l) y^2) <= 1 + l y} for {@code y >= -1} (Fan, Grama and Liu,
 * Electronic Journal of Probability 20, 2015). Mixed over l with the density of {@code 1 - l} proportional to
 * {@code u^(rho - 1) exp(-rho u)} (Howard, Ramdas, McAuliffe and Sekhon, Time-uniform, nonparametric, nonasymptotic confidence
 * sequences, Annals of Statistics 49, 2021, proposition 9) it becomes
 * <pre>  m(S, V) = exp(S + V) (rho^rho / G(rho, rho)) G(V + rho, S + V + rho) / (S + V + rho)^(V + rho),</pre>
 * G the lower incomplete gamma function, and by Ville's inequality {@code m} ever reaches 2/error with a probability of at most error/2.
 * The largest S below that gives the bound, {@code (sum x_i - S) / n}. The upper bound is one minus the same for {@code w_i (1 - r_i)}.
 * That weighted rewards need no bound from above is the point of Waudby-Smith, Wu, Ramdas, Karampatziakis and Mineiro, Anytime-valid
 * off-policy inference for contextual bandits, arXiv:2210.10768.
 *
 * <p>Needed: the mean of a weight given the rows before is at most 1 (true probabilities), and rewards in the range. Not needed: a bound
 * of the weights, so nothing is clipped; a log that could choose all that the target may (without that the bounds are wider, not
 * wrong); independent rows, or a logging policy that stays the same. Where the value changes from row to row they bound its mean over
 * the rows so far. Constant memory and time for a row; a bound is found by bisection. One owner.
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
        double logBar = FastMath.log(2.0 / error);
        below = new Side(logBar);
        above = new Side(logBar);
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

    /** Lower bound, in the range of rewards; its lower end before the first row. */
    public double low() {
        return least + range * below.bound();
    }

    /** Upper bound, in the range of rewards; below {@link #low} only where something needed does not hold. */
    public double high() {
        return least + range * (1.0 - above.bound());
    }

    /** One-sided sequence for the mean of numbers &gt;= 0. */
    private static final class Side {
        /**
         * The mixture's parameter. The distance of bound and mean is smallest about V = 7 rho, some hundred rows with weights about 1,
         * and within a fifth of what any other parameter would give from V = 50 to V = 50,000.
         */
        private static final double RHO = 50.0;

        private static final double LOG_NORMALISER =
                RHO * FastMath.log(RHO) - Gamma.logGamma(RHO) - FastMath.log(Gamma.regularizedGammaP(RHO, RHO));
        private static final double RELATIVE = 1e-9;

        private final double logBar;
        private double sum;
        private double squares;
        private long n;

        private Side(double logBar) {
            this.logBar = logBar;
        }

        private void add(double x) {
            double off = x - guess();
            squares += off * off;
            sum += x;
            n++;
        }

        /** Mean so far with one half as a first row, at most 1: known before the next row. */
        private double guess() {
            return Math.min(1.0, (0.5 + sum) / (n + 1.0));
        }

        private double bound() {
            if (n == 0) {
                return 0.0;
            }
            double low = 0.0;
            double high = 1.0;
            while (logMixture(high) < logBar) {
                low = high;
                high *= 2.0;
            }
            while (high - low > RELATIVE * high) {
                double middle = 0.5 * (low + high);
                if (logMixture(middle) < logBar) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            // the upper end of the bisection, so that rounding widens
            return Math.max(0.0, Math.min(1.0, (sum - high) / n));
        }

        /** ln m(s, V), increasing in s. */
        private double logMixture(double s) {
            double a = squares + RHO;
            double x = s + a;
            return s
                    + squares
                    + LOG_NORMALISER
                    + Gamma.logGamma(a)
                    + FastMath.log(Gamma.regularizedGammaP(a, x))
                    - a * FastMath.log(x);
        }
    }
}
