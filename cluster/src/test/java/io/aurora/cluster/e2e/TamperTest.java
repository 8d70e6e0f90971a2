package io.aurora.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurora.cluster.cli.AuroraCommand;
import io.aurora.config.AuroraSettings;
import io.aurora.config.LoadOptions;
import io.aurora.domain.audit.ModelForecasts;
import io.aurora.domain.symbol.RecordedEvent;
import io.aurora.lab.audit.Journal;
import io.aurora.lab.audit.JournalAudit;
import io.aurora.persistence.PersistenceIds;
import io.aurora.persistence.journal.JournalReader;
import io.aurora.persistence.journal.JournalRow;
import io.aurora.persistence.store.Store;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code audit verify} finds in a store that somebody changed by SQL, and where. */
class TamperTest {
    private static final long SEED = 31;
    private static final int BARS = 150;
    private static final String SYMBOL = "AUDITED";
    private static final String ID = PersistenceIds.symbol(SYMBOL);

    @TempDir
    private static Path folder;

    @TempDir
    private Path copies;

    @BeforeAll
    static void recordBars() {
        try (NodeProcess node = NodeProcess.start(folder, "--feed", "none", "--set", SampleBars.BAR_LENGTH)) {
            try (BarUpload upload = node.upload(SYMBOL, SampleBars.gappy(SYMBOL, SEED, BARS))) {
                assertThat(upload.rest()).hasSize(BARS);
            }
            node.postJson("/symbols/" + SYMBOL + "/hold", "{\"by\":\"ops\",\"reason\":\"news\"}");
            node.postJson("/hold", "{\"by\":\"risk\",\"reason\":\"limits\"}");
            node.stop();
        }
    }

    /** What a command said and how it ended. */
    private record Verdict(int exit, String said) {
        static Verdict of(Path store) {
            StringWriter out = new StringWriter();
            CommandLine line = AuroraCommand.commandLine();
            line.setOut(new PrintWriter(out, true));
            line.setErr(new PrintWriter(out, true));
            int exit = line.execute("audit", "verify", "--store-file", store.toString());
            return new Verdict(exit, out.toString());
        }
    }

    @Test
    void shouldFindNothingWhenNothingWasChanged() throws Exception {
        Verdict verdict = Verdict.of(changed((sql, rows) -> {}));

        assertThat(verdict.exit()).as(verdict.said()).isZero();
        assertThat(verdict.said()).contains(ID).contains("no difference");
    }

    @Test
    void shouldLocateAnyChangedByteOfPayload() throws Exception {
        Random random = new Random(SEED);
        for (int i = 0; i < 3; i++) {
            int at = 1 + random.nextInt(BARS);
            int bit = random.nextInt(8);
            long[] where = new long[2];
            Verdict verdict = Verdict.of(changed((sql, rows) -> {
                JournalRow row = rows.get(at);
                byte[] payload = row.payload().clone();
                int position = random.nextInt(payload.length);
                payload[position] ^= (byte) (1 << bit);
                where[0] = row.sequenceNr();
                where[1] = position;
                write(sql, row.sequenceNr(), payload, row.manifest());
            }));

            assertLocated(verdict, where[0], "byte " + where[1] + ", bit " + bit + ", seed " + SEED);
        }
    }

    @Test
    void shouldLocateChangedByteWhereverItIsInThePayload() throws Exception {
        changeByteByByte(5);
    }

    @Test
    @Tag("full")
    void shouldLocateEveryByteOfPayloadThatIsChanged() throws Exception {
        changeByteByByte(1);
    }

    private void changeByteByByte(int step) throws Exception {
        List<JournalRow> rows = new ArrayList<>();
        changed((sql, stored) -> rows.addAll(stored.subList(0, 70)));
        JournalRow last = rows.get(rows.size() - 1);

        for (int at = 0; at < last.payload().length; at += step) {
            byte[] payload = last.payload().clone();
            payload[at] ^= (byte) (1 << at % 8);
            rows.set(rows.size() - 1, withPayload(last, payload));
            assertThat(new JournalAudit(new InMemory(rows), ModelForecasts.NONE, () -> {})
                            .audit(ID)
                            .finding())
                    .as("byte %d of %d", at, payload.length)
                    .hasValueSatisfying(
                            finding -> assertThat(finding.sequenceNr()).isEqualTo(last.sequenceNr()));
        }
    }

    /** Rows as a journal. */
    private record InMemory(List<JournalRow> rows) implements Journal {
        @Override
        public List<String> persistenceIds() {
            return List.of(ID);
        }

        @Override
        public Stream<JournalRow> events(String persistenceId, long afterSeq) {
            return rows.stream().filter(row -> row.sequenceNr() > afterSeq);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private static JournalRow withPayload(JournalRow row, byte[] payload) {
        return new JournalRow(
                row.ordering(), row.persistenceId(), row.sequenceNr(), row.writtenAtMs(), row.manifest(), payload);
    }

    @Test
    void shouldLocateChangedByteOfHash() throws Exception {
        Verdict verdict = Verdict.of(changed((sql, rows) -> {
            JournalRow row = rows.get(70);
            byte[] payload = row.payload().clone();
            payload[indexOf(payload, hashOf(row)) + 7] ^= 1;
            write(sql, row.sequenceNr(), payload, row.manifest());
        }));

        assertLocated(verdict, 71, "hash");
        assertThat(verdict.said()).contains("chain");
    }

    @Test
    void shouldLocateHoleWhenEventIsDeleted() throws Exception {
        Verdict verdict = Verdict.of(changed((sql, rows) -> {
            execute(sql, "DELETE FROM event_journal WHERE persistence_id = '" + ID + "' AND sequence_number = 60");
        }));

        assertLocated(verdict, 61, "deleted 60");
        assertThat(verdict.said()).contains("sequence");
    }

    @Test
    void shouldLocateEventWhenOneIsDeletedAndTheRestMovedUp() throws Exception {
        Verdict verdict = Verdict.of(changed((sql, rows) -> {
            execute(sql, "DELETE FROM event_journal WHERE persistence_id = '" + ID + "' AND sequence_number = 60");
            for (int seq = 61; seq <= rows.size(); seq++) {
                move(sql, seq, seq - 1);
            }
        }));

        assertLocated(verdict, 60, "closed up over 60");
        assertThat(verdict.said()).contains("chain");
    }

    @Test
    void shouldLocateCopyWhenEventIsInserted() throws Exception {
        Verdict verdict = Verdict.of(changed((sql, rows) -> {
            for (int seq = rows.size(); seq > 80; seq--) {
                move(sql, seq, seq + 1);
            }
            execute(
                    sql,
                    "INSERT INTO event_journal (persistence_id, sequence_number, deleted, writer, write_timestamp,"
                            + " adapter_manifest, event_ser_id, event_ser_manifest, event_payload) SELECT persistence_id,"
                            + " 81, deleted, writer, write_timestamp, adapter_manifest, event_ser_id,"
                            + " event_ser_manifest, event_payload FROM event_journal WHERE persistence_id = '" + ID
                            + "' AND sequence_number = 80");
        }));

        assertLocated(verdict, 81, "inserted 81");
        assertThat(verdict.said()).contains("chain");
    }

    @Test
    void shouldLocateFirstOfTwoWhenEventsAreExchanged() throws Exception {
        Verdict verdict = Verdict.of(changed((sql, rows) -> {
            write(sql, 90, rows.get(119).payload(), rows.get(119).manifest());
            write(sql, 120, rows.get(89).payload(), rows.get(89).manifest());
        }));

        assertLocated(verdict, 90, "exchanged 90 and 120");
        assertThat(verdict.said()).contains("chain");
    }

    private static void assertLocated(Verdict verdict, long seq, String what) {
        assertThat(verdict.exit()).as("%s: %s", what, verdict.said()).isEqualTo(1);
        assertThat(verdict.said()).as(what).contains("event " + seq + ":");
    }

    /** A change of the stored events. */
    private interface Change {
        void apply(Connection sql, List<JournalRow> rows) throws SQLException;
    }

    /** A copy of the store with a change. */
    private Path changed(Change change) throws IOException, SQLException {
        Path copy = Files.createTempDirectory(copies, "copy").resolve("store");
        Files.copy(folder.resolve("store.mv.db"), copy.resolveSibling("store.mv.db"));
        AuroraSettings settings =
                AuroraSettings.load(LoadOptions.defaults().withOverrides("store.file=\"" + copy + "\""));
        try (Store store = Store.openExisting(settings.store(), Map.of());
                Connection sql = store.dataSource().getConnection()) {
            List<JournalRow> rows = new JournalReader(store).events(ID, 0).toList();
            assertThat(rows).hasSizeGreaterThan(BARS);
            execute(sql, "SET REFERENTIAL_INTEGRITY FALSE");
            change.apply(sql, rows);
        }
        return copy;
    }

    private static void write(Connection sql, long seq, byte[] payload, String manifest) throws SQLException {
        try (PreparedStatement update = sql.prepareStatement("UPDATE event_journal SET event_payload = ?,"
                + " event_ser_manifest = ? WHERE persistence_id = ? AND sequence_number = ?")) {
            update.setBytes(1, payload);
            update.setString(2, manifest);
            update.setString(3, ID);
            update.setLong(4, seq);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    private static void move(Connection sql, long from, long to) throws SQLException {
        execute(
                sql,
                "UPDATE event_journal SET sequence_number = " + to + " WHERE persistence_id = '" + ID
                        + "' AND sequence_number = " + from);
    }

    private static void execute(Connection sql, String text) throws SQLException {
        try (PreparedStatement statement = sql.prepareStatement(text)) {
            statement.execute();
        }
    }

    private static byte[] hashOf(JournalRow row) {
        return ((RecordedEvent) row.decoded()).hash();
    }

    private static int indexOf(byte[] text, byte[] part) {
        for (int i = 0; i + part.length <= text.length; i++) {
            if (Arrays.equals(text, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new IllegalArgumentException("the payload does not hold its hash");
    }
}
