package io.aurora.http.wire;

import java.util.List;

/** Bodies about portfolios. Returns are per bar, losses positive. */
public final class PortfolioBody {
    private PortfolioBody() {}

    /**
     * A portfolio with its certificate.
     *
     * @param status {@code optimal}, {@code single_point}, {@code deadline} or {@code stalled}; the gap holds in each case
     * @param assets names in the order of the weights
     * @param weights sum 1
     * @param valueAtRisk loss at the tail's edge
     * @param expectedShortfall mean loss of the tail
     * @param worstCaseShortfall the same in the worst law within eps
     * @param norm euclidean norm of the weights
     * @param objective what was minimised
     * @param dualBound what no portfolio can be below
     * @param gap objective less bound
     * @param relativeGap gap over the larger of |objective| and mean absolute return
     * @param certified whether the certificate passed a check that shares no code with the solver
     * @param binding scenarios that hold the answer in place
     * @param shortfallPerEps d(expected shortfall)/d(eps)
     * @param worstCasePerEps d(worst-case shortfall)/d(eps)
     * @param tailUndersampled whether there are fewer scenarios than 1/alpha
     * @param iterations Newton steps
     * @param timeMs time in the solver
     * @param terms the problem that was solved
     * @param certificate what a third party needs to check the answer
     * @param curve answers along the settings' radii; null where not asked for
     * @param scenarios the rows that were used; null where not asked for
     */
    public record Answer(
            String status,
            List<String> assets,
            double[] weights,
            double valueAtRisk,
            double expectedShortfall,
            double worstCaseShortfall,
            double norm,
            double objective,
            Double dualBound,
            Double gap,
            Double relativeGap,
            boolean certified,
            int[] binding,
            Double shortfallPerEps,
            Double worstCasePerEps,
            boolean tailUndersampled,
            int iterations,
            double timeMs,
            Terms terms,
            Certificate certificate,
            List<Point> curve,
            double[][] scenarios) {}

    /**
     * The problem.
     *
     * @param scenarios how many rows
     * @param alpha tail probability
     * @param lo least weights
     * @param hi largest weights
     * @param normLimit largest norm
     * @param penalty {@code wasserstein} or {@code plain}
     * @param eps radius in units of return
     * @param rho price of the norm
     * @param meanAbs mean absolute return of the scenarios
     * @param epsBase radius in mean absolute returns before the regime; null where eps was given
     * @param trans whether a symbol is in transition; null without symbols
     * @param aci largest running average of the symbols' index; null without symbols or figures
     * @param riskMode {@code ICM}, which doubles eps, where a symbol is in it; null without symbols
     * @param draw where the scenarios come from; null without symbols
     */
    public record Terms(
            int scenarios,
            double alpha,
            double[] lo,
            double[] hi,
            double normLimit,
            String penalty,
            double eps,
            double rho,
            double meanAbs,
            Double epsBase,
            Boolean trans,
            Double aci,
            String riskMode,
            Draw draw) {}

    /**
     * Scenarios drawn with replacement from recorded joint returns.
     *
     * @param seed of the draw: the same records and seed give the same scenarios
     * @param regime the symbols' joint regime, {@code AR}, {@code ARMA} or {@code GARCH}; null where one has none yet
     * @param trans whether one of them is in transition; null likewise
     * @param barsInRegime recorded returns that followed a bar of that regime
     * @param barsKnown recorded returns in all
     * @param fallback why all of them were drawn from, {@code no_regime} or {@code few_bars_in_regime}; null where only those of the regime were
     */
    public record Draw(long seed, String regime, Boolean trans, int barsInRegime, int barsKnown, String fallback) {}

    /**
     * The dual side of a certificate; weights, objective and bound stand in the answer.
     *
     * @param rows scenarios with a dual weight
     * @param rowDuals their dual weights
     * @param normDual dual of the norm, per asset
     * @param budgetDual dual of the budget
     */
    public record Certificate(int[] rows, double[] rowDuals, double[] normDual, double budgetDual) {}

    /**
     * A point of the curve.
     *
     * @param epsBase radius in mean absolute returns
     * @param eps radius in units of return
     * @param status as of the answer
     * @param expectedShortfall falls never as eps grows
     * @param worstCaseShortfall grows with eps
     * @param norm falls as eps grows
     * @param relativeGap as of the answer
     */
    public record Point(
            double epsBase,
            double eps,
            String status,
            double expectedShortfall,
            double worstCaseShortfall,
            double norm,
            Double relativeGap) {}
}
