package io.aurora.persistence.backup;

import io.aurora.persistence.store.Dialect;
import java.util.List;
import java.util.Optional;

/**
 * A table that a backup holds.
 *
 * @param name name
 * @param key its order, which is unique
 * @param pageBy the first and growing number of the key, by which a large table is read page by page; absent for small ones
 * @param sequence column whose numbers the database draws, absent where there is none
 */
record Table(String name, List<String> key, Optional<String> pageBy, Optional<String> sequence) {
    static final List<Table> ALL = List.of(
            new Table("event_journal", List.of("ordering"), Optional.of("ordering"), Optional.of("ordering")),
            new Table("event_tag", List.of("event_id", "tag"), Optional.empty(), Optional.empty()),
            new Table("snapshot", List.of("persistence_id", "sequence_number"), Optional.empty(), Optional.empty()),
            new Table("checkpoint", List.of("persistence_id", "sequence_nr"), Optional.empty(), Optional.empty()),
            new Table("durable_state", List.of("persistence_id"), Optional.empty(), Optional.of("global_offset")),
            new Table("symbol", List.of("name"), Optional.empty(), Optional.empty()),
            new Table("decision", List.of("id"), Optional.of("id"), Optional.empty()),
            new Table("fsm_transition", List.of("id"), Optional.of("id"), Optional.empty()),
            new Table("trace", List.of("id"), Optional.of("id"), Optional.empty()),
            new Table("feedback", List.of("id"), Optional.of("id"), Optional.empty()),
            new Table("trace_expiry", List.of("trace_id"), Optional.empty(), Optional.empty()),
            new Table(
                    "akka_projection_offset_store",
                    List.of("projection_name", "projection_key"),
                    Optional.empty(),
                    Optional.empty()));

    private static final List<String> NUMBERS = List.of("ordering", "event_id", "sequence_number", "sequence_nr", "id");

    /** The order of the rows, the same on every database: text by its bytes. */
    String order(Dialect dialect) {
        return String.join(
                ", ",
                key.stream()
                        .map(column ->
                                dialect == Dialect.H2 || NUMBERS.contains(column) ? column : column + " COLLATE \"C\"")
                        .toList());
    }

    /** The statement that makes the next number drawn the one after {@code last}. */
    Optional<String> restart(Dialect dialect, long last) {
        if (sequence.isEmpty() || last < 1) {
            return Optional.empty();
        }
        if (dialect == Dialect.POSTGRESQL) {
            return Optional.of(
                    "SELECT setval(pg_get_serial_sequence('" + name + "', '" + sequence.get() + "'), " + last + ")");
        }
        return Optional.of(
                name.equals("durable_state")
                        ? "ALTER SEQUENCE global_offset_seq RESTART WITH " + (last + 1)
                        : "ALTER TABLE " + name + " ALTER COLUMN " + sequence.get() + " RESTART WITH " + (last + 1));
    }
}
