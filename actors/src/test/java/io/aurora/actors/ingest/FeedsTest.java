package io.aurora.actors.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.LoggingTestKit;
import io.aurora.actors.protocol.SymbolProtocol.Busy;
import io.aurora.actors.protocol.SymbolProtocol.Refused;
import io.aurora.actors.protocol.SymbolProtocol.Shown;
import io.aurora.actors.protocol.SymbolProtocol.Unavailable;
import io.aurora.config.FeedSettings;
import io.aurora.domain.market.Bar;
import io.aurora.domain.market.GapPolicy;
import io.aurora.domain.market.SymbolSpec;
import io.aurora.domain.simulation.MarketSimulator;
import io.aurora.domain.simulation.Scenario;
import io.aurora.domain.symbol.BarInputs;
import io.aurora.domain.symbol.Offer;
import io.aurora.domain.symbol.RecordedEvent;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.domain.symbol.SymbolEvent.BarDecided;
import io.aurora.domain.symbol.SymbolFold;
import io.aurora.domain.symbol.SymbolState;
import io.aurora.domain.symbol.SymbolView;
import io.aurora.persistence.SeededSymbol;
import io.aurora.persistence.bars.BarFileException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built-in market, files, and the intake that both go through. */
class FeedsTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final long SEED = 7L;
    private static final long MINUTE_MS = 60_000L;
    private static final long NOW_MS = 1_800_000_000_000L;
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(NOW_MS));
    private static final Bar BAR = new Bar("SIM", MarketFeed.START_MS, 1, 1, 1, 1, 1);

    @TempDir
    Path folder;

    private final FakeSymbols symbols = new FakeSymbols();
    private final BarIntake intake = new BarIntake(KIT.system(), symbols);

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @Test
    void shouldOfferUntilItIsTakenWhenASymbolIsBusyAwayOrSilent() {
        AtomicInteger asked = new AtomicInteger();
        Refused refused = new Refused("off_grid", "test");
        symbols.mood = offer -> switch (asked.incrementAndGet()) {
            case 1 -> Optional.of(CompletableFuture.completedFuture(new Busy()));
            case 2 -> Optional.of(CompletableFuture.completedFuture(new Unavailable("journal")));
            case 3 -> Optional.of(CompletableFuture.failedFuture(new TimeoutException("no answer")));
            case 4 -> throw new IllegalStateException("ask itself fails");
            default -> Optional.of(CompletableFuture.completedFuture(refused));
        };

        assertThat(intake.offer(new Offer(BAR, true, NOW_MS)).toCompletableFuture())
                .succeedsWithin(Duration.ofSeconds(10))
                .isEqualTo(refused);
        assertThat(symbols.offered).hasSize(5).allMatch(offer -> offer.equals(new Offer(BAR, true, NOW_MS)));
    }

    @Test
    void shouldTellTheLastBarWhenAskedAndNoneWhereThereIsNone() {
        assertThat(last("SIM")).isEqualTo(OptionalLong.empty());

        AtomicInteger asked = new AtomicInteger();
        symbols.reads = symbol -> asked.incrementAndGet() == 1
                ? CompletableFuture.failedStage(new TimeoutException("no answer"))
                : CompletableFuture.completedStage(new Shown(view(MarketFeed.START_MS + MINUTE_MS)));
        assertThat(last("SIM")).isEqualTo(OptionalLong.of(MarketFeed.START_MS + MINUTE_MS));

        symbols.reads = symbol -> CompletableFuture.completedStage(new Shown(emptyView()));
        assertThat(last("SIM")).isEqualTo(OptionalLong.empty());
    }

    private OptionalLong last(String symbol) {
        return intake.lastBarMs(symbol)
                .toCompletableFuture()
                .orTimeout(10, java.util.concurrent.TimeUnit.SECONDS)
                .join();
    }

    @Test
    void shouldRunTheFirstBarsAtOnceThenSlowlyWhenTheMarketStarts() {
        try (MarketFeed feed = market(20, 0.001)) {
            assertThat(feed).isNotNull();
            await(() ->
                    symbols.taken("SIM").size() == 21 && symbols.taken("SIM-2").size() == 21);
            KIT.createTestProbe().expectNoMessage(Duration.ofMillis(300));

            assertThat(symbols.taken("SIM"))
                    .as("20 at full speed and the first of the slow ones, seed " + SEED)
                    .isEqualTo(series("SIM", OptionalLong.empty(), 21));
            assertThat(symbols.offered).allMatch(offer -> offer.historical() && offer.receivedAtMs() == NOW_MS);
        }
    }

    @Test
    void shouldGoOnBehindTheLastBarWhenTheMarketStartsAgain() {
        long last = MarketFeed.START_MS + 14 * MINUTE_MS;
        symbols.reads = symbol -> CompletableFuture.completedStage(new Shown(view(last)));
        try (MarketFeed feed = market(20, 0.001)) {
            assertThat(feed).isNotNull();
            await(() -> symbols.taken("SIM").size() == 6);
            KIT.createTestProbe().expectNoMessage(Duration.ofMillis(300));

            assertThat(symbols.taken("SIM"))
                    .as("5 that are left of the first 20, and one, seed " + SEED)
                    .isEqualTo(series("SIM", OptionalLong.of(last), 6));
        }
    }

    @Test
    void shouldKeepItsSpeedAndEndWhenTheMarketIsPastItsFirstBars() {
        long start = System.nanoTime();
        MarketFeed feed = market(0, 100.0);
        await(() -> symbols.taken("SIM").size() >= 30);
        assertThat(System.nanoTime() - start)
                .isGreaterThanOrEqualTo(Duration.ofMillis(250).toNanos());

        feed.close();
        AtomicInteger before = new AtomicInteger(-1);
        await(() -> before.getAndSet(symbols.takenCount()) == symbols.takenCount());
    }

    private MarketFeed market(int warmBars, double barsPerSecond) {
        FeedSettings.Builtin settings =
                new FeedSettings.Builtin(SEED, List.of("SIM", "SIM-2"), warmBars, barsPerSecond);
        return MarketFeed.start(KIT.system(), intake, settings, List.of(spec("SIM"), spec("SIM-2")), CLOCK);
    }

    private static List<Bar> series(String symbol, OptionalLong last, int count) {
        MarketSimulator market =
                MarketSimulator.of(symbol, SEED, Scenario.REGIME_SHIFT, MarketFeed.START_MS, MINUTE_MS);
        last.ifPresent(market::skipPast);
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            bars.add(market.next());
        }
        return bars;
    }

    @Test
    void shouldOfferGoodRowsInOrderAndReportTheOthersWhenAFileIsRead() throws Exception {
        Path file = csv("SIM_1m.csv", "100", "abc", "102", "101.5");
        symbols.mood = offer -> offer.bar().close() == 102
                ? Optional.of(CompletableFuture.completedFuture(new Refused("range", "test")))
                : Optional.empty();

        LoggingTestKit.warn(file + ": line 3: ").expect(KIT.system(), () -> {
            files(0.0, file);
            await(() -> symbols.offered.size() == 3);
            return null;
        });

        assertThat(symbols.offered).extracting(offer -> offer.bar().close()).containsExactly(100.0, 102.0, 101.5);
        assertThat(symbols.offered).allMatch(Offer::historical);
        assertThat(symbols.taken("SIM")).hasSize(2);
    }

    @Test
    void shouldTellTheRefusalWhenASymbolRefusesABarOfAFile() throws Exception {
        Path file = csv("SIM_1m.csv", "100");
        symbols.mood = offer -> Optional.of(CompletableFuture.completedFuture(new Refused("range", "test")));

        LoggingTestKit.warn(file + ": bar refused: symbol=SIM, ts=2026-01-01T00:00:00Z, reason=range, detail=test")
                .expect(KIT.system(), () -> files(0.0, file));
    }

    @Test
    void shouldWaitByTheDistanceOfBarsWhenASpeedIsSet() throws Exception {
        Path file = csv("SIM_1m.csv", "100", "101", "102", "103");
        long start = System.nanoTime();
        try (FileFeed feed = files(600.0, file)) {
            assertThat(feed).isNotNull();
            await(() -> symbols.taken("SIM").size() == 4);
        }
        assertThat(System.nanoTime() - start)
                .as("three minutes at 600 times real time")
                .isGreaterThanOrEqualTo(Duration.ofMillis(300).toNanos());
    }

    @Test
    void shouldOfferNothingWhenOneOfTheFilesIsMissing() throws Exception {
        Path file = csv("SIM_1m.csv", "100");
        Path missing = folder.resolve("ETH_1m.csv");

        assertThatThrownBy(() -> files(0.0, file, missing))
                .isInstanceOf(BarFileException.class)
                .hasMessageContaining(missing.toString());
        KIT.createTestProbe().expectNoMessage(Duration.ofMillis(200));
        assertThat(symbols.offered).isEmpty();
    }

    private FileFeed files(double speed, Path... paths) {
        List<String> names = List.of(paths).stream().map(Path::toString).toList();
        return FileFeed.start(KIT.system(), intake, new FeedSettings.FileFeed(names, speed, true), CLOCK);
    }

    /** Minute by minute, one flat bar for each price. */
    private Path csv(String name, String... prices) throws Exception {
        StringBuilder text = new StringBuilder("timestamp,open,high,low,close,volume\n");
        for (int i = 0; i < prices.length; i++) {
            String p = prices[i];
            text.append(MarketFeed.START_MS + i * MINUTE_MS)
                    .append(',')
                    .append(String.join(",", p, p, p, p))
                    .append(",1\n");
        }
        return Files.writeString(folder.resolve(name), text);
    }

    private static SymbolSpec spec(String name) {
        return new SymbolSpec(name, MINUTE_MS, GapPolicy.GRID, OptionalLong.empty(), "default", 100_000.0);
    }

    private static SymbolView emptyView() {
        SymbolEvent opened = SeededSymbol.events("SIM", SEED, 0).get(0).event();
        return SymbolView.of(SymbolFold.next(Optional.empty(), opened), 1);
    }

    /** A symbol whose last bar began at {@code tsMs}. */
    private static SymbolView view(long tsMs) {
        Optional<SymbolState> state = Optional.empty();
        List<RecordedEvent> events = SeededSymbol.events("SIM", SEED, 1);
        for (RecordedEvent recorded : events) {
            state = Optional.of(SymbolFold.next(state, recorded.event()));
        }
        SymbolView seeded = SymbolView.of(state.orElseThrow(), 2);
        BarDecided last = seeded.last().orElseThrow();
        BarInputs inputs =
                new BarInputs(Bar.flat("SIM", tsMs, 1.0), true, tsMs, 0.0, OptionalDouble.empty(), Optional.empty());
        return new SymbolView(
                seeded.spec(),
                seeded.seq(),
                seeded.settingsDigest(),
                seeded.obeyed(),
                seeded.hardLagBars(),
                seeded.models(),
                seeded.riskMode(),
                seeded.hold(),
                seeded.counts(),
                seeded.conformal(),
                seeded.ewmaSigma(),
                seeded.sigmaFloor(),
                Optional.of(new BarDecided(1, tsMs, last.settingsDigest(), inputs, last.outcome())));
    }

    private static void await(BooleanSupplier condition) {
        KIT.createTestProbe().awaitAssert(Duration.ofSeconds(20), Duration.ofMillis(50), () -> {
            assertThat(condition.getAsBoolean()).isTrue();
            return null;
        });
    }
}
