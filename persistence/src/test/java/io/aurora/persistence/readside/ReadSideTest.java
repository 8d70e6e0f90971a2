package io.aurora.persistence.readside;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Props;
import akka.projection.ProjectionBehavior;
import io.aurora.domain.portfolio.MarketRegime;
import io.aurora.domain.portfolio.RecordedBar;
import io.aurora.domain.symbol.RecordedEvent;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.persistence.SeededSymbol;
import io.aurora.persistence.store.JournalWriter;
import io.aurora.persistence.store.Sql;
import io.aurora.persistence.store.Store;
import io.aurora.persistence.store.Stores;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReadSideTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long SEED = 5L;
    private static final int BARS = 500;

    @ParameterizedTest
    @EnumSource
    void shouldShowEveryDecisionOnceWhenTheJournalIsProjectedInterruptedAndProjectedAgain(Stores kind)
            throws Exception {
        List<RecordedEvent> one = SeededSymbol.events("SIM-1", SEED, BARS);
        List<RecordedEvent> two = SeededSymbol.events("SIM-2", SEED + 1, BARS);
        try (Store store = kind.open();
                JournalWriter writer = new JournalWriter(store)) {
            ReadSide readSide = new ReadSide(store, Clock.systemUTC());
            ActorRef<ProjectionBehavior.Command> projection = start(writer, store);
            CompletableFuture<Integer> stored = writer.write("SIM-1", one);
            writer.write("SIM-2", two).get(30, TimeUnit.SECONDS);
            stored.get(30, TimeUnit.SECONDS);
            awaitAll(writer, readSide, 2 * BARS + 2);
            check(readSide, "SIM-1", one);
            check(readSide, "SIM-2", two);
            stop(writer, projection);

            new Sql(store.dataSource()).update("DELETE FROM akka_projection_offset_store", to -> {});
            assertThat(readSide.projectionLagSeconds()).isPositive();
            start(writer, store);
            awaitAll(writer, readSide, 2 * BARS + 2);
            check(readSide, "SIM-1", one);
            check(readSide, "SIM-2", two);
        }
    }

    private static ActorRef<ProjectionBehavior.Command> start(JournalWriter writer, Store store) {
        return writer.system()
                .systemActorOf(
                        ReadSideProjection.behavior(writer.system(), store),
                        "projection-" + System.nanoTime(),
                        Props.empty());
    }

    private static void stop(JournalWriter writer, ActorRef<ProjectionBehavior.Command> projection) {
        TestProbe<Void> probe = TestProbe.create(writer.system());
        projection.tell(ProjectionBehavior.stopMessage());
        probe.expectTerminated(projection, PATIENCE);
    }

    private static void awaitAll(JournalWriter writer, ReadSide readSide, long events) {
        TestProbe.<Void>create(writer.system()).awaitAssert(PATIENCE, Duration.ofMillis(50), () -> {
            assertThat(readSide.projectedUpTo()).isGreaterThanOrEqualTo(events);
            return null;
        });
        assertThat(readSide.projectionLagSeconds()).isZero();
    }

    private static void check(ReadSide readSide, String symbol, List<RecordedEvent> events) {
        ReadSide.Page everything = new ReadSide.Page(symbol, 0, Long.MAX_VALUE, 0, 10_000);
        List<DecisionRow> rows = readSide.decisions(everything);
        assertThat(rows).hasSize(BARS);
        int transitions = 0;
        for (int i = 0; i < rows.size(); i++) {
            SymbolEvent.BarDecided event =
                    (SymbolEvent.BarDecided) events.get(i + 1).event();
            checkRow(rows.get(i), event, i + 2);
            transitions += event.outcome().verdict().from().isPresent() ? 1 : 0;
        }
        assertThat(transitions).as("seed=%d", SEED).isPositive();
        assertThat(readSide.transitions(everything)).hasSize(transitions);
        checkSymbol(readSide, symbol, rows.get(BARS - 1));
        assertThat(readSide.bars(symbol, 100)).isEqualTo(recorded(events).subList(BARS - 100, BARS));
        List<RecordedBar> all = readSide.bars(symbol, BARS + 1);
        assertThat(all).isEqualTo(recorded(events));
        assertThat(all.get(0).regime()).isEmpty();
        assertThat(all.get(0).score()).isEmpty();
        assertThat(all.get(BARS - 1).regime()).isPresent();
        assertThat(all.get(BARS - 1).score()).isPresent();
        assertThat(readSide.bars(symbol + "-none", 100)).isEmpty();
    }

    private static List<RecordedBar> recorded(List<RecordedEvent> events) {
        return events.stream()
                .map(RecordedEvent::event)
                .filter(SymbolEvent.BarDecided.class::isInstance)
                .map(SymbolEvent.BarDecided.class::cast)
                .map(event -> new RecordedBar(
                        event.inputs().bar().tsMs(),
                        event.inputs().bar().close(),
                        MarketRegime.of(event),
                        event.outcome()
                                .settled()
                                .map(settled -> OptionalDouble.of(settled.score()))
                                .orElse(OptionalDouble.empty())))
                .toList();
    }

    private static void checkRow(DecisionRow row, SymbolEvent.BarDecided event, long seq) {
        assertThat(row.seq()).isEqualTo(seq);
        assertThat(row.barTsMs()).isEqualTo(event.inputs().bar().tsMs());
        assertThat(row.state()).isEqualTo(event.outcome().verdict().state().name());
        assertThat(row.reasons()).isEqualTo(event.outcome().verdict().reasons());
        assertThat(row.blockReasons())
                .isEqualTo(event.outcome().verdict().gating().blockReasons());
        assertThat(row.notional()).isEqualTo(event.outcome().verdict().gating().notional());
        assertThat(row.figures().map(DecisionRow.Figures::kappaPlus))
                .isEqualTo(event.outcome().certified().map(c -> c.scores().kappaPlus()));
        assertThat(row.figures().map(DecisionRow.Figures::upper))
                .isEqualTo(event.outcome().certified().map(c -> c.forecast().upper()));
    }

    private static void checkSymbol(ReadSide readSide, String symbol, DecisionRow last) {
        DecisionRow.Symbol row = readSide.symbols().stream()
                .filter(known -> known.name().equals(symbol))
                .findFirst()
                .orElseThrow();
        assertThat(row.lastSeq()).isEqualTo(last.seq());
        assertThat(row.lastBarTsMs()).contains(last.barTsMs());
        assertThat(row.barLengthMs()).isEqualTo(60_000L);
        List<DecisionRow> stream = readSide.streamAfter(0, 10_000, Optional.empty());
        assertThat(stream).hasSize(2 * BARS);
        assertThat(stream).extracting(DecisionRow::id).isSorted().doesNotHaveDuplicates();
        DecisionRow middle = stream.get(BARS);
        assertThat(readSide.streamAfter(middle.id(), 1, Optional.empty())).containsExactly(stream.get(BARS + 1));
        assertThat(readSide.streamAfter(0, 1, Optional.of(symbol)).get(0).symbol())
                .isEqualTo(symbol);
        assertThat(readSide.lastStreamId()).isEqualTo(stream.get(2 * BARS - 1).id());
    }
}
