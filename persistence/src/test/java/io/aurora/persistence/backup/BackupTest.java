package io.aurora.persistence.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.Props;
import io.aurora.domain.learning.SeededPartition;
import io.aurora.domain.symbol.RecordedEvent;
import io.aurora.persistence.SeededSymbol;
import io.aurora.persistence.journal.JournalReader;
import io.aurora.persistence.journal.JournalRow;
import io.aurora.persistence.readside.Projected;
import io.aurora.persistence.readside.ReadSide;
import io.aurora.persistence.readside.ReadSideProjection;
import io.aurora.persistence.readside.TraceRow;
import io.aurora.persistence.readside.TraceStore;
import io.aurora.persistence.store.Checkpoints;
import io.aurora.persistence.store.JournalWriter;
import io.aurora.persistence.store.Store;
import io.aurora.persistence.store.StoreException;
import io.aurora.persistence.store.StoredPartitions;
import io.aurora.persistence.store.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackupTest {
    private static final long SEED = 21L;
    private static final int BARS = 300;
    private static final String ID = "symbol|SIM-1";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"H2, POSTGRESQL", "POSTGRESQL, H2"})
    void shouldHoldTheSameWhenRestoredIntoTheOtherKind(Stores from, Stores to) throws Exception {
        List<RecordedEvent> events = SeededSymbol.events("SIM-1", SEED, BARS);
        Path file = folder.resolve("deep/all.aurora-backup");
        BackupSummary written;
        List<TraceRow> traces;
        try (Store store = from.open();
                JournalWriter writer = new JournalWriter(store)) {
            fill(store, writer, events);
            traces = loop(store, writer);
            written = Backup.write(store, file, 1L);
        }
        try (Store store = to.open()) {
            assertThat(Restore.read(store, file)).isEqualTo(written);
            assertThat(new JournalReader(store)
                            .events(ID, 0)
                            .map(JournalRow::decoded)
                            .toList())
                    .isEqualTo(events);
            assertThat(new Checkpoints(store).newestUpTo(ID, 99)).isPresent();
            ReadSide readSide = new ReadSide(store, Clock.systemUTC());
            assertThat(readSide.decisions(new ReadSide.Page("SIM-1", 0, Long.MAX_VALUE, 0, 9_999)))
                    .hasSize(BARS);
            assertThat(readSide.projectionLagSeconds()).isZero();
            assertThat(new TraceStore(store).page("default", 0, 9_999)).isEqualTo(traces);
            Path again = folder.resolve("again.aurora-backup");
            assertThat(Backup.write(store, again, 1L).tables().get("decision").rows())
                    .isEqualTo(BARS);
            assertThatThrownBy(() -> Restore.read(store, file))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.NOT_EMPTY))
                    .hasMessageContaining("table=event_journal");
            goesOn(store);
        }
    }

    /** Decisions of a policy, with feedback and expiries, as the read side shows them. */
    private static List<TraceRow> loop(Store store, JournalWriter writer) throws Exception {
        StoredPartitions.append(
                store,
                List.of("strategist|default.5"),
                List.of(SeededPartition.events("default", 5, SEED, 400)),
                1_700_000_000_000L);
        Projected.await(writer.system(), store, BARS + 1 + 400);
        List<TraceRow> traces = new TraceStore(store).page("default", 0, 9_999);
        assertThat(traces)
                .hasSizeGreaterThan(100)
                .anySatisfy(row -> assertThat(row.feedback()).isPresent())
                .anySatisfy(row -> assertThat(row.expiry()).isPresent());
        return traces;
    }

    /** The journal takes further events, with numbers behind the restored ones. */
    private static void goesOn(Store store) throws Exception {
        long before = new JournalReader(store).page(ID, BARS, 1).get(0).ordering();
        try (JournalWriter writer = new JournalWriter(store)) {
            writer.write("SIM-9", SeededSymbol.events("SIM-9", SEED, 3)).get(30, TimeUnit.SECONDS);
        }
        assertThat(new JournalReader(store).page("symbol|SIM-9", 0, 1).get(0).ordering())
                .isGreaterThan(before);
    }

    private static void fill(Store store, JournalWriter writer, List<RecordedEvent> events) throws Exception {
        writer.system().systemActorOf(ReadSideProjection.behavior(writer.system(), store), "projection", Props.empty());
        writer.write("SIM-1", events).get(30, TimeUnit.SECONDS);
        SeededSymbol symbol = new SeededSymbol("SIM-1", SEED);
        symbol.next();
        new Checkpoints(store).write(ID, symbol.checkpoint(), 5L);
        ReadSide readSide = new ReadSide(store, Clock.systemUTC());
        TestProbe.<Void>create(writer.system()).awaitAssert(Duration.ofSeconds(20), Duration.ofMillis(50), () -> {
            assertThat(readSide.projectedUpTo()).isEqualTo(BARS + 1);
            return null;
        });
    }

    @ParameterizedTest
    @CsvSource({"H2", "POSTGRESQL"})
    void shouldHoldOneMomentWhenTheNodeGoesOnWriting(Stores kind) throws Exception {
        Path file = folder.resolve("running.aurora-backup");
        long rows;
        try (Store store = kind.open();
                JournalWriter writer = new JournalWriter(store)) {
            CompletableFuture<Integer> stored = writer.write("SIM-1", SeededSymbol.events("SIM-1", SEED, 1_000));
            TestProbe.<Void>create(writer.system()).awaitAssert(Duration.ofSeconds(20), Duration.ofMillis(1), () -> {
                assertThat(new JournalReader(store).lastSequenceNr(ID)).isPositive();
                return null;
            });
            rows = Backup.write(store, file, 1L).tables().get("event_journal").rows();
            assertThat(stored.get(30, TimeUnit.SECONDS)).isEqualTo(1_001);
        }
        try (Store store = Stores.H2.open()) {
            Restore.read(store, file);
            assertThat(new JournalReader(store)
                            .events(ID, 0)
                            .map(JournalRow::sequenceNr)
                            .toList())
                    .hasSize((int) rows)
                    .isSorted()
                    .endsWith(rows);
        }
    }

    @Test
    void shouldLeaveTheStoreEmptyWhenTheFileIsCutOrNone() throws IOException {
        Path file = folder.resolve("some.aurora-backup");
        try (Store store = Stores.H2.open()) {
            Backup.write(store, file, 1L);
            byte[] bytes = Files.readAllBytes(file);
            Path cut = Files.write(folder.resolve("cut"), java.util.Arrays.copyOf(bytes, bytes.length / 2));
            Path text = Files.writeString(folder.resolve("text"), "no backup at all");
            for (Path bad : List.of(cut, text, folder.resolve("absent"))) {
                assertThatThrownBy(() -> Restore.read(store, bad))
                        .isInstanceOfSatisfying(
                                StoreException.class,
                                e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.BAD_BACKUP))
                        .hasMessageContaining(bad.toString());
            }
            Restore.read(store, file);
        }
    }
}
