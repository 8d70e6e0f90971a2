package io.aurora.http.resource;

import akka.http.javadsl.model.HttpResponse;
import io.aurora.actors.basket.RecordedBars;
import io.aurora.actors.cluster.Asks;
import io.aurora.actors.symbol.Symbols;
import io.aurora.http.edge.Call;
import io.aurora.http.edge.Endpoint;
import io.aurora.http.edge.Json;
import io.aurora.http.job.Job;
import io.aurora.http.job.JobRegistry;
import io.aurora.http.port.RiskPorts;
import io.aurora.http.wire.CausalBody;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Causal graphs of extremes as background jobs, and what the last one says of a symbol's tail policies. Graphs live in the memory of the node that
 * made them: without one, tail policies are off.
 */
final class CausalResource {
    private static final int MOST_SYMBOLS = 1_000;

    private final Symbols symbols;
    private final RecordedBars bars;
    private final JobRegistry jobs;
    private final Serving serving;
    private final Map<String, CausalBody.Last> last = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CausalBody.Last> eldest) {
            return size() > MOST_SYMBOLS;
        }
    });

    CausalResource(Symbols symbols, RiskPorts ports, JobRegistry jobs, Serving serving) {
        this.symbols = symbols;
        this.bars = ports.bars();
        this.jobs = jobs;
        this.serving = serving;
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.post("/causal/graph", this::make), Endpoint.get("/causal/{symbol}", this::show));
    }

    private CompletionStage<HttpResponse> make(Call call) {
        return call.json().thenCompose(body -> {
            CausalOrder order = CausalOrder.of(body, call.user());
            serving.requireQuorum();
            return Asks.all(
                            order.symbols(),
                            name -> symbols.read(name).thenApply(reply -> SymbolsResource.shown(name, reply)))
                    .thenApply(views -> accepted(order));
        });
    }

    private HttpResponse accepted(CausalOrder order) {
        Job job = jobs.submit("causal", order.by(), progress -> work(order, progress));
        return AcceptedJob.of(job);
    }

    private CausalBody.Graph work(CausalOrder order, Job.Progress progress) {
        CausalBody.Graph graph = new CausalJob(bars, serving.clock(), order, progress).make();
        for (CausalBody.TailPolicy policy : graph.tailPolicies()) {
            last.remove(policy.symbol());
            last.put(policy.symbol(), new CausalBody.Last(policy, graph.madeAt(), graph.control()));
        }
        return graph;
    }

    private CompletionStage<HttpResponse> show(Call call) {
        String symbol = call.symbol();
        serving.requireQuorum();
        return symbols.read(symbol).thenApply(reply -> {
            SymbolsResource.shown(symbol, reply);
            CausalBody.Last known = last.get(symbol);
            return Json.ok(
                    known != null
                            ? known
                            : new CausalBody.Last(
                                    new CausalBody.TailPolicy(symbol, false, List.of(), "no_graph"), null, null));
        });
    }
}
