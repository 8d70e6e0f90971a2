package io.aurora.domain.learning;

import io.aurora.domain.check.Require;
import java.util.Arrays;

/**
 * Which candidate was picked, and with what probability.
 *
 * @param index its place among the candidates
 * @param explored whether exploration drew it; exploration may draw the greedy one too
 * @param propensity probability with which it was to be picked, in (0, 1]
 * @param epsilon probability of exploring, in [0, 1]
 * @param q value of each candidate then
 */
public record Selection(int index, boolean explored, double propensity, double epsilon, double[] q) {
    public Selection {
        q = q.clone();
        Require.within("index", index, 0, q.length - 1.0);
        Require.within("propensity", propensity, Double.MIN_VALUE, 1.0);
        Require.within("epsilon", epsilon, 0.0, 1.0);
    }

    /** Value of each candidate, in their order; a copy. */
    @Override
    public double[] q() {
        return q.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Selection that
                && index == that.index
                && explored == that.explored
                && Double.compare(propensity, that.propensity) == 0
                && Double.compare(epsilon, that.epsilon) == 0
                && Arrays.equals(q, that.q);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(q) + index;
    }
}
