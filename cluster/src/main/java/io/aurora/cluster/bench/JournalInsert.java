package io.aurora.cluster.bench;

import io.aurora.persistence.SymbolCheckpoint;
import io.aurora.persistence.serial.AuroraSerializer;
import io.aurora.persistence.serial.StoredForms;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Batched inserts of rows as Akka's journal and snapshot store write them, by plain JDBC. One commit a batch. */
final class JournalInsert implements AutoCloseable {
    private static final String EVENT = "INSERT INTO event_journal (persistence_id, sequence_number, deleted, writer, "
            + "write_timestamp, adapter_manifest, event_ser_id, event_ser_manifest, event_payload) "
            + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String SNAPSHOT = "INSERT INTO snapshot (persistence_id, sequence_number, created, "
            + "snapshot_ser_id, snapshot_ser_manifest, snapshot_payload) VALUES (?, ?, ?, ?, ?, ?)";
    private static final String WRITER = "6d1f0b52-7a3e-4c5e-9d43-2f5f0f6f3d10";

    private final Connection connection;
    private final PreparedStatement events;
    private final PreparedStatement snapshots;
    private final int batch;
    private int waiting;

    /** A stored event before it is stored. */
    record Row(String persistenceId, long sequenceNr, String manifest, byte[] payload) {}

    JournalInsert(Connection connection, int batch) throws SQLException {
        this.connection = connection;
        this.batch = batch;
        connection.setAutoCommit(false);
        this.events = connection.prepareStatement(EVENT);
        this.snapshots = connection.prepareStatement(SNAPSHOT);
    }

    void event(Row row) throws SQLException {
        int at = 0;
        events.setString(++at, row.persistenceId());
        events.setLong(++at, row.sequenceNr());
        events.setBoolean(++at, false);
        events.setString(++at, WRITER);
        events.setLong(++at, System.currentTimeMillis());
        events.setString(++at, "");
        events.setInt(++at, AuroraSerializer.IDENTIFIER);
        events.setString(++at, row.manifest());
        events.setBytes(++at, row.payload());
        events.addBatch();
        if (++waiting == batch) {
            flush();
        }
    }

    void snapshot(String persistenceId, SymbolCheckpoint checkpoint) throws SQLException {
        int at = 0;
        snapshots.setString(++at, persistenceId);
        snapshots.setLong(++at, checkpoint.sequenceNr());
        snapshots.setLong(++at, System.currentTimeMillis());
        snapshots.setInt(++at, AuroraSerializer.IDENTIFIER);
        snapshots.setString(++at, StoredForms.manifest(checkpoint));
        snapshots.setBytes(++at, StoredForms.toBytes(checkpoint));
        snapshots.executeUpdate();
    }

    /** Sends and commits what waits. */
    void flush() throws SQLException {
        if (waiting > 0) {
            events.executeBatch();
        }
        connection.commit();
        waiting = 0;
    }

    @Override
    public void close() throws SQLException {
        flush();
        events.close();
        snapshots.close();
        connection.setAutoCommit(true);
    }
}
