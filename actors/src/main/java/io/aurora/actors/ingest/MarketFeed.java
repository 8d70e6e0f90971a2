package io.aurora.actors.ingest;

import akka.NotUsed;
import akka.actor.typed.ActorSystem;
import akka.stream.KillSwitches;
import akka.stream.SharedKillSwitch;
import akka.stream.ThrottleMode;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import io.aurora.config.FeedSettings;
import io.aurora.domain.market.SymbolSpec;
import io.aurora.domain.simulation.MarketSimulator;
import io.aurora.domain.simulation.Scenario;
import io.aurora.domain.symbol.Offer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The built-in market: one seeded series a symbol in simulated time (GARCH with jumps and regime shifts), offered as bars of the past.
 * Its first bars run at full speed, so that warm-up is over soon, then at a set speed. It asks each symbol for its last bar and goes on
 * there, so a restart continues the series.
 */
public final class MarketFeed implements AutoCloseable {
    /** Start of the simulated time: 2026-01-01T00:00:00Z. */
    public static final long START_MS = 1_767_225_600_000L;

    private static final Logger LOG = LoggerFactory.getLogger(MarketFeed.class);

    private final SharedKillSwitch stop = KillSwitches.shared("market-feed");
    private final ActorSystem<?> system;
    private final BarIntake intake;
    private final FeedSettings.Builtin settings;
    private final InstantSource clock;

    private MarketFeed(ActorSystem<?> system, BarIntake intake, FeedSettings.Builtin settings, InstantSource clock) {
        this.system = system;
        this.intake = intake;
        this.settings = settings;
        this.clock = clock;
    }

    /** Starts a series for each symbol. */
    public static MarketFeed start(
            ActorSystem<?> system,
            BarIntake intake,
            FeedSettings.Builtin settings,
            List<SymbolSpec> symbols,
            InstantSource clock) {
        MarketFeed feed = new MarketFeed(system, intake, settings, clock);
        symbols.forEach(feed::run);
        return feed;
    }

    private void run(SymbolSpec symbol) {
        Source.completionStage(intake.lastBarMs(symbol.name()))
                .flatMapConcat(last -> series(symbol, last))
                .via(stop.flow())
                .mapAsync(
                        1,
                        offer -> intake.offer(offer)
                                .thenApply(reply -> BarIntake.noted("built-in market", offer.bar(), reply)))
                .toMat(Sink.ignore(), Keep.right())
                .run(system)
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        LOG.error("the market's series of {} has ended", symbol.name(), failure);
                    }
                });
    }

    private Source<Offer, NotUsed> series(SymbolSpec symbol, OptionalLong last) {
        MarketSimulator market = MarketSimulator.of(
                symbol.name(), settings.seed(), Scenario.REGIME_SHIFT, START_MS, symbol.barLengthMs());
        last.ifPresent(market::skipPast);
        long nextStep = (market.nextMs() - START_MS) / symbol.barLengthMs();
        long atOnce = Math.max(0, settings.warmBars() - nextStep);
        Duration pace = Duration.ofNanos((long) (1e9 / settings.barsPerSecond()));
        return Source.fromIterator(() -> market)
                .take(atOnce)
                .concatLazy(Source.fromIterator(() -> market).throttle(1, pace, 1, ThrottleMode.shaping()))
                .map(bar -> new Offer(bar, true, clock.millis()));
    }

    @Override
    public void close() {
        stop.shutdown();
    }
}
