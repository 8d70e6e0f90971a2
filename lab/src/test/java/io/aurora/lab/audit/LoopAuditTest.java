package io.aurora.lab.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurora.config.StoreSettings;
import io.aurora.domain.audit.Finding;
import io.aurora.domain.audit.ModelForecasts;
import io.aurora.domain.learning.PolicyOpened;
import io.aurora.domain.learning.PolicyTerms;
import io.aurora.domain.learning.RecordedPartitionEvent;
import io.aurora.domain.learning.SeededPartition;
import io.aurora.persistence.journal.JournalRow;
import io.aurora.persistence.serial.StoredForms;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoopAuditTest {
    private static final int EVENTS = 400;
    private static final String POLICY = "policy|default";
    private static final String PARTITION = "strategist|default.17";

    @TempDir
    Path folder;

    /** Journals held in memory, so that each test may spoil its own copy. */
    private record InMemory(Map<String, List<JournalRow>> rows) implements Journal {
        @Override
        public List<String> persistenceIds() {
            return List.copyOf(rows.keySet());
        }

        @Override
        public Stream<JournalRow> events(String persistenceId, long afterSeq) {
            return rows.get(persistenceId).stream();
        }

        @Override
        public void close() {}
    }

    private static JournalRow row(String id, long seq, Object event) {
        return new JournalRow(seq, id, seq, 0, StoredForms.manifest(event), StoredForms.toBytes(event));
    }

    private static Map<String, List<JournalRow>> loop() {
        Map<String, List<JournalRow>> rows = new TreeMap<>();
        PolicyTerms terms = new SeededPartition("default", 17, 1L).terms();
        rows.put(POLICY, List.of(row(POLICY, 1, PolicyOpened.first(POLICY, 5L, terms))));
        List<JournalRow> partition = new ArrayList<>();
        for (RecordedPartitionEvent event : SeededPartition.events("default", 17, 3L, EVENTS)) {
            partition.add(row(PARTITION, partition.size() + 1L, event));
        }
        rows.put(PARTITION, partition);
        return rows;
    }

    private static List<JournalAudit.Report> audit(Map<String, List<JournalRow>> rows) {
        InMemory journal = new InMemory(rows);
        JournalAudit audit = new JournalAudit(journal, ModelForecasts.NONE, () -> {});
        return journal.persistenceIds().stream().map(audit::audit).toList();
    }

    @Test
    void shouldFindNothingWhenALoopIsAsItWasStored() throws Exception {
        StoreSettings settings = TestJournals.writtenLoop(folder.resolve("aurora"), EVENTS);
        try (StoreJournal journal = new StoreJournal(settings, Map.of())) {
            JournalAudit audit = new JournalAudit(journal, ModelForecasts.NONE, () -> {});
            assertThat(journal.persistenceIds())
                    .containsExactly(POLICY, PARTITION, "strategist|default.3")
                    .allSatisfy(id -> assertThat(audit.audit(id).finding()).isEmpty());
            assertThat(audit.audit(PARTITION).events()).isEqualTo(EVENTS);
        }
    }

    @Test
    void shouldFindTheEventWhenAnyOfItsBytesIsChanged() {
        Map<String, List<JournalRow>> rows = loop();
        for (int at : new int[] {0, 1, 50, EVENTS - 1}) {
            byte[] stored = rows.get(PARTITION).get(at).payload();
            for (int i = 0; i < stored.length; i++) {
                byte[] changed = stored.clone();
                changed[i] ^= 0x10;
                Map<String, List<JournalRow>> spoilt = new TreeMap<>(rows);
                List<JournalRow> partition = new ArrayList<>(rows.get(PARTITION).subList(0, at + 1));
                JournalRow row = partition.get(at);
                partition.set(
                        at, new JournalRow(row.ordering(), PARTITION, row.sequenceNr(), 0, row.manifest(), changed));
                spoilt.put(PARTITION, partition);
                assertThat(audit(spoilt).get(1).finding())
                        .as("event %d, byte %d", at + 1, i)
                        .hasValueSatisfying(
                                finding -> assertThat(finding.sequenceNr()).isEqualTo(row.sequenceNr()));
            }
        }
    }

    @Test
    void shouldFindTheOpeningWhenThePolicyWasCreatedWithOtherTerms() {
        Map<String, List<JournalRow>> rows = loop();
        PolicyTerms terms = new SeededPartition("default", 17, 1L).terms();
        PolicyTerms other =
                new PolicyTerms("default", 64, 0.5, terms.gamma(), terms.regions(), terms.reward(), terms.keyForm());
        rows.put(POLICY, List.of(row(POLICY, 1, PolicyOpened.first(POLICY, 5L, other))));

        List<JournalAudit.Report> reports = audit(rows);

        assertThat(reports.get(0).finding()).isEmpty();
        assertThat(reports.get(1).finding().orElseThrow().details())
                .containsExactly("alpha: recorded=0.2, derived=0.5");
    }

    @Test
    void shouldFindAPolicysJournalSpoiltWhenItsCreationIsForgedRepeatedOrAnothers() {
        PolicyTerms terms = new SeededPartition("default", 17, 1L).terms();
        PolicyOpened good = PolicyOpened.first(POLICY, 5L, terms);
        Object other = SeededPartition.events("default", 17, 3L, 1).get(0);

        assertThat(kind(row(POLICY, 1, new PolicyOpened(6L, terms, good.hash()))))
                .isEqualTo(Finding.Kind.CHAIN);
        assertThat(kind(row(POLICY, 1, good), row(POLICY, 2, good))).isEqualTo(Finding.Kind.SEQUENCE);
        assertThat(kind(row(POLICY, 1, other))).isEqualTo(Finding.Kind.UNREADABLE);
        String elsewhere = "policy|gpu";
        Map<String, List<JournalRow>> rows = new TreeMap<>();
        rows.put(elsewhere, List.of(row(elsewhere, 1, PolicyOpened.first(elsewhere, 5L, terms))));
        assertThat(audit(rows).get(0).finding().orElseThrow().details())
                .containsExactly("creates default in the journal of gpu");
    }

    private static Finding.Kind kind(JournalRow... rows) {
        return audit(Map.of(POLICY, List.of(rows)))
                .get(0)
                .finding()
                .orElseThrow()
                .kind();
    }
}
