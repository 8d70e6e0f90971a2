package io.aurora.domain.risk;

/**
 * What a problem says of given weights, optimal or not. O(n d).
 *
 * @param valueAtRisk the (floor(alpha n) + 1)-th largest loss
 * @param expectedShortfall ES of the loss at level alpha
 * @param worstCaseShortfall {@code ES + (eps / alpha) ||w||_2}, for both penalties
 * @param norm {@code ||w||_2}
 * @param objective {@code ES + rho ||w||_2}
 */
public record PortfolioRisk(
        double valueAtRisk, double expectedShortfall, double worstCaseShortfall, double norm, double objective) {

    /** Of one weight per asset, which need not meet the problem's bounds; its scenarios must be finite. */
    public static PortfolioRisk of(DroProblem problem, double[] weights) {
        Scenarios scenarios = problem.scenarios();
        int n = scenarios.count();
        double[] losses = new double[n];
        scenarios.losses(weights, losses);
        double var = TailRisk.valueAtRisk(losses.clone(), n, problem.alpha());
        double es = TailRisk.shortfall(losses, n, problem.alpha(), var);
        double norm = FeasibleSet.norm(weights);
        return new PortfolioRisk(var, es, es + problem.eps() / problem.alpha() * norm, norm, es + problem.rho() * norm);
    }
}
