package io.aurora.domain.learning;

import io.aurora.domain.check.Require;

/**
 * How often a policy explores. Acts from the next decision on; the probability that follows from it is stored with each decision.
 *
 * @param epsilon probability of exploring before any decay, in [0, 1]
 * @param decay how fast it falls with the visits of a state, &gt;= 0; 0 keeps it
 * @param epsilonMin what it never falls below by decay, in [0, 1]
 */
public record Exploration(double epsilon, double decay, double epsilonMin) {
    /** 0.1, kept. */
    public static final Exploration DEFAULT = new Exploration(0.1, 0.0, 0.02);

    public Exploration {
        Require.within("epsilon", epsilon, 0.0, 1.0);
        Require.nonNegative("epsilon_decay", decay);
        Require.within("epsilon_min", epsilonMin, 0.0, 1.0);
    }

    /**
     * The probability of exploring in a state that was visited {@code visits} times:
     * {@code max(epsilon_min, epsilon / (1 + decay visits))}, and {@code epsilon} itself where nothing decays.
     */
    public double at(long visits) {
        Require.atLeast("visits", visits, 0L);
        return decay == 0.0 ? epsilon : Math.max(epsilonMin, epsilon / (1.0 + decay * visits));
    }
}
