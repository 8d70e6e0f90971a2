package io.aurora.domain.portfolio;

import io.aurora.domain.risk.DroCertificate;
import io.aurora.domain.risk.DroCertificateChecker;
import io.aurora.domain.risk.DroLimits;
import io.aurora.domain.risk.DroOutcome;
import io.aurora.domain.risk.DroProblem;
import io.aurora.domain.risk.DroRefusal;
import io.aurora.domain.risk.DroSolution;
import io.aurora.domain.risk.DroSolver;
import io.aurora.domain.risk.PortfolioRisk;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Optimises a basket from drawn scenarios and keeps the weights it has where moving them costs at least what it gains. Gain and cost are both returns of a
 * bar: the fall of the objective (worst-case shortfall, for the Wasserstein penalty) against the turnover times its cost. Weights that are kept
 * are certified too, by the bound of the optimum they were compared with. Not thread-safe.
 */
public final class BasketOptimiser {
    /** Room for the check's own roundings over the gap that is stated. */
    private static final double CHECK_SLACK = 1e-10;

    private final DroSolver solver = new DroSolver();

    /**
     * Optimises.
     *
     * @param seed what the scenarios were drawn by, for the record
     * @param held weights that are in force, one per symbol, within the terms' bounds; empty where there are none
     * @param limits when the solver stops
     */
    public BasketOutcome optimise(
            BasketTerms terms,
            RebalanceRule rule,
            RegimeScenarios drawn,
            long seed,
            MarketMood mood,
            List<Double> held,
            DroLimits limits) {
        DroProblem problem = terms.problem(drawn, mood);
        double[] before = held.stream().mapToDouble(Double::doubleValue).toArray();
        DroOutcome outcome = held.isEmpty() ? solver.solve(problem, limits) : solver.solve(problem, limits, before);
        if (outcome instanceof DroRefusal refusal) {
            return new BasketOutcome.Refused(refusal.code().name(), refusal.message());
        }
        DroSolution optimum = (DroSolution) outcome;
        if (held.isEmpty()) {
            return weights(problem, optimum, optimum.weights(), drawn, seed, Optional.empty());
        }
        double turnover = turnover(before, optimum.weights());
        double gain = PortfolioRisk.of(problem, before).objective() - optimum.objective();
        Move move = new Move(turnover, gain, rule.keeps(turnover, gain));
        return weights(problem, optimum, move.kept() ? before : optimum.weights(), drawn, seed, Optional.of(move));
    }

    private record Move(double turnover, double gain, boolean kept) {}

    private static double turnover(double[] from, double[] to) {
        double sum = 0.0;
        for (int j = 0; j < from.length; j++) {
            sum += Math.abs(to[j] - from[j]);
        }
        return sum;
    }

    private static BasketWeights weights(
            DroProblem problem,
            DroSolution optimum,
            double[] chosen,
            RegimeScenarios drawn,
            long seed,
            Optional<Move> move) {
        PortfolioRisk risk = PortfolioRisk.of(problem, chosen);
        DroCertificate best = optimum.certificate();
        DroCertificate certificate = new DroCertificate(
                chosen,
                risk.objective(),
                best.dualBound(),
                best.rows(),
                best.rowDuals(),
                best.normDual(),
                best.budgetDual());
        double unit = Math.max(Math.abs(risk.objective()), problem.scenarios().meanAbs());
        double gap = unit > 0.0 ? Math.max(0.0, risk.objective() - optimum.dualBound()) / unit : 0.0;
        return new BasketWeights(
                Arrays.stream(chosen).boxed().toList(),
                optimum.status(),
                risk,
                optimum.dualBound(),
                gap,
                DroCertificateChecker.check(problem, certificate, gap + CHECK_SLACK)
                        .isAccepted(),
                problem.eps(),
                BasketWeights.Drawn.of(drawn, seed),
                move.map(Move::turnover),
                move.map(Move::gain),
                move.map(Move::kept).orElse(false));
    }
}
