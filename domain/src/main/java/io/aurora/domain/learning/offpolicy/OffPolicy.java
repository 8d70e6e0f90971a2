package io.aurora.domain.learning.offpolicy;

import io.aurora.domain.check.Require;

/**
 * The three classical estimates of a policy's value from rows that another policy made. Row {@code i} has the weight
 * {@code w_i = pi(a_i | s_i) / p_i}, target over logged probability, and the reward {@code r_i}. Sums run in row order. Intervals are
 * asymptotic and take the rows as independent; with few rows that carry the weight they are too narrow, which
 * {@link #effectiveSampleSize} tells. Cost O(n).
 */
public final class OffPolicy {
    private OffPolicy() {}

    /**
     * Inverse propensity scoring (Horvitz and Thompson 1952): the mean of {@code w_i r_i}, standard error from the sample variance with
     * divisor n - 1. Unbiased.
     */
    public static Estimate ips(double[] weights, double[] rewards) {
        check(weights, rewards.length);
        double[] terms = new double[weights.length];
        for (int i = 0; i < terms.length; i++) {
            terms[i] = weights[i] * Require.finite("reward", rewards[i]);
        }
        return mean(terms);
    }

    /**
     * Self-normalised (Hajek; Swaminathan and Joachims 2015): {@code sum w_i r_i / sum w_i}, standard error by the delta method,
     * {@code sqrt(sum w_i^2 (r_i - v)^2) / sum w_i}. Biased by O(1/n), bounded by the rewards. Refused where no row has a weight.
     */
    public static Estimate snips(double[] weights, double[] rewards) {
        check(weights, rewards.length);
        double weight = 0.0;
        double weighted = 0.0;
        for (int i = 0; i < weights.length; i++) {
            weight += weights[i];
            weighted += weights[i] * Require.finite("reward", rewards[i]);
        }
        Require.positive("sum_of_weights", weight);
        double value = weighted / weight;
        double squares = 0.0;
        for (int i = 0; i < weights.length; i++) {
            double off = weights[i] * (rewards[i] - value);
            squares += off * off;
        }
        return Estimate.of(value, Math.sqrt(squares) / weight);
    }

    /**
     * Doubly robust (Dudik, Langford and Li, ICML 2011): the mean of {@code m_i + w_i (r_i - q_i)}, standard error with divisor n - 1.
     * Unbiased whatever the reward model is, as long as row {@code i} had no part in its own {@code q_i} and {@code m_i}; the better the
     * model, the narrower the interval.
     *
     * @param modelOfChosen {@code q_i}: the model's reward of what the row chose
     * @param modelOfTarget {@code m_i}: the model's reward of the target policy in the row's state, {@code sum_a pi(a | s_i) q(s_i, a)}
     */
    public static Estimate doublyRobust(
            double[] weights, double[] rewards, double[] modelOfChosen, double[] modelOfTarget) {
        check(weights, rewards.length);
        check(weights, modelOfChosen.length);
        check(weights, modelOfTarget.length);
        double[] terms = new double[weights.length];
        for (int i = 0; i < terms.length; i++) {
            double residual =
                    Require.finite("reward", rewards[i]) - Require.finite("model_of_chosen", modelOfChosen[i]);
            terms[i] = Require.finite("model_of_target", modelOfTarget[i]) + weights[i] * residual;
        }
        return mean(terms);
    }

    /** {@code (sum w)^2 / sum w^2} (Kish 1965): how many equally weighted rows are worth as much; 0 where no row has a weight. */
    public static double effectiveSampleSize(double[] weights) {
        double sum = 0.0;
        double squares = 0.0;
        for (double weight : weights) {
            sum += Require.nonNegative("weight", weight);
            squares += weight * weight;
        }
        return squares == 0.0 ? 0.0 : sum * sum / squares;
    }

    private static void check(double[] weights, int others) {
        Require.atLeast("rows", weights.length, 2);
        if (weights.length != others) {
            throw new IllegalArgumentException("must be as many: weights=" + weights.length + ", values=" + others);
        }
        for (double weight : weights) {
            Require.nonNegative("weight", weight);
        }
    }

    private static Estimate mean(double[] terms) {
        int n = terms.length;
        double sum = 0.0;
        for (double term : terms) {
            sum += term;
        }
        double mean = sum / n;
        double squares = 0.0;
        for (double term : terms) {
            squares += (term - mean) * (term - mean);
        }
        return Estimate.of(mean, Math.sqrt(squares / (n - 1.0) / n));
    }
}
