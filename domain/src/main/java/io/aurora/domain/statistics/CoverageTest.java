package io.aurora.domain.statistics;

import io.aurora.domain.check.Require;

/**
 * Do exceedances come as often as promised, and independently? Unconditional coverage by Kupiec (1995, J. Derivatives 3), independence and
 * conditional coverage by Christoffersen (1998, Int. Econ. Rev. 39). {@code LR_cc = LR_uc (all n) + LR_ind (n - 1 pairs)}, against chi-squared
 * with 1, 1 and 2 degrees of freedom; 0 ln 0 = 0. Needs n of at least 100. O(n).
 *
 * @param exceedances how many there were
 * @param transitions pairs of successive days, {@code n00, n01, n10, n11} (1 = exceedance)
 * @param unconditional Kupiec's test
 * @param independence Christoffersen's test of independence
 * @param conditional both together
 */
public record CoverageTest(
        int exceedances,
        Transitions transitions,
        TestResult unconditional,
        TestResult independence,
        TestResult conditional) {
    private static final int LEAST = 100;

    /** Counts of successive pairs. */
    public record Transitions(int n00, int n01, int n10, int n11) {
        static Transitions of(boolean[] hits) {
            int[] counts = new int[4];
            for (int i = 1; i < hits.length; i++) {
                counts[(hits[i - 1] ? 2 : 0) + (hits[i] ? 1 : 0)]++;
            }
            return new Transitions(counts[0], counts[1], counts[2], counts[3]);
        }

        private double likelihoodRatio() {
            int from0 = n00 + n01;
            int from1 = n10 + n11;
            int to1 = n01 + n11;
            double all = (double) to1 / (from0 + from1);
            double apart = term(n00, n01, from0) + term(n10, n11, from1);
            double joint = Samples.logTerm(n00 + n10, 1.0 - all) + Samples.logTerm(to1, all);
            return Math.max(0.0, 2.0 * (apart - joint));
        }

        private static double term(int stay, int hit, int from) {
            return Samples.logTerm(stay, (double) stay / from) + Samples.logTerm(hit, (double) hit / from);
        }
    }

    /**
     * Tests a record of exceedances, in order of time.
     *
     * @param hits true where the loss exceeded its VaR (or the value left its interval)
     * @param probability promised share of exceedances, in (0, 1)
     */
    public static CoverageTest of(boolean[] hits, double probability) {
        Samples.requireCount("coverage test", hits.length, LEAST);
        if (!(probability > 0.0 && probability < 1.0)) {
            throw new IllegalArgumentException("must be in (0, 1): probability=" + probability);
        }
        int n = hits.length;
        int x = 0;
        for (boolean hit : hits) {
            x += hit ? 1 : 0;
        }
        double share = (double) x / n;
        double promised = Samples.logTerm(n - x, 1.0 - probability) + Samples.logTerm(x, probability);
        double found = Samples.logTerm(n - x, 1.0 - share) + Samples.logTerm(x, share);
        double uc = Math.max(0.0, 2.0 * (found - promised));
        Transitions transitions = Transitions.of(hits);
        double ind = transitions.likelihoodRatio();
        return new CoverageTest(x, transitions, result(uc, 1, n), result(ind, 1, n - 1), result(uc + ind, 2, n));
    }

    private static TestResult result(double statistic, int degrees, int n) {
        Require.nonNegative("statistic", statistic);
        return new TestResult(statistic, Samples.chiSquaredTail(statistic, degrees), n);
    }
}
