package io.aurora.domain.statistics;

/**
 * Do extremes of one series help to predict extremes of another beyond that one's own past? Exceedances ({@code |r|} strictly above its
 * (k+1)-th largest, k = n/20) of the effect are regressed logistically on its own lags 1 to 5, then also on those of the cause; twice the gain
 * in log-likelihood is chi-squared with 5 degrees of freedom. Coefficients are held within +-15, so separated data have a likelihood too.
 *
 * <p>All regressors are 0 or 1, so the cases are counted by pattern and a fit costs O(patterns) per Newton step, not O(n). Pairwise: an effect
 * that a third series carries on is found as well. Needs n of at least 400 (20 tail points).
 *
 * @param result likelihood ratio, p-value and the n - 5 cases
 * @param maxAbsCoefficient largest |coefficient| of the larger model: 15 says that it was held
 */
public record GrangerExtremum(TestResult result, double maxAbsCoefficient) {
    private static final int LAGS = 5;
    private static final int TAIL_SHARE = 20;
    private static final int LEAST = 400;

    /** Tests whether extremes of {@code cause} lead those of {@code effect}; both in order of time. */
    public static GrangerExtremum of(double[] cause, double[] effect) {
        Samples.requireSameLength("Granger test", cause, effect);
        return of(exceedances(cause), exceedances(effect));
    }

    /** {@code |r|} strictly above its (k+1)-th largest. */
    public static boolean[] exceedances(double[] returns) {
        Samples.require("Granger test", returns, LEAST);
        double[] sizes = new double[returns.length];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Math.abs(returns[i]);
        }
        double threshold = Selection.kthLargest(sizes, sizes.length, sizes.length / TAIL_SHARE);
        boolean[] out = new boolean[returns.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.abs(returns[i]) > threshold;
        }
        return out;
    }

    /** The same from exceedances that are known already. */
    public static GrangerExtremum of(boolean[] cause, boolean[] effect) {
        Samples.requireCount("Granger test", effect.length, LEAST);
        int n = effect.length;
        PatternLogit own = new PatternLogit(LAGS);
        PatternLogit both = new PatternLogit(2 * LAGS);
        for (int t = LAGS; t < n; t++) {
            int pattern = 0;
            int other = 0;
            for (int lag = 1; lag <= LAGS; lag++) {
                pattern |= effect[t - lag] ? 1 << (lag - 1) : 0;
                other |= cause[t - lag] ? 1 << (lag - 1) : 0;
            }
            own.add(pattern, effect[t]);
            both.add(pattern | other << LAGS, effect[t]);
        }
        PatternLogit.Fit small = own.fit();
        PatternLogit.Fit large = both.fit();
        double ratio = Math.max(0.0, 2.0 * (large.logLikelihood() - small.logLikelihood()));
        TestResult result = new TestResult(ratio, Samples.chiSquaredTail(ratio, LAGS), n - LAGS);
        return new GrangerExtremum(result, large.maxAbs());
    }
}
