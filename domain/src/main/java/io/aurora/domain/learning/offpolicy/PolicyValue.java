package io.aurora.domain.learning.offpolicy;

import io.aurora.domain.check.Require;

/**
 * What a log says about a policy.
 *
 * @param rows rows of the log
 * @param logged mean reward of the log itself, the value of the policy that made it
 * @param ips inverse propensity scoring
 * @param snips self-normalised
 * @param doublyRobust doubly robust with the cross-fitted table
 * @param effectiveSampleSize rows the weights are worth
 * @param largestWeight largest weight of a row
 * @param sequenceLow lower bound of the 95 % confidence sequence
 * @param sequenceHigh upper bound of it
 */
public record PolicyValue(
        int rows,
        Estimate logged,
        Estimate ips,
        Estimate snips,
        Estimate doublyRobust,
        double effectiveSampleSize,
        double largestWeight,
        double sequenceLow,
        double sequenceHigh) {
    private static final double ERROR = 0.05;
    private static final double SUM_TOLERANCE = 1e-6;

    /**
     * Evaluates {@code target} on {@code log}.
     *
     * @param table reward model of the same log
     * @param least smallest reward there can be
     * @param most largest reward there can be
     */
    public static PolicyValue of(
            LoggedChoices log, TargetPolicy target, CrossFittedTable table, double least, double most) {
        int n = log.rows();
        double[] weights = new double[n];
        double[] ones = new double[n];
        double[] ofChosen = new double[n];
        double[] ofTarget = new double[n];
        double largest = 0.0;
        ConfidenceSequence sequence = new ConfidenceSequence(least, most, ERROR);
        for (int i = 0; i < n; i++) {
            double[] probabilities = checked(target.probabilities(i), log.candidates()[i].length);
            weights[i] = probabilities[log.chosen()[i]] / log.propensity()[i];
            ones[i] = 1.0;
            ofChosen[i] = table.reward(i, log.action(i));
            ofTarget[i] = modelled(table, i, log.candidates()[i], probabilities);
            largest = Math.max(largest, weights[i]);
            sequence.add(weights[i], log.reward()[i]);
        }
        return new PolicyValue(
                n,
                OffPolicy.ips(ones, log.reward()),
                OffPolicy.ips(weights, log.reward()),
                OffPolicy.snips(weights, log.reward()),
                OffPolicy.doublyRobust(weights, log.reward(), ofChosen, ofTarget),
                OffPolicy.effectiveSampleSize(weights),
                largest,
                sequence.low(),
                sequence.high());
    }

    private static double modelled(CrossFittedTable table, int row, int[] candidates, double[] probabilities) {
        double value = 0.0;
        for (int i = 0; i < candidates.length; i++) {
            value += probabilities[i] == 0.0 ? 0.0 : probabilities[i] * table.reward(row, candidates[i]);
        }
        return value;
    }

    private static double[] checked(double[] probabilities, int candidates) {
        if (probabilities.length != candidates) {
            throw new IllegalArgumentException(
                    "must be as many: probabilities=" + probabilities.length + ", candidates=" + candidates);
        }
        double sum = 0.0;
        for (double probability : probabilities) {
            sum += Require.within("probability", probability, 0.0, 1.0 + SUM_TOLERANCE);
        }
        Require.within("sum_of_probabilities", sum, 1.0 - SUM_TOLERANCE, 1.0 + SUM_TOLERANCE);
        return probabilities;
    }
}
