package io.aurora.cluster.bench;

import io.aurora.persistence.store.Dialect;
import io.aurora.persistence.store.Sql;
import io.aurora.persistence.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Bytes on disk: of each table with its indexes on PostgreSQL, of the file on H2. */
final class StoreSize {
    private static final List<String> TABLES = List.of("event_journal", "snapshot", "decision", "fsm_transition");

    private final Store store;
    private final Path file;

    /** {@code file} is the H2 store's. */
    StoreSize(Store store, String file) {
        this.store = store;
        this.file = Path.of(file + ".mv.db");
    }

    /** Bytes by table. */
    Map<String, Long> bytes() {
        Map<String, Long> bytes = new LinkedHashMap<>();
        if (store.dialect() == Dialect.H2) {
            bytes.put("file", fileSize());
        } else {
            TABLES.forEach(table -> bytes.put(table, number("SELECT pg_total_relation_size('" + table + "')")));
        }
        return bytes;
    }

    private long fileSize() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long events() {
        return number("SELECT COUNT(*) FROM event_journal");
    }

    long lastOrdering() {
        return number("SELECT COALESCE(MAX(\"ordering\"), 0) FROM event_journal");
    }

    /** Mean payload of the events behind {@code ordering}. */
    double meanPayload(long ordering) {
        return number("SELECT CAST(COALESCE(AVG(LENGTH(event_payload)), 0) * 10 AS BIGINT) FROM event_journal"
                        + " WHERE \"ordering\" > " + ordering)
                / 10.0;
    }

    /** Growth since {@code before} for each of {@code events} events. */
    Map<String, Object> perEvent(Map<String, Long> before, long events) {
        Map<String, Object> grown = new LinkedHashMap<>();
        double sum = 0;
        for (Map.Entry<String, Long> entry : bytes().entrySet()) {
            double each = (entry.getValue() - before.get(entry.getKey())) / (double) Math.max(1, events);
            grown.put(entry.getKey(), BenchClock.round(each));
            sum += each;
        }
        grown.put("all", BenchClock.round(sum));
        return grown;
    }

    /** What the database says of itself where that decides about figures. */
    Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("kind", store.dialect().code());
        if (store.dialect() == Dialect.POSTGRESQL) {
            for (String name :
                    List.of("server_version", "fsync", "synchronous_commit", "full_page_writes", "shared_buffers")) {
                settings.put(
                        name,
                        new Sql(store.dataSource())
                                .first("SHOW " + name, to -> {}, row -> row.getString(1))
                                .orElse(""));
            }
        }
        return settings;
    }

    private long number(String sql) {
        return new Sql(store.dataSource())
                .first(sql, to -> {}, row -> row.getLong(1))
                .orElse(0L);
    }
}
