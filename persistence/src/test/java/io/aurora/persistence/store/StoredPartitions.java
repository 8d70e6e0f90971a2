package io.aurora.persistence.store;

import io.aurora.domain.learning.PolicyOpened;
import io.aurora.domain.learning.RecordedPartitionEvent;
import io.aurora.persistence.PersistenceIds;
import io.aurora.persistence.serial.AuroraSerializer;
import io.aurora.persistence.serial.StoredForms;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;

/** Puts events of policies and their partitions into a journal as rows, without actors: many at once. */
public final class StoredPartitions {
    private static final int BATCH = 1_000;

    private StoredPartitions() {}

    /**
     * Appends events of several partitions, one of each in turn, each list from sequence number 1.
     *
     * @param persistenceIds a journal for each list
     */
    public static void append(
            Store store, List<String> persistenceIds, List<List<RecordedPartitionEvent>> events, long writtenAtMs) {
        List<Row> rows = new ArrayList<>();
        int longest = events.stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < longest; i++) {
            for (int p = 0; p < events.size(); p++) {
                if (i < events.get(p).size()) {
                    rows.add(
                            new Row(persistenceIds.get(p), i + 1L, events.get(p).get(i)));
                }
            }
        }
        insert(store, rows, writtenAtMs);
    }

    /** Appends a policy's creation. */
    public static void append(Store store, PolicyOpened opened) {
        String persistenceId = PersistenceIds.policy(opened.terms().policy());
        insert(store, List.of(new Row(persistenceId, 1, opened)), opened.atMs());
    }

    private record Row(String persistenceId, long sequenceNr, Object event) {}

    private static void insert(Store store, List<Row> rows, long writtenAtMs) {
        new Sql(store.dataSource()).with(connection -> {
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO event_journal (persistence_id, sequence_number, writer, write_timestamp, "
                            + "adapter_manifest, event_payload, event_ser_id, event_ser_manifest) "
                            + "VALUES (?, ?, 'test', ?, '', ?, ?, ?)")) {
                for (int i = 0; i < rows.size(); i++) {
                    Row row = rows.get(i);
                    insert.setString(1, row.persistenceId());
                    insert.setLong(2, row.sequenceNr());
                    insert.setLong(3, writtenAtMs);
                    insert.setBytes(4, StoredForms.toBytes(row.event()));
                    insert.setInt(5, AuroraSerializer.IDENTIFIER);
                    insert.setString(6, StoredForms.manifest(row.event()));
                    insert.addBatch();
                    if (i % BATCH == BATCH - 1) {
                        insert.executeBatch();
                    }
                }
                insert.executeBatch();
            }
            connection.commit();
            connection.setAutoCommit(true);
            return null;
        });
    }
}
