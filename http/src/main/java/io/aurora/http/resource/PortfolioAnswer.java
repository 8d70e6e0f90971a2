package io.aurora.http.resource;

import io.aurora.domain.risk.AmbiguityRadius;
import io.aurora.domain.risk.DroCertificate;
import io.aurora.domain.risk.DroCertificateChecker;
import io.aurora.domain.risk.DroLimits;
import io.aurora.domain.risk.DroOutcome;
import io.aurora.domain.risk.DroProblem;
import io.aurora.domain.risk.DroRefusal;
import io.aurora.domain.risk.DroSolution;
import io.aurora.domain.risk.DroSolver;
import io.aurora.domain.risk.Scenarios;
import io.aurora.domain.symbol.RiskMode;
import io.aurora.http.edge.ProblemException;
import io.aurora.http.wire.PortfolioBody;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Solves one problem under its deadline, checks the certificate and writes the answer. Not thread-safe. */
final class PortfolioAnswer {
    /** After this the best point certified so far is the answer, and says so. */
    static final Duration DEADLINE = Duration.ofMillis(15);

    private static final double NS_PER_MS = 1e6;

    /** Room for the check's own roundings over the gap that the answer states. */
    private static final double CHECK_SLACK = 1e-10;

    private final DroSolver solver = new DroSolver();
    private final PortfolioReading.Asked asked;
    private final double[][] rows;
    private final Scenarios scenarios;
    private final Optional<Mood> mood;

    /**
     * What the symbols' states add.
     *
     * @param trans whether one is in transition
     * @param aci largest running average of their index; 0 without figures
     * @param mode the more careful of their risk modes
     */
    record Mood(boolean trans, Optional<Double> aci, RiskMode mode) {}

    PortfolioAnswer(PortfolioReading.Asked asked, double[][] rows, Optional<Mood> mood) {
        this.asked = asked;
        this.rows = rows;
        this.scenarios = Scenarios.of(rows);
        this.mood = mood;
    }

    PortfolioBody.Answer solve() {
        scenarios.firstNotFinite().ifPresent(cell -> {
            throw refused(DroRefusal.Code.NOT_FINITE, "must be finite", place(cell), rows[cell.row()][cell.column()]);
        });
        PortfolioReading.Terms terms = asked.terms();
        double eps = terms.eps().orElseGet(() -> radius(terms.epsBase()));
        DroProblem problem = problem(eps);
        long startNs = System.nanoTime();
        DroSolution solution = solved(problem, asked.previous());
        double timeMs = (System.nanoTime() - startNs) / NS_PER_MS;
        List<PortfolioBody.Point> curve = asked.curve() ? curve(solution.weights()) : null;
        return body(problem, solution, timeMs, curve);
    }

    private static String place(Scenarios.Cell cell) {
        return "scenarios[" + cell.row() + "][" + cell.column() + "]";
    }

    private double radius(double base) {
        double eps = AmbiguityRadius.of(
                base,
                scenarios.meanAbs(),
                mood.map(Mood::trans).orElse(false),
                mood.flatMap(Mood::aci).orElse(0.0));
        return eps * mood.map(m -> m.mode().epsFactor()).orElse(1.0);
    }

    private DroProblem problem(double eps) {
        PortfolioReading.Terms terms = asked.terms();
        return new DroProblem(scenarios, terms.alpha(), terms.lo(), terms.hi(), terms.norm(), terms.penalty(), eps);
    }

    private DroSolution solved(DroProblem problem, Optional<double[]> previous) {
        DroLimits limits = DroLimits.within(System::nanoTime, DEADLINE.toNanos());
        DroOutcome outcome =
                previous.isPresent() ? solver.solve(problem, limits, previous.get()) : solver.solve(problem, limits);
        if (outcome instanceof DroRefusal refusal) {
            throw refused(refusal);
        }
        return (DroSolution) outcome;
    }

    private ProblemException refused(DroRefusal refusal) {
        return switch (refusal.code()) {
            case NOT_FINITE -> refused(refusal.code(), refusal.message(), "scenarios", Double.NaN);
            case BOUNDS_SUM -> boundsSum(refusal);
            case NORM_BUDGET ->
                refused(refusal.code(), refusal.message(), "norm", asked.terms().norm());
        };
    }

    /** The first bound that crosses its partner, or else the side whose sum leaves no portfolio. */
    private ProblemException boundsSum(DroRefusal refusal) {
        double[] lo = asked.terms().lo();
        double[] hi = asked.terms().hi();
        for (int j = 0; j < lo.length; j++) {
            if (lo[j] > hi[j]) {
                return refused(refusal.code(), "must be <= hi", "lo[" + j + "]", lo[j]);
            }
        }
        double least = Arrays.stream(lo).sum();
        return least > 1.0
                ? refused(refusal.code(), "sum must be <= 1", "lo", least)
                : refused(
                        refusal.code(),
                        "sum must be >= 1",
                        "hi",
                        Arrays.stream(hi).sum());
    }

    private static ProblemException refused(DroRefusal.Code code, String rule, String field, double value) {
        return PortfolioReading.refused(code.name(), rule, field, Double.toString(value));
    }

    private List<PortfolioBody.Point> curve(double[] from) {
        List<PortfolioBody.Point> points = new ArrayList<>();
        Optional<double[]> previous = Optional.of(from);
        for (double base : asked.grid()) {
            DroProblem problem = problem(radius(base));
            DroSolution solution = solved(problem, previous);
            points.add(new PortfolioBody.Point(
                    base,
                    problem.eps(),
                    status(solution),
                    solution.expectedShortfall(),
                    solution.worstCaseShortfall(),
                    solution.norm(),
                    finite(relativeGap(problem, solution))));
            previous = Optional.of(solution.weights());
        }
        return points;
    }

    private static String status(DroSolution solution) {
        return solution.status().name().toLowerCase(Locale.ROOT);
    }

    private static double relativeGap(DroProblem problem, DroSolution solution) {
        double unit =
                Math.max(Math.abs(solution.objective()), problem.scenarios().meanAbs());
        return unit > 0.0 ? solution.gap() / unit : 0.0;
    }

    private static Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private PortfolioBody.Answer body(
            DroProblem problem, DroSolution solution, double timeMs, List<PortfolioBody.Point> curve) {
        double gap = relativeGap(problem, solution);
        boolean certified = DroCertificateChecker.check(problem, solution.certificate(), gap + CHECK_SLACK)
                .isAccepted();
        return new PortfolioBody.Answer(
                status(solution),
                asked.assets(),
                solution.weights(),
                solution.valueAtRisk(),
                solution.expectedShortfall(),
                solution.worstCaseShortfall(),
                solution.norm(),
                solution.objective(),
                finite(solution.dualBound()),
                finite(solution.gap()),
                finite(gap),
                certified,
                solution.binding(),
                finite(solution.shortfallPerEps()),
                finite(solution.worstCasePerEps()),
                solution.tailUndersampled(),
                solution.iterations(),
                timeMs,
                terms(problem),
                certificate(solution.certificate()),
                curve,
                asked.withScenarios() ? rows : null);
    }

    private PortfolioBody.Terms terms(DroProblem problem) {
        PortfolioReading.Terms terms = asked.terms();
        return new PortfolioBody.Terms(
                scenarios.count(),
                problem.alpha(),
                problem.lo(),
                problem.hi(),
                problem.normLimit(),
                problem.penalty().name().toLowerCase(Locale.ROOT),
                problem.eps(),
                problem.rho(),
                scenarios.meanAbs(),
                terms.eps().isPresent() ? null : terms.epsBase(),
                mood.map(Mood::trans).orElse(null),
                mood.flatMap(Mood::aci).orElse(null),
                mood.map(m -> m.mode().name()).orElse(null));
    }

    private static PortfolioBody.Certificate certificate(DroCertificate certificate) {
        return new PortfolioBody.Certificate(
                certificate.rows(), certificate.rowDuals(), certificate.normDual(), certificate.budgetDual());
    }
}
