package io.aurora.lab.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurora.config.StoreSettings;
import io.aurora.domain.audit.Finding;
import io.aurora.domain.audit.ModelForecasts;
import io.aurora.domain.desk.DeskEvent;
import io.aurora.domain.desk.RecordedDeskEvent;
import io.aurora.domain.symbol.HashChain;
import io.aurora.persistence.PersistenceIds;
import io.aurora.persistence.journal.JournalRow;
import io.aurora.persistence.serial.StoredForms;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalAuditTest {
    private static final String ID = "symbol|SIM-1";
    private static final int BARS = 200;

    @TempDir
    Path folder;

    /** A journal held in memory, so that each test may spoil its own copy. */
    private record InMemory(List<JournalRow> rows) implements Journal {
        @Override
        public List<String> persistenceIds() {
            return List.of(rows.get(0).persistenceId());
        }

        @Override
        public Stream<JournalRow> events(String persistenceId, long afterSeq) {
            return rows.stream();
        }

        @Override
        public void close() {}
    }

    private static JournalAudit.Report audit(List<JournalRow> rows) {
        InMemory journal = new InMemory(rows);
        return new JournalAudit(journal, ModelForecasts.NONE, () -> {})
                .audit(journal.persistenceIds().get(0));
    }

    private List<JournalRow> stored() throws Exception {
        StoreSettings settings = TestJournals.written(folder.resolve("aurora"), BARS, "SIM-1");
        try (StoreJournal journal = new StoreJournal(settings, Map.of());
                Stream<JournalRow> rows = journal.events(ID, 0)) {
            return new ArrayList<>(rows.toList());
        }
    }

    private static JournalRow with(JournalRow row, long seq, byte[] payload) {
        return new JournalRow(row.ordering(), row.persistenceId(), seq, row.writtenAtMs(), row.manifest(), payload);
    }

    private static void finds(List<JournalRow> rows, long seq, Finding.Kind... kinds) {
        JournalAudit.Report report = audit(rows);
        assertThat(report.finding()).isPresent();
        assertThat(report.finding().get().sequenceNr()).isEqualTo(seq);
        assertThat(report.finding().get().kind()).isIn((Object[]) kinds);
        assertThat(report.events()).isLessThan(seq);
    }

    @Test
    void shouldFindNothingWhenAJournalIsAsItWasWritten() throws Exception {
        JournalAudit.Report report = audit(stored());

        assertThat(report.finding()).isEmpty();
        assertThat(report.events()).isEqualTo(BARS + 1);
        assertThat(report.decisionDigest().orElseThrow()).hasSize(64);
    }

    @Test
    void shouldLocateEveryChangedByteWhenOneIsFlipped() throws Exception {
        List<JournalRow> good = stored();
        long seed = 20_261_120L;
        SplittableRandom random = new SplittableRandom(seed);

        for (int i = 0; i < 200; i++) {
            int at = random.nextInt(good.size());
            byte[] payload = good.get(at).payload().clone();
            int position = random.nextInt(payload.length);
            payload[position] ^= (byte) (1 << random.nextInt(8));
            List<JournalRow> bad = new ArrayList<>(good);
            bad.set(at, with(good.get(at), at + 1L, payload));

            assertThat(audit(bad).finding().map(Finding::sequenceNr))
                    .as("seed %d, event %d, byte %d", seed, at + 1, position)
                    .contains(at + 1L);
        }
    }

    @Test
    void shouldLocateWhatIsMissingInsertedOrExchangedWhenRowsAreMoved() throws Exception {
        List<JournalRow> good = stored();

        List<JournalRow> missing = new ArrayList<>(good);
        missing.remove(99);
        finds(missing, 101, Finding.Kind.SEQUENCE);

        List<JournalRow> closed = new ArrayList<>(missing);
        closed.replaceAll(row -> row.sequenceNr() > 100 ? with(row, row.sequenceNr() - 1, row.payload()) : row);
        finds(closed, 100, Finding.Kind.CHAIN);

        List<JournalRow> inserted = new ArrayList<>(good);
        inserted.add(150, with(good.get(149), 151, good.get(149).payload()));
        finds(inserted, 151, Finding.Kind.CHAIN);

        List<JournalRow> exchanged = new ArrayList<>(good);
        exchanged.set(119, with(good.get(120), 120, good.get(120).payload()));
        exchanged.set(120, with(good.get(119), 121, good.get(119).payload()));
        finds(exchanged, 120, Finding.Kind.CHAIN);
    }

    @Test
    void shouldNotTakeAnotherSymbolsJournalWhenRowsAreMovedBetweenJournals() throws Exception {
        List<JournalRow> moved = new ArrayList<>();
        for (JournalRow row : stored()) {
            moved.add(new JournalRow(
                    row.ordering(), "symbol|SIM-2", row.sequenceNr(), 0L, row.manifest(), row.payload()));
        }

        finds(moved, 1, Finding.Kind.CHAIN);
    }

    @Test
    void shouldNameTheManifestWhenItIsNotKnown() throws Exception {
        List<JournalRow> rows = stored();
        JournalRow row = rows.get(4);
        rows.set(4, new JournalRow(row.ordering(), ID, 5, row.writtenAtMs(), "bar-decided:9", row.payload()));

        JournalAudit.Report report = audit(rows);

        assertThat(report.finding().orElseThrow().kind()).isEqualTo(Finding.Kind.UNREADABLE);
        assertThat(report.finding().get().details().get(0))
                .contains("sequence_nr=5")
                .contains("bar-decided:9");
    }

    @Test
    void shouldFollowTheDesksChainWhenItsJournalIsAudited() {
        List<JournalRow> rows = new ArrayList<>();
        byte[] hash = HashChain.genesis();
        for (int seq = 1; seq <= 3; seq++) {
            RecordedDeskEvent recorded = RecordedDeskEvent.chained(
                    hash, PersistenceIds.DESK, seq, new DeskEvent.DeskHeld(seq, "anna", "drill " + seq, false));
            hash = recorded.hash();
            rows.add(new JournalRow(
                    seq, PersistenceIds.DESK, seq, seq, StoredForms.manifest(recorded), StoredForms.toBytes(recorded)));
        }

        assertThat(audit(rows).finding()).isEmpty();
        assertThat(audit(rows).events()).isEqualTo(3);

        List<JournalRow> cut = new ArrayList<>(rows);
        cut.remove(1);
        finds(cut, 3, Finding.Kind.SEQUENCE);
        List<JournalRow> moved = new ArrayList<>(rows);
        moved.set(1, with(rows.get(2), 2, rows.get(2).payload()));
        finds(moved, 2, Finding.Kind.CHAIN);
    }
}
