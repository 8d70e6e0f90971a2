package io.aurora.http.resource;

import akka.http.javadsl.model.HttpResponse;
import io.aurora.actors.basket.RecordedBars;
import io.aurora.actors.cluster.Asks;
import io.aurora.actors.symbol.Symbols;
import io.aurora.config.OfflineSettings;
import io.aurora.domain.portfolio.JointHistory;
import io.aurora.domain.portfolio.MarketMood;
import io.aurora.domain.portfolio.RecordedBar;
import io.aurora.domain.portfolio.RegimeScenarios;
import io.aurora.domain.symbol.SymbolView;
import io.aurora.http.edge.Call;
import io.aurora.http.edge.Endpoint;
import io.aurora.http.edge.Json;
import io.aurora.http.port.RiskPorts;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Portfolios of least worst-case expected shortfall, from scenarios that are sent or drawn from what the symbols recorded in their present regime. */
public final class PortfolioResource {
    private final Symbols symbols;
    private final RecordedBars bars;
    private final OfflineSettings.Dro settings;
    private final HeavyWork work;
    private final Serving serving;

    PortfolioResource(Symbols symbols, RiskPorts ports, HeavyWork work, Serving serving) {
        this.symbols = symbols;
        this.bars = ports.bars();
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
                        ? work.run(() -> answer(
                                asked, PortfolioAnswer.Sample.of(asked.rows().get())))
                        : ofSymbols(asked));
    }

    private static HttpResponse answer(PortfolioReading.Asked asked, PortfolioAnswer.Sample sample) {
        return Json.ok(new PortfolioAnswer(asked, sample).solve());
    }

    private CompletionStage<HttpResponse> ofSymbols(PortfolioReading.Asked asked) {
        serving.requireQuorum();
        CompletionStage<List<SymbolView>> views = Asks.all(
                asked.assets(), name -> symbols.read(name).thenApply(reply -> SymbolsResource.shown(name, reply)));
        int limit = settings.draw().historyBars();
        CompletionStage<List<List<RecordedBar>>> series =
                views.thenCompose(known -> Asks.all(asked.assets(), name -> bars.newest(name, limit)));
        return views.thenCombine(
                        series, (known, recorded) -> work.run(() -> answer(asked, drawn(asked, known, recorded))))
                .thenCompose(answer -> answer);
    }

    private PortfolioAnswer.Sample drawn(
            PortfolioReading.Asked asked, List<SymbolView> views, List<List<RecordedBar>> recorded) {
        JointHistory history = JointHistory.of(recorded);
        RegimeScenarios.objection(history).ifPresent(rule -> {
            throw PortfolioReading.refused("too_short", rule, "symbols", String.join(",", asked.assets()));
        });
        MarketMood mood = MarketMood.of(views);
        long seed = asked.seed().orElse(history.newestMs());
        RegimeScenarios drawn = RegimeScenarios.draw(
                history, mood.regime(), asked.count(), settings.draw().leastBars(), seed);
        return PortfolioAnswer.Sample.of(drawn, seed, mood);
    }
}
