package io.aurora.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurora.config.AuroraSettings;
import io.aurora.config.LoadOptions;
import io.aurora.config.StoreSettings;
import io.aurora.domain.audit.LocalForecaster;
import io.aurora.domain.audit.ModelForecasts;
import io.aurora.domain.audit.SymbolReplay;
import io.aurora.domain.market.Bar;
import io.aurora.domain.simulation.MarketSimulator;
import io.aurora.domain.simulation.Scenario;
import io.aurora.domain.symbol.DecisionDigest;
import io.aurora.domain.symbol.Offer;
import io.aurora.domain.symbol.Preparation;
import io.aurora.domain.symbol.RecordedEvent;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.domain.symbol.SymbolFold;
import io.aurora.domain.symbol.SymbolState;
import io.aurora.lab.audit.JournalAudit;
import io.aurora.lab.audit.StoreJournal;
import io.aurora.persistence.PersistenceIds;
import io.aurora.persistence.journal.JournalReader;
import io.aurora.persistence.readside.DecisionRow;
import io.aurora.persistence.readside.ReadSide;
import io.aurora.persistence.store.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A node over a database that a test can break off, with clients that offer bars, and what must hold of its journal in the end. */
final class StoredNode implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long START_MS = 1_700_000_000_000L / 3_600_000L * 3_600_000L;
    private static final long HOUR_MS = 3_600_000L;
    private static final long SEED = 77L;
    private static final int BARS = 20_000;

    private final AuroraSettings settings =
            AuroraSettings.load(LoadOptions.defaults().withProfile("replay"));
    private final BreakablePostgres database;
    private final NodeProcess node;
    private List<BarSender> senders = List.of();

    StoredNode(Path folder, String... more) {
        database = new BreakablePostgres(folder.resolve("pg"));
        List<String> arguments = new ArrayList<>(List.of(
                "--profile",
                "replay",
                "--feed",
                "none",
                "--set",
                "store.kind=postgresql",
                "--set",
                "store.url=\"" + database.url() + '"',
                "--set",
                "store.user=postgres"));
        arguments.addAll(List.of(more));
        node = NodeProcess.start(folder, arguments.toArray(String[]::new));
        node.url();
    }

    /** Starts clients of symbols {@code name-0} and so on, in place of those before. */
    void clients(String name, int symbols) {
        List<BarSender> fresh = new ArrayList<>();
        for (int i = 0; i < symbols; i++) {
            String symbol = name + "-" + i;
            fresh.add(new BarSender(node, symbol, bars(symbol, BARS)));
        }
        senders = fresh;
    }

    BreakablePostgres database() {
        return database;
    }

    NodeProcess node() {
        return node;
    }

    List<BarSender> senders() {
        return senders;
    }

    /** Seconds until every client has got {@code bars} more bars taken. */
    double goesOn(int bars) {
        int[] before = senders.stream().mapToInt(BarSender::taken).toArray();
        return Until.holds(
                PATIENCE,
                () -> {
                    for (int i = 0; i < before.length; i++) {
                        if (senders.get(i).taken() < before[i] + bars) {
                            return false;
                        }
                    }
                    return true;
                },
                this::told);
    }

    /** What the clients were told so far. */
    String told() {
        StringBuilder text = new StringBuilder();
        senders.forEach(one -> text.append('\n')
                .append(one.symbol())
                .append(": decided=")
                .append(one.decided().size())
                .append(", duplicates=")
                .append(one.duplicates().size())
                .append(", refused=")
                .append(one.refusals())
                .append(", slowest_s=")
                .append(one.slowestSeconds())
                .append(", unexpected=")
                .append(one.unexpected()));
        return text + "\n" + node.output();
    }

    private static List<Bar> bars(String symbol, int count) {
        MarketSimulator market = MarketSimulator.of(symbol, SEED, Scenario.VOLATILE, START_MS, HOUR_MS);
        List<Bar> bars = new ArrayList<>(count);
        while (bars.size() < count) {
            bars.add(market.next());
        }
        return bars;
    }

    private StoreSettings store() {
        return new StoreSettings(
                StoreSettings.Kind.POSTGRESQL,
                "unused",
                Optional.of(database.url()),
                Optional.of("postgres"),
                Optional.empty(),
                4,
                Duration.ofSeconds(5),
                1_000,
                100,
                2,
                Duration.ofMillis(2));
    }

    /** The next event of a symbol, as another writer that knows its journal would write it. */
    RecordedEvent next(String symbol) {
        String id = PersistenceIds.symbol(symbol);
        try (Store store = Store.openExisting(store(), Map.of())) {
            JournalReader reader = new JournalReader(store);
            RecordedEvent last = (RecordedEvent) reader.events(id, reader.lastSequenceNr(id) - 1)
                    .findFirst()
                    .orElseThrow()
                    .decoded();
            SymbolState state = reader.events(id, 0)
                    .map(row -> ((RecordedEvent) row.decoded()).event())
                    .reduce(
                            Optional.<SymbolState>empty(),
                            (before, event) -> Optional.of(SymbolFold.next(before, event)),
                            (one, other) -> other)
                    .orElseThrow();
            SymbolEvent.BarDecided next =
                    decide(state, bars(symbol, BARS).get(barsOf(reader, symbol).size()));
            byte[] hash = io.aurora.domain.symbol.HashChain.next(last.hash(), id, reader.lastSequenceNr(id) + 1, next);
            return new RecordedEvent(next, hash);
        }
    }

    private SymbolReplay replay(String symbol) {
        return new SymbolReplay(
                settings.symbols().symbol(symbol).orElseThrow(), settings.activeProfile(), LocalForecaster.builtIn());
    }

    private static SymbolEvent.BarDecided decide(SymbolState state, Bar bar) {
        Preparation.Ready ready =
                (Preparation.Ready) SymbolFold.prepare(state, new Offer(bar, true, bar.tsMs() + HOUR_MS));
        return SymbolFold.decide(state, ready, LocalForecaster.builtIn().answer(ready), 1.0, bar.tsMs() + HOUR_MS);
    }

    private static SymbolEvent.BarDecided decide(SymbolReplay replay, Bar bar) {
        return replay.offer(new Offer(bar, true, bar.tsMs() + HOUR_MS), 1.0)
                .decided()
                .orElseThrow();
    }

    private static List<Bar> barsOf(JournalReader reader, String symbol) {
        return reader.events(PersistenceIds.symbol(symbol), 0)
                .map(row -> ((RecordedEvent) row.decoded()).event())
                .filter(SymbolEvent.BarDecided.class::isInstance)
                .map(event -> ((SymbolEvent.BarDecided) event).inputs().bar())
                .toList();
    }

    /**
     * Ends the clients and checks that every bar that was acknowledged is in the journal, and on the read side, exactly once and in order; that no
     * other but bars that were offered is; and that the journal is what a straight replay of those bars gives.
     */
    void endsWell() {
        senders.forEach(BarSender::end);
        try (Store store = Store.openExisting(store(), Map.of());
                StoreJournal journal = new StoreJournal(store(), Map.of())) {
            JournalReader reader = new JournalReader(store);
            ReadSide readSide = new ReadSide(store, Clock.systemUTC());
            Until.holds(PATIENCE, () -> readSide.projectionLagSeconds() == 0.0, this::told);
            for (BarSender sender : senders) {
                List<Bar> stored = barsOf(reader, sender.symbol());
                assertThat(sender.unexpected()).isEmpty();
                assertThat(stored).isEqualTo(bars(sender.symbol(), stored.size()));
                List<Long> times = stored.stream().map(Bar::tsMs).toList();
                assertThat(times).containsAll(sender.decided()).containsAll(sender.duplicates());
                assertThat(sender.decided()).doesNotHaveDuplicates();
                assertThat(stored.size() - sender.taken()).isBetween(0, 1);
                assertThat(projected(readSide, sender.symbol())).isEqualTo(times);
                audited(journal, sender.symbol(), stored);
            }
        }
    }

    private static List<Long> projected(ReadSide readSide, String symbol) {
        return readSide.decisions(new ReadSide.Page(symbol, 0, Long.MAX_VALUE, 0, Integer.MAX_VALUE)).stream()
                .map(DecisionRow::barTsMs)
                .toList();
    }

    private void audited(StoreJournal journal, String symbol, List<Bar> bars) {
        SymbolReplay replay = replay(symbol);
        DecisionDigest straight = new DecisionDigest();
        bars.forEach(bar -> straight.add(decide(replay, bar)));
        JournalAudit.Report report =
                new JournalAudit(journal, ModelForecasts.NONE, () -> {}).audit(PersistenceIds.symbol(symbol));
        assertThat(report.finding()).isEmpty();
        assertThat(report.decisionDigest()).contains(straight.hex());
    }

    @Override
    public void close() {
        senders.forEach(BarSender::end);
        node.close();
        database.close();
    }
}
