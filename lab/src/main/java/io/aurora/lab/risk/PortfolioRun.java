package io.aurora.lab.risk;

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
import io.aurora.lab.report.HtmlReport;
import io.aurora.lab.report.LineChart;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One portfolio: the problem, its certified answer, the checker's verdict, and the same for other radii. */
public final class PortfolioRun {
    private static final double MS = 1e6;
    private static final double[] GRID = {0.0, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0};

    private final ScenarioSet set;
    private final double epsBase;
    private final DroProblem problem;
    private final DroSolver solver = new DroSolver();
    private final DroSolution solution;
    private final DroCertificateChecker.Verdict verdict;
    private final double millis;

    /**
     * Solves the problem and has the certificate checked.
     *
     * @param epsBase radius as a share of the mean absolute return
     * @param problem built with {@link #radius}
     * @throws IllegalArgumentException where the problem has no answer
     */
    public PortfolioRun(ScenarioSet set, double epsBase, DroProblem problem) {
        this.set = set;
        this.epsBase = epsBase;
        this.problem = problem;
        long started = System.nanoTime();
        this.solution = solve(problem);
        this.millis = (System.nanoTime() - started) / MS;
        this.verdict = DroCertificateChecker.check(problem, solution.certificate(), DroLimits.TOLERANCE);
    }

    /** Radius for the scenarios by the rule of regimes; refused where a return is not finite. */
    public static double radius(ScenarioSet set, double epsBase, boolean trans, double aci) {
        set.scenarios().firstNotFinite().ifPresent(cell -> {
            throw new IllegalArgumentException(
                    "NOT_FINITE: returns must be finite: " + set.labels().get(cell.row())
                            + ", " + set.assets().get(cell.column()) + "="
                            + set.scenarios().at(cell.row(), cell.column()));
        });
        return AmbiguityRadius.of(epsBase, set.scenarios().meanAbs(), trans, aci);
    }

    private DroSolution solve(DroProblem of) {
        DroOutcome outcome = solver.solve(of, DroLimits.untimed());
        if (outcome instanceof DroRefusal refusal) {
            throw new IllegalArgumentException(refusal.code() + ": " + refusal.message());
        }
        return (DroSolution) outcome;
    }

    /** Whether the answer is optimal and its certificate holds. */
    public boolean isCertified() {
        boolean solved =
                solution.status() == DroSolution.Status.OPTIMAL || solution.status() == DroSolution.Status.SINGLE_POINT;
        return solved && verdict.isAccepted();
    }

    /** Figures by key. */
    public Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("status", solution.status().name());
        figures.put("scenarios", problem.scenarios().count());
        figures.put("from", set.labels().get(0));
        figures.put("to", set.labels().get(set.labels().size() - 1));
        figures.put("alpha", problem.alpha());
        figures.put("penalty", problem.penalty().name().toLowerCase(Locale.ROOT));
        figures.put("eps_base", epsBase);
        figures.put("eps", problem.eps());
        figures.put("rho", problem.rho());
        figures.put("weights", weights());
        figures.put("value_at_risk", solution.valueAtRisk());
        figures.put("expected_shortfall", solution.expectedShortfall());
        figures.put("worst_case_shortfall", solution.worstCaseShortfall());
        figures.put("norm", solution.norm());
        figures.put("objective", solution.objective());
        figures.put("dual_bound", solution.dualBound());
        figures.put("gap", solution.gap());
        figures.put("shortfall_per_eps", solution.shortfallPerEps());
        figures.put("worst_case_per_eps", solution.worstCasePerEps());
        figures.put("tail_undersampled", solution.tailUndersampled());
        figures.put("binding", binding());
        figures.put("certificate", certificate());
        figures.put("iterations", solution.iterations());
        figures.put("rounds", solution.rounds());
        figures.put("time_ms", millis);
        return figures;
    }

    private Map<String, Object> weights() {
        Map<String, Object> weights = new LinkedHashMap<>();
        double[] w = solution.weights();
        for (int j = 0; j < w.length; j++) {
            weights.put(set.assets().get(j), w[j]);
        }
        return weights;
    }

    /** Loss and dual weight of each scenario that holds the answer in place. */
    private Map<String, Object> binding() {
        DroCertificate certificate = solution.certificate();
        int[] rows = certificate.rows();
        double[] duals = certificate.rowDuals();
        Map<String, Object> binding = new LinkedHashMap<>();
        for (int row : solution.binding()) {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("loss", loss(row));
            figures.put("dual_weight", duals[Arrays.binarySearch(rows, row)]);
            binding.put(set.labels().get(row), figures);
        }
        return binding;
    }

    private Map<String, Object> certificate() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("accepted", verdict.isAccepted());
        figures.put("objective", verdict.objective());
        figures.put("dual_bound", verdict.dualBound());
        figures.put("relative_gap", verdict.relativeGap());
        figures.put("failures", verdict.failures());
        return figures;
    }

    private double loss(int row) {
        Scenarios x = problem.scenarios();
        double[] w = solution.weights();
        double loss = 0.0;
        for (int j = 0; j < w.length; j++) {
            loss -= w[j] * x.at(row, j);
        }
        return loss;
    }

    /** Figures with the losses' tail and the answers over a grid of radii. */
    public HtmlReport report() {
        HtmlReport report = new HtmlReport("AURORA risk optimize: "
                + set.assets().size() + " assets, " + set.labels().size() + " scenarios");
        report.table(figures());
        report.heading("Losses of the portfolio");
        report.note("Scenarios from the worst loss on, with value at risk and expected shortfall.");
        report.chart(losses());
        report.heading("Other radii");
        report.note("The same problem with eps in multiples of the one above: nominal shortfall never falls with eps, "
                + "the norm never rises.");
        gridInto(report);
        return report;
    }

    private LineChart losses() {
        double[] losses = new double[problem.scenarios().count()];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = -loss(i);
        }
        Arrays.sort(losses);
        double[] x = new double[losses.length];
        double[] shortfall = new double[losses.length];
        double[] var = new double[losses.length];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = -losses[i];
            x[i] = i + 1.0;
            shortfall[i] = solution.expectedShortfall();
            var[i] = solution.valueAtRisk();
        }
        return new LineChart("Losses from the worst on", "scenario")
                .anywhere()
                .line("loss", x, losses)
                .line("expected shortfall", x, shortfall)
                .line("value at risk", x, var);
    }

    private void gridInto(HtmlReport report) {
        double[] shortfall = new double[GRID.length];
        double[] worst = new double[GRID.length];
        double[] norm = new double[GRID.length];
        for (int i = 0; i < GRID.length; i++) {
            DroSolution one = solve(problem.withEps(problem.eps() * GRID[i]));
            shortfall[i] = one.expectedShortfall();
            worst[i] = one.worstCaseShortfall();
            norm[i] = one.norm();
        }
        List<String> names = List.of("multiple of eps", "ES", "worst-case ES", "norm of the weights");
        report.grid(
                names,
                java.util.stream.IntStream.range(0, GRID.length)
                        .mapToObj(i -> List.of(GRID[i], shortfall[i], worst[i], norm[i]))
                        .toList());
        report.chart(new LineChart("Shortfall by radius", "multiple of eps")
                .anywhere()
                .line("ES", GRID, shortfall)
                .line("worst-case ES", GRID, worst));
    }
}
