package io.aurora.http.resource;

import akka.http.javadsl.model.HttpResponse;
import io.aurora.actors.symbol.Symbols;
import io.aurora.domain.portfolio.JointHistory;
import io.aurora.domain.portfolio.RecordedBar;
import io.aurora.domain.tails.AbryVeitch;
import io.aurora.domain.tails.ExtremalIndex;
import io.aurora.domain.tails.HillEstimator;
import io.aurora.domain.tails.LocalWhittle;
import io.aurora.domain.tails.MomentEstimator;
import io.aurora.domain.tails.TailDependence;
import io.aurora.domain.tails.TailEstimate;
import io.aurora.http.edge.Call;
import io.aurora.http.edge.Endpoint;
import io.aurora.http.edge.Json;
import io.aurora.http.edge.Problem;
import io.aurora.http.edge.ProblemKind;
import io.aurora.http.port.RiskPorts;
import io.aurora.http.wire.TailsBody;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Tail and memory of a symbol's recorded returns. */
public final class TailsResource {
    private static final int LIMIT = 20_000;
    private static final int LEAST = 400;
    private static final int MOST = 100_000;

    private final Symbols symbols;
    private final RiskPorts ports;
    private final HeavyWork work;
    private final Serving serving;

    TailsResource(Symbols symbols, RiskPorts ports, HeavyWork work, Serving serving) {
        this.symbols = symbols;
        this.ports = ports;
        this.work = work;
        this.serving = serving;
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.get("/symbols/{symbol}/tails", this::tails).with("limit", "benchmark"));
    }

    private CompletionStage<HttpResponse> tails(Call call) {
        String symbol = call.symbol();
        int returns = (int) call.parameters().whole("limit", LEAST, MOST).orElse(LIMIT);
        Optional<String> benchmark = call.parameters()
                .text("benchmark")
                .map(name -> Call.symbol("benchmark", name))
                .or(() -> ports.settings().tvf().benchmarkSymbol());
        serving.requireQuorum();
        return symbols.read(symbol)
                .thenApply(reply -> SymbolsResource.shown(symbol, reply))
                .thenCompose(known -> ports.bars().newest(symbol, returns + 1))
                .thenCombine(
                        newest(benchmark, returns + 1),
                        (own, other) -> work.run(() -> Json.ok(body(symbol, own, benchmark, other))))
                .thenCompose(answer -> answer);
    }

    private CompletionStage<List<RecordedBar>> newest(Optional<String> symbol, int limit) {
        return symbol.isPresent()
                ? ports.bars().newest(symbol.get(), limit)
                : CompletableFuture.completedFuture(List.of());
    }

    private static TailsBody body(
            String symbol, List<RecordedBar> own, Optional<String> benchmark, List<RecordedBar> other) {
        double[] x = JointHistory.logReturns(own);
        TailEstimate hill = HillEstimator.of(x);
        if (hill instanceof TailEstimate.Refused refused) {
            throw Problem.refusedField(ProblemKind.SERIES_REFUSED, code(refused), refused.message(), "symbol", symbol)
                    .exception();
        }
        return new TailsBody(
                symbol,
                Instant.ofEpochMilli(own.get(0).tsMs()),
                Instant.ofEpochMilli(own.get(own.size() - 1).tsMs()),
                x.length,
                estimate(hill),
                estimate(MomentEstimator.of(x)),
                estimate(ExtremalIndex.of(x)),
                estimate(LocalWhittle.of(x, LocalWhittle.POWER)),
                estimate(AbryVeitch.of(x)),
                benchmark.orElse(null),
                benchmark.map(name -> estimate(dependence(own, other))).orElse(null));
    }

    /** Of losses, over the bars that both have. */
    private static TailEstimate dependence(List<RecordedBar> own, List<RecordedBar> other) {
        JointHistory joint = JointHistory.of(List.of(own, other));
        return TailDependence.of(negated(joint.logReturns(0)), negated(joint.logReturns(1)));
    }

    private static double[] negated(double[] x) {
        double[] out = new double[x.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = -x[i];
        }
        return out;
    }

    private static String code(TailEstimate.Refused refused) {
        return refused.reason().name().toLowerCase(Locale.ROOT);
    }

    static TailsBody.Estimate estimate(TailEstimate estimate) {
        if (estimate instanceof TailEstimate.Refused refused) {
            return new TailsBody.Estimate(null, null, null, code(refused), refused.message());
        }
        TailEstimate.Value value = (TailEstimate.Value) estimate;
        return new TailsBody.Estimate(value.estimate(), value.standardError(), value.used(), null, null);
    }
}
