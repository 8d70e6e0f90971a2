package io.aurora.http.resource;

import io.aurora.actors.basket.RecordedBars;
import io.aurora.domain.portfolio.JointHistory;
import io.aurora.domain.portfolio.RecordedBar;
import io.aurora.domain.transfer.CausalControl;
import io.aurora.domain.transfer.CausalEdge;
import io.aurora.domain.transfer.CausalGraph;
import io.aurora.domain.transfer.CausalSimulation;
import io.aurora.http.edge.Problem;
import io.aurora.http.edge.ProblemKind;
import io.aurora.http.job.Job;
import io.aurora.http.wire.CausalBody;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Makes one causal graph from recorded bars, and tries how well graphs of its size are found. Waits for the read side, so it runs on a job's own thread. */
final class CausalJob {
    private static final int LEAST_RETURNS = 400;
    private static final long SEED = 1L;
    private static final double READ = 0.1;

    private static final String CAVEAT =
            "Tests are pairwise: an effect that a third symbol carries on shows as an edge of its own, and so does one "
                    + "that both have from a common cause. The F1 score is that of direct edges in simulated graphs.";

    private final RecordedBars bars;
    private final InstantSource clock;
    private final CausalOrder order;
    private final Job.Progress progress;
    private int done;

    CausalJob(RecordedBars bars, InstantSource clock, CausalOrder order, Job.Progress progress) {
        this.bars = bars;
        this.clock = clock;
        this.order = order;
        this.progress = progress;
    }

    CausalBody.Graph make() {
        JointHistory history = history();
        int d = order.symbols().size();
        List<double[]> returns = new ArrayList<>();
        for (int j = 0; j < d; j++) {
            returns.add(history.logReturns(j));
        }
        CausalGraph graph = CausalGraph.of(order.symbols(), returns, CausalGraph.LEVEL, this::step);
        CausalControl control = new CausalControl(graph, f1(d, history.returns()));
        return new CausalBody.Graph(
                graph.symbols(),
                clock.instant(),
                Instant.ofEpochMilli(history.of(0).get(0).tsMs()),
                Instant.ofEpochMilli(history.newestMs()),
                history.returns(),
                graph.level(),
                graph.present().stream().map(edge -> edge(graph, edge)).toList(),
                graph.edges().stream().map(edge -> edge(graph, edge)).toList(),
                new CausalBody.Control(
                        order.graphs(), control.simulatedF1(), CausalGraph.VALID_F1, control.isValidated()),
                graph.symbols().stream().map(symbol -> policy(control, symbol)).toList(),
                CAVEAT);
    }

    private JointHistory history() {
        List<List<RecordedBar>> series = new ArrayList<>();
        for (String symbol : order.symbols()) {
            series.add(
                    bars.newest(symbol, order.limit() + 1).toCompletableFuture().join());
            progress.report(READ * series.size() / order.symbols().size());
        }
        JointHistory history = JointHistory.of(series);
        if (history.returns() < LEAST_RETURNS) {
            throw Problem.refusedField(
                            ProblemKind.SERIES_REFUSED,
                            "too_short",
                            "returns in common must be >= " + LEAST_RETURNS,
                            "symbols",
                            Integer.toString(history.returns()))
                    .exception();
        }
        return history;
    }

    private double f1(int d, int n) {
        return CausalSimulation.meanF1(d, n, order.graphs(), new SplittableRandom(SEED), this::step);
    }

    /** One pair of one graph was tested. */
    private void step() {
        int d = order.symbols().size();
        done++;
        progress.report(READ + (1.0 - READ) * done / ((order.graphs() + 1.0) * d * (d - 1.0)));
    }

    private static CausalBody.Edge edge(CausalGraph graph, CausalEdge edge) {
        return new CausalBody.Edge(
                graph.symbols().get(edge.cause()),
                graph.symbols().get(edge.effect()),
                edge.likelihoodRatio(),
                edge.pValue(),
                edge.adjusted());
    }

    private static CausalBody.TailPolicy policy(CausalControl control, String symbol) {
        boolean enabled = control.isEnabled(symbol);
        return new CausalBody.TailPolicy(
                symbol, enabled, control.leadersOf(symbol), enabled ? "validated" : "not_validated");
    }
}
