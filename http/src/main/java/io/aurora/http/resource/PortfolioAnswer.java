package io.aurora.http.resource;

import io.aurora.domain.portfolio.BasketWeights;
import io.aurora.domain.portfolio.MarketMood;
import io.aurora.domain.portfolio.RegimeScenarios;
import io.aurora.domain.risk.DroCertificate;
import io.aurora.domain.risk.DroCertificateChecker;
import io.aurora.domain.risk.DroLimits;
import io.aurora.domain.risk.DroOutcome;
import io.aurora.domain.risk.DroProblem;
import io.aurora.domain.risk.DroRefusal;
import io.aurora.domain.risk.DroSolution;
import io.aurora.domain.risk.DroSolver;
import io.aurora.domain.risk.Scenarios;
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
    private final Scenarios scenarios;
    private final Optional<Draw> draw;

    /**
     * The scenarios of a problem.
     *
     * @param draw where they were drawn from; absent where they were sent
     */
    record Sample(Scenarios scenarios, Optional<Draw> draw) {
        static Sample of(double[][] rows) {
            return new Sample(Scenarios.of(rows), Optional.empty());
        }

        static Sample of(RegimeScenarios drawn, long seed, MarketMood mood) {
            return new Sample(drawn.scenarios(), Optional.of(new Draw(BasketWeights.Drawn.of(drawn, seed), mood)));
        }
    }

    /**
     * What a draw from the symbols' records is governed by.
     *
     * @param drawn where the rows come from
     * @param mood what the symbols' states say
     */
    record Draw(BasketWeights.Drawn drawn, MarketMood mood) {}

    PortfolioAnswer(PortfolioReading.Asked asked, Sample sample) {
        this.asked = asked;
        this.scenarios = sample.scenarios();
        this.draw = sample.draw();
    }

    PortfolioBody.Answer solve() {
        scenarios.firstNotFinite().ifPresent(cell -> {
            throw refused(
                    DroRefusal.Code.NOT_FINITE, "must be finite", place(cell), scenarios.at(cell.row(), cell.column()));
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
        return draw.map(one -> one.mood().radius(base, scenarios.meanAbs())).orElse(base * scenarios.meanAbs());
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
                    StateMapping.finite(relativeGap(problem, solution))));
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
                StateMapping.finite(solution.dualBound()),
                StateMapping.finite(solution.gap()),
                StateMapping.finite(gap),
                certified,
                solution.binding(),
                StateMapping.finite(solution.shortfallPerEps()),
                StateMapping.finite(solution.worstCasePerEps()),
                solution.tailUndersampled(),
                solution.iterations(),
                timeMs,
                terms(problem),
                certificate(solution.certificate()),
                curve,
                asked.withScenarios() ? scenarios.rows() : null);
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
                draw.map(one -> one.mood().trans()).orElse(null),
                draw.map(one -> StateMapping.boxed(one.mood().aci())).orElse(null),
                draw.map(one -> one.mood().mode().name()).orElse(null),
                draw.map(one -> BasketMapping.draw(one.drawn())).orElse(null));
    }

    private static PortfolioBody.Certificate certificate(DroCertificate certificate) {
        return new PortfolioBody.Certificate(
                certificate.rows(), certificate.rowDuals(), certificate.normDual(), certificate.budgetDual());
    }
}
