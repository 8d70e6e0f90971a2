package io.aurora.lab.risk;

import io.aurora.domain.transfer.CausalControl;
import io.aurora.domain.transfer.CausalEdge;
import io.aurora.domain.transfer.CausalGraph;
import io.aurora.domain.transfer.CausalSimulation;
import io.aurora.lab.report.HtmlReport;
import io.aurora.lab.report.LineChart;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Which symbols' extremes lead which others', and whether graphs of this size and length are found well enough to rely on. */
public final class CausalRun {
    private final AlignedReturns returns;
    private final int graphs;
    private final CausalControl control;

    /**
     * Tests all ordered pairs, and simulated graphs of the same size.
     *
     * @param level false discovery rate
     * @param graphs simulated graphs behind the F1 score
     * @param step hears of each simulated graph
     */
    public CausalRun(AlignedReturns returns, double level, int graphs, long seed, Runnable step) {
        this.returns = returns;
        this.graphs = graphs;
        int d = returns.symbols().size();
        List<double[]> series =
                IntStream.range(0, d).mapToObj(returns::logReturns).toList();
        CausalGraph graph = CausalGraph.of(returns.symbols(), series, level);
        SplittableRandom random = new SplittableRandom(seed);
        double f1 = 0.0;
        for (int g = 0; g < graphs; g++) {
            f1 += CausalSimulation.meanF1(d, returns.size(), 1, random) / graphs;
            step.run();
        }
        this.control = new CausalControl(graph, Math.min(1.0, f1));
    }

    /** The graph and the control of tail policies as figures. */
    public Map<String, Object> figures() {
        CausalGraph graph = control.graph();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("symbols", graph.symbols());
        figures.put("steps", returns.size());
        figures.put("level", graph.level());
        figures.put("edges", graph.present().stream().map(this::edge).toList());
        figures.put("tests", graph.edges().stream().map(this::edge).toList());
        Map<String, Object> ccc = new LinkedHashMap<>();
        ccc.put("simulated_graphs", graphs);
        ccc.put("simulated_f1", control.simulatedF1());
        ccc.put("least_f1", CausalGraph.VALID_F1);
        ccc.put("validated", control.isValidated());
        Map<String, Object> leaders = new LinkedHashMap<>();
        graph.symbols().forEach(symbol -> leaders.put(symbol, control.leadersOf(symbol)));
        ccc.put("leaders", leaders);
        figures.put("ccc", ccc);
        return figures;
    }

    /** Figures for people: an edge a line. */
    public Map<String, Object> summary() {
        Map<String, Object> figures = figures();
        Map<String, Object> edges = new LinkedHashMap<>();
        control.graph()
                .edges()
                .forEach(one -> edges.put(
                        name(one.cause()) + " > " + name(one.effect()),
                        String.format(
                                java.util.Locale.ROOT,
                                "LR %.2f, p %.3g, adjusted %.3g%s",
                                one.likelihoodRatio(),
                                one.pValue(),
                                one.adjusted(),
                                one.isPresent() ? ", edge" : "")));
        figures.remove("tests");
        figures.put("edges", edges);
        return figures;
    }

    private Map<String, Object> edge(CausalEdge one) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("cause", name(one.cause()));
        figures.put("effect", name(one.effect()));
        figures.put("likelihood_ratio", one.likelihoodRatio());
        figures.put("p_value", one.pValue());
        figures.put("adjusted", one.adjusted());
        figures.put("present", one.isPresent());
        return figures;
    }

    private String name(int index) {
        return control.graph().symbols().get(index);
    }

    /** The pairs, and their p-values against the line that the false discovery rate draws. */
    public HtmlReport report() {
        CausalGraph graph = control.graph();
        HtmlReport report =
                new HtmlReport("AURORA risk granger: " + graph.symbols().size() + " symbols, " + returns.size()
                        + " steps, " + graph.present().size() + " edges");
        report.note(
                "Does an extreme (|return| among the largest 5 %) of the cause help to predict one of the effect beyond the effect's own "
                        + "last five steps? Tests are pairwise: an effect that a third symbol carries on shows as an edge too.");
        report.grid(
                List.of("cause", "effect", "likelihood ratio", "p", "adjusted p", "edge"),
                graph.edges().stream()
                        .map(e -> List.of(
                                name(e.cause()),
                                name(e.effect()),
                                e.likelihoodRatio(),
                                e.pValue(),
                                e.adjusted(),
                                e.isPresent()))
                        .toList());
        report.heading("Control of tail policies");
        Map<String, Object> ccc = new LinkedHashMap<>();
        ccc.put("mean F1 over " + graphs + " simulated graphs", control.simulatedF1());
        ccc.put("validated (" + CausalGraph.VALID_F1 + " needed)", control.isValidated());
        report.table(ccc);
        report.heading("p-values in order");
        double[] p = graph.edges().stream().mapToDouble(CausalEdge::pValue).toArray();
        Arrays.sort(p);
        double[] line = IntStream.rangeClosed(1, p.length)
                .mapToDouble(i -> graph.level() * i / p.length)
                .toArray();
        return report.chart(new LineChart("p-values and the line of Benjamini and Hochberg", "rank")
                .line("p-value", p)
                .line("level", line));
    }
}
