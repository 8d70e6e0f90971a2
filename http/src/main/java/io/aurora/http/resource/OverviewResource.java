package io.aurora.http.resource;

import akka.http.javadsl.model.HttpResponse;
import io.aurora.actors.symbol.Symbols;
import io.aurora.domain.acceptance.AcceptanceState;
import io.aurora.domain.symbol.Outcome.Certified;
import io.aurora.http.edge.Call;
import io.aurora.http.edge.Endpoint;
import io.aurora.http.edge.Json;
import io.aurora.http.port.NodeInfo;
import io.aurora.http.port.Tails;
import io.aurora.http.wire.OverviewBody;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletionStage;
import java.util.function.ToDoubleFunction;

/**
 * The snapshot over one or many symbols. Means run over the symbols outside WARMUP. The percentiles come from the nodes' merged
 * histograms; where these hold nothing yet, the largest percentile of a symbol stands in, which never looks better than the truth.
 */
public final class OverviewResource {
    private final NodeInfo node;
    private final Symbols symbols;
    private final SymbolsResource reader;
    private final Serving serving;
    private final Tails tails;

    public OverviewResource(NodeInfo node, Symbols symbols, SymbolsResource reader, Serving serving, Tails tails) {
        this.node = node;
        this.symbols = symbols;
        this.reader = reader;
        this.serving = serving;
        this.tails = tails;
    }

    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get("/state", this::state).with("symbol"));
    }

    private CompletionStage<HttpResponse> state(Call call) {
        Optional<String> symbol = call.parameters().text("symbol").map(name -> Call.symbol("symbol", name));
        serving.requireQuorum();
        if (symbol.isEmpty()) {
            return reader.liveViews()
                    .thenApply(views -> views.stream().map(serving::serve).toList())
                    .thenApply(served -> Json.ok(merged(served)));
        }
        return symbols.read(symbol.get())
                .thenApply(reply -> serving.serve(SymbolsResource.shown(symbol.get(), reply)))
                .thenApply(served -> Json.ok(one(served)));
    }

    private OverviewBody one(Serving.Served served) {
        return body(served.view().spec().profile(), List.of(served), List.of(served), Tails.NONE);
    }

    private OverviewBody merged(List<Serving.Served> all) {
        List<Serving.Served> warm = all.stream()
                .filter(s -> s.decision().state() != AcceptanceState.WARMUP)
                .toList();
        return body(node.profile(), all, warm, tails);
    }

    private OverviewBody body(String profile, List<Serving.Served> all, List<Serving.Served> warm, Tails percentiles) {
        List<Certified> certified = warm.stream()
                .flatMap(s -> StateMapping.certified(s.view()).stream())
                .toList();
        return new OverviewBody(
                profile,
                worst(warm).name(),
                mean(certified, c -> c.scores().kappaPlus()),
                mean(warm, s -> s.view().conformal().coverageEma()),
                tail(
                        percentiles.surprisalP95(),
                        certified,
                        c -> c.scores().surprisalP95().orElse(0.0)),
                tail(percentiles.latencyP95Ms(), certified, c -> c.scores().latencyP95()),
                mean(certified, c -> c.forecast().alpha()),
                mean(certified, c -> c.forecast().alphaTarget()),
                counts(all),
                StateMapping.desk(serving.desk()),
                node.name());
    }

    /** States are declared from WARMUP to BLOCK, so that the worst is the last. */
    private static AcceptanceState worst(List<Serving.Served> warm) {
        return warm.stream()
                .map(s -> s.decision().state())
                .max(AcceptanceState::compareTo)
                .orElse(AcceptanceState.WARMUP);
    }

    private static <T> Double mean(List<T> items, ToDoubleFunction<T> figure) {
        OptionalDouble mean = items.stream().mapToDouble(figure).average();
        return mean.isPresent() ? mean.getAsDouble() : null;
    }

    private static Double tail(OptionalDouble merged, List<Certified> certified, ToDoubleFunction<Certified> figure) {
        OptionalDouble value = merged.isPresent()
                ? merged
                : certified.stream().mapToDouble(figure).max();
        return StateMapping.boxed(value);
    }

    private static OverviewBody.StateCounts counts(List<Serving.Served> all) {
        int[] counts = new int[AcceptanceState.values().length];
        all.forEach(s -> counts[s.decision().state().ordinal()]++);
        return new OverviewBody.StateCounts(
                counts[AcceptanceState.PASS.ordinal()],
                counts[AcceptanceState.DERISK.ordinal()],
                counts[AcceptanceState.BLOCK.ordinal()],
                counts[AcceptanceState.WARMUP.ordinal()]);
    }
}
