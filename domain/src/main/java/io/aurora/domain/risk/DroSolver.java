package io.aurora.domain.risk;

import java.util.Arrays;
import java.util.Optional;

/**
 * Solver of {@link DroProblem}: an interior point on a working set of scenarios, certified on all of them.
 *
 * <p>Only scenarios in the tail shape the optimum. The run starts with the worst ones at the starting weights; leaving a scenario out of the
 * dual (dual weight 0) keeps the dual bound valid for the whole problem, so the certificate over all n scenarios tells whether the set was
 * large enough. If not, the worst scenarios at the new weights join and the run goes on from there; the last round takes all.
 *
 * <p>Warm start: weights of an earlier answer (another eps, an older set of scenarios) choose the working set and the first iterate.
 *
 * <p>Everything is divided by the larger of mean absolute return and rho first, so returns of 1e-8 or 1e4 give the same digits. Deterministic
 * to the bit. Buffers are kept between calls; the Newton loop allocates nothing. Not thread-safe.
 */
public final class DroSolver {
    private static final double BINDING = 1e-6;

    private final DroRun run = new DroRun();

    /** Solves from the middle of the feasible set. */
    public DroOutcome solve(DroProblem problem, DroLimits limits) {
        return solve(problem, limits, Optional.empty());
    }

    /** Solves from the weights of an earlier answer, one per asset, which need not be feasible here. */
    public DroOutcome solve(DroProblem problem, DroLimits limits, double[] previousWeights) {
        return solve(problem, limits, Optional.of(previousWeights));
    }

    private DroOutcome solve(DroProblem problem, DroLimits limits, Optional<double[]> previous) {
        Optional<Scenarios.Cell> bad = problem.scenarios().firstNotFinite();
        if (bad.isPresent()) {
            Scenarios.Cell cell = bad.get();
            return DroRefusal.notFinite(cell, problem.scenarios().at(cell.row(), cell.column()));
        }
        FeasibleSet set = new FeasibleSet(problem);
        Optional<DroRefusal> refusal = set.refusal();
        if (refusal.isPresent()) {
            return refusal.get();
        }
        run.reset(problem, limits, set);
        boolean flat = problem.scenarios().meanAbs() == 0.0;
        DroSolution.Status status = set.isSinglePoint() || flat ? run.direct() : run.iterate(previous);
        return answer(problem, run, status);
    }

    private static DroSolution answer(DroProblem problem, DroRun run, DroSolution.Status status) {
        Certifier best = run.certifier();
        double norm = FeasibleSet.norm(best.weights());
        double perNorm = 1.0 / problem.alpha();
        double normPerEps = run.normPerRho() * problem.penalty().rho(1.0, problem.alpha());
        double shortfallPerEps = -problem.rho() * normPerEps;
        DroCertificate certificate = best.certificate();
        return new DroSolution(
                status,
                best.weights(),
                best.valueAtRisk(),
                best.shortfall(),
                best.shortfall() + problem.eps() * perNorm * norm,
                norm,
                best.objective(),
                best.bound(),
                binding(certificate, BINDING * problem.dualCap()),
                shortfallPerEps,
                shortfallPerEps + perNorm * (norm + problem.eps() * normPerEps),
                problem.alpha() * problem.scenarios().count() < 1.0,
                run.iterations(),
                run.rounds(),
                certificate);
    }

    private static int[] binding(DroCertificate certificate, double least) {
        double[] duals = certificate.rowDuals();
        int[] rows = certificate.rows();
        int count = 0;
        for (int i = 0; i < rows.length; i++) {
            if (duals[i] > least) {
                rows[count++] = rows[i];
            }
        }
        return Arrays.copyOf(rows, count);
    }
}
