package io.aurora.actors.basket;

import io.aurora.actors.cluster.Asks;
import io.aurora.actors.protocol.SymbolProtocol;
import io.aurora.config.BasketSettings;
import io.aurora.config.OfflineSettings;
import io.aurora.domain.portfolio.BasketOptimiser;
import io.aurora.domain.portfolio.BasketOutcome;
import io.aurora.domain.portfolio.BasketTerms;
import io.aurora.domain.portfolio.JointHistory;
import io.aurora.domain.portfolio.MarketMood;
import io.aurora.domain.portfolio.MemberState;
import io.aurora.domain.portfolio.RecordedBar;
import io.aurora.domain.portfolio.RegimeScenarios;
import io.aurora.domain.risk.DroLimits;
import io.aurora.domain.risk.Penalty;
import io.aurora.domain.symbol.SymbolView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What the keeper waits for: members read live, their history read and a basket optimised. Keeps nothing. */
final class BasketWork {
    /** Nobody waits for a basket, and a JVM that has just started solves slowly. */
    private static final Duration DEADLINE = Duration.ofMillis(500);

    private final BasketNode node;

    /** The members as they stand. */
    record Members(List<MemberState> states, MarketMood mood) {}

    BasketWork(BasketNode node) {
        this.node = node;
    }

    /** Fails where a member does not answer. */
    CompletionStage<Members> read(BasketSettings basket) {
        return Asks.all(basket.symbols(), name -> node.symbols().apply(name).thenApply(reply -> shown(name, reply)))
                .thenApply(
                        views -> new Members(views.stream().map(MemberState::of).toList(), MarketMood.of(views)));
    }

    private static SymbolView shown(String symbol, SymbolProtocol.ReadReply reply) {
        if (reply instanceof SymbolProtocol.Shown shown) {
            return shown.view();
        }
        String why = reply instanceof SymbolProtocol.Unavailable unavailable ? unavailable.reason() : "unknown_symbol";
        throw new IllegalStateException("symbol " + symbol + ": " + why);
    }

    /**
     * Draws and optimises.
     *
     * @param held weights in force; empty where there are none
     */
    CompletionStage<BasketOutcome> optimise(BasketSettings basket, MarketMood mood, List<Double> held) {
        int limit = node.dro().draw().historyBars();
        return Asks.all(basket.symbols(), name -> node.bars().newest(name, limit))
                .thenApplyAsync(recorded -> optimise(basket, mood, held, recorded), node.heavy());
    }

    private BasketOutcome optimise(
            BasketSettings basket, MarketMood mood, List<Double> held, List<List<RecordedBar>> recorded) {
        JointHistory history = JointHistory.of(recorded);
        Optional<String> objection = RegimeScenarios.objection(history);
        if (objection.isPresent()) {
            return new BasketOutcome.Refused(
                    "too_short", "members " + String.join(", ", basket.symbols()) + ' ' + objection.get());
        }
        OfflineSettings.Draw draw = node.dro().draw();
        // the newest bar's time: the same history gives the same scenarios, and each new bar fresh ones
        long seed = history.newestMs();
        RegimeScenarios drawn = RegimeScenarios.draw(history, mood.regime(), draw.scenarios(), draw.leastBars(), seed);
        DroLimits limits = DroLimits.within(node.nanos(), DEADLINE.toNanos());
        return new BasketOptimiser().optimise(terms(), basket.rule(), drawn, seed, mood, held, limits);
    }

    private BasketTerms terms() {
        OfflineSettings.Dro dro = node.dro();
        return new BasketTerms(
                dro.alpha(),
                dro.bounds().lo(),
                dro.bounds().hi(),
                dro.bounds().norm(),
                Penalty.valueOf(dro.penalty().name()),
                dro.epsBase());
    }
}
