package io.aurora.persistence.journal;

import io.aurora.persistence.serial.StoredFormException;
import io.aurora.persistence.serial.StoredForms;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;

/**
 * A stored event.
 *
 * @param ordering its place in the whole journal; grows with time, with holes where writes were rolled back
 * @param persistenceId whose it is
 * @param sequenceNr its number there, from 1
 * @param writtenAtMs when it was handed to the database, epoch milliseconds
 * @param manifest type and version of the payload
 * @param payload stored bytes
 */
public record JournalRow(
        long ordering, String persistenceId, long sequenceNr, long writtenAtMs, String manifest, byte[] payload) {
    static final String COLUMNS =
            "ordering, persistence_id, sequence_number, write_timestamp, event_ser_manifest, event_payload";

    static JournalRow read(ResultSet row) throws SQLException {
        return new JournalRow(
                row.getLong(1), row.getString(2), row.getLong(3), row.getLong(4), row.getString(5), row.getBytes(6));
    }

    /**
     * The event behind the payload: a {@code RecordedEvent}, {@code RecordedDeskEvent}, {@code RecordedPartitionEvent} or {@code
     * PolicyOpened}.
     *
     * @throws StoredFormException where the bytes cannot be read
     */
    public Object decoded() {
        return StoredForms.fromBytes(manifest, payload);
    }

    /** The event behind the payload, or why there is none. */
    public Decoded tryDecode() {
        try {
            return new Decoded(Optional.of(decoded()), "");
        } catch (StoredFormException e) {
            return new Decoded(
                    Optional.empty(),
                    "event cannot be read: persistence_id=" + persistenceId + ", sequence_nr=" + sequenceNr + ": "
                            + e.getMessage());
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JournalRow that
                && ordering == that.ordering
                && persistenceId.equals(that.persistenceId)
                && sequenceNr == that.sequenceNr
                && writtenAtMs == that.writtenAtMs
                && manifest.equals(that.manifest)
                && Arrays.equals(payload, that.payload);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(ordering) + Arrays.hashCode(payload);
    }

    @Override
    public String toString() {
        return "JournalRow[" + persistenceId + ", " + sequenceNr + ", " + manifest + ", " + payload.length + " bytes]";
    }
}
