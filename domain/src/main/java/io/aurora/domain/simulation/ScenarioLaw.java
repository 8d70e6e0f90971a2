package io.aurora.domain.simulation;

import io.aurora.domain.check.Require;
import java.util.List;

/**
 * The parameters of a scenario: a Markov chain over regimes on top of one level of volatility, and how bars go missing.
 *
 * @param annualVol standard deviation of a year's continuous log return at {@code volFactor} 1; a year has 365.25 days, the
 *     market never closes
 * @param regimes at least one; the series starts in the first
 * @param succession which regime follows
 * @param gaps missing bars
 */
public record ScenarioLaw(double annualVol, List<RegimeLaw> regimes, Succession succession, GapLaw gaps) {

    /** The regime after the present one. */
    public enum Succession {
        /** Any of the others, each as likely. */
        ANY_OTHER,
        /** The next in the list, after the last the first. */
        CYCLE
    }

    public ScenarioLaw {
        Require.positive("annual_vol", annualVol);
        regimes = List.copyOf(regimes);
        Require.atLeast("regimes", regimes.size(), 1);
    }

    /** Index of the regime that follows {@code from}, by a uniform number in (0, 1). */
    int successor(int from, double u) {
        int others = regimes.size() - 1;
        if (others == 0) {
            return from;
        }
        return switch (succession) {
            case CYCLE -> (from + 1) % regimes.size();
            case ANY_OTHER -> {
                int pick = Math.min((int) (u * others), others - 1);
                yield pick < from ? pick : pick + 1;
            }
        };
    }
}
