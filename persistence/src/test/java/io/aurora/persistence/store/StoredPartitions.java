package io.aurora.persistence.store;

import io.aurora.domain.learning.RecordedPartitionEvent;
import io.aurora.persistence.serial.AuroraSerializer;
import io.aurora.persistence.serial.StoredForms;
import java.sql.PreparedStatement;
import java.util.List;

/** Puts partitions' events into a journal as rows, without actors: many at once. */
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
        new Sql(store.dataSource()).with(connection -> {
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO event_journal (persistence_id, sequence_number, writer, write_timestamp, "
                            + "adapter_manifest, event_payload, event_ser_id, event_ser_manifest) "
                            + "VALUES (?, ?, 'test', ?, '', ?, ?, ?)")) {
                int waiting = 0;
                int longest = events.stream().mapToInt(List::size).max().orElse(0);
                for (int i = 0; i < longest; i++) {
                    for (int p = 0; p < events.size(); p++) {
                        if (i >= events.get(p).size()) {
                            continue;
                        }
                        RecordedPartitionEvent event = events.get(p).get(i);
                        insert.setString(1, persistenceIds.get(p));
                        insert.setLong(2, i + 1L);
                        insert.setLong(3, writtenAtMs);
                        insert.setBytes(4, StoredForms.toBytes(event));
                        insert.setInt(5, AuroraSerializer.IDENTIFIER);
                        insert.setString(6, StoredForms.manifest(event));
                        insert.addBatch();
                        waiting++;
                        if (waiting == BATCH) {
                            insert.executeBatch();
                            waiting = 0;
                        }
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
