package io.aurora.http.resource;

import akka.http.javadsl.model.HttpResponse;
import io.aurora.actors.symbol.Symbols;
import io.aurora.config.OfflineSettings;
import io.aurora.domain.symbol.Outcome;
import io.aurora.domain.symbol.RiskMode;
import io.aurora.domain.symbol.SymbolView;
import io.aurora.http.edge.Call;
import io.aurora.http.edge.Endpoint;
import io.aurora.http.edge.Json;
import io.aurora.http.port.Closes;
import io.aurora.http.port.RiskPorts;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Portfolios of least worst-case expected shortfall, from scenarios that are sent or from what the symbols have recorded. */
public final class PortfolioResource {
    /** Bars that symbols may lack of each other before joint returns become fewer than asked for. */
    private static final int SPARE_BARS = 256;

    private final Symbols symbols;
    private final Closes closes;
    private final OfflineSettings.Dro settings;
    private final HeavyWork work;
    private final Serving serving;

    PortfolioResource(Symbols symbols, RiskPorts ports, HeavyWork work, Serving serving) {
        this.symbols = symbols;
        this.closes = ports.closes();
        this.settings = ports.settings().dro();
        this.work = work;
        this.serving = serving;
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.post("/portfolio/optimize", this::optimize));
    }

    private CompletionStage<HttpResponse> optimize(Call call) {
        return call.json()
                .thenCompose(body -> work.run(() -> PortfolioReading.of(body, settings)))
                .thenCompose(asked -> asked.rows().isPresent()
                        ? work.run(() -> answer(asked, asked.rows().get(), Optional.empty()))
                        : ofSymbols(asked));
    }

    private static HttpResponse answer(
            PortfolioReading.Asked asked, double[][] rows, Optional<PortfolioAnswer.Mood> mood) {
        return Json.ok(new PortfolioAnswer(asked, rows, mood).solve());
    }

    private CompletionStage<HttpResponse> ofSymbols(PortfolioReading.Asked asked) {
        serving.requireQuorum();
        CompletionStage<List<SymbolView>> views =
                all(asked.assets(), name -> symbols.read(name).thenApply(reply -> SymbolsResource.shown(name, reply)));
        CompletionStage<List<List<Closes.Close>>> series = views.thenCompose(known ->
                all(asked.assets(), name -> closes.newest(name, asked.count() + SPARE_BARS)));
        return views.thenCombine(
                        series,
                        (known, recorded) -> work.run(() -> {
                            double[][] rows = JointReturns.simpleRows(recorded, asked.count());
                            if (rows.length < 2) {
                                throw PortfolioReading.refused(
                                        "too_short",
                                        "must have at least 3 bars in common on the read side",
                                        "symbols",
                                        String.join(",", asked.assets()));
                            }
                            return answer(asked, rows, Optional.of(mood(known)));
                        }))
                .thenCompose(answer -> answer);
    }

    private static PortfolioAnswer.Mood mood(List<SymbolView> views) {
        List<Outcome.MarketFigures> figures = views.stream()
                .flatMap(view -> view.last().stream())
                .map(event -> event.outcome().market())
                .toList();
        boolean careful = views.stream().anyMatch(view -> view.riskMode() == RiskMode.ICM);
        return new PortfolioAnswer.Mood(
                figures.stream().anyMatch(Outcome.MarketFigures::trans),
                figures.stream()
                        .map(Outcome.MarketFigures::aciEma)
                        .filter(Double::isFinite)
                        .max(Double::compare),
                careful ? RiskMode.ICM : RiskMode.STANDARD);
    }

    /** Asks for each name at once; answers in their order. */
    static <T> CompletionStage<List<T>> all(List<String> names, Function<String, CompletionStage<T>> ask) {
        List<CompletableFuture<T>> asked = names.stream()
                .map(name -> ask.apply(name).toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                .thenApply(done -> asked.stream().map(CompletableFuture::join).toList());
    }
}
