package io.aurora.lab.audit;

import io.aurora.config.StoreSettings;
import io.aurora.domain.learning.PolicyOpened;
import io.aurora.domain.learning.PolicyTerms;
import io.aurora.domain.learning.SeededPartition;
import io.aurora.domain.symbol.RecordedEvent;
import io.aurora.persistence.SeededSymbol;
import io.aurora.persistence.readside.Projected;
import io.aurora.persistence.store.JournalWriter;
import io.aurora.persistence.store.Sql;
import io.aurora.persistence.store.Store;
import io.aurora.persistence.store.StoredPartitions;
import io.aurora.persistence.store.TestStores;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Journals as a node writes them, and what may be done to them by SQL. */
public final class TestJournals {
    private TestJournals() {}

    /** A store file with the opening and {@code bars} decisions of each symbol. */
    public static StoreSettings written(Path file, int bars, String... symbols) throws Exception {
        StoreSettings settings = TestStores.h2(file);
        try (Store store = Store.open(settings, Map.of());
                JournalWriter writer = new JournalWriter(store)) {
            for (String symbol : symbols) {
                List<RecordedEvent> events = SeededSymbol.events(symbol, 11L, bars);
                writer.write(symbol, events).get(60, TimeUnit.SECONDS);
            }
        }
        return settings;
    }

    /** A store file with a policy's creation and {@code count} events of each of two partitions, projected. */
    public static StoreSettings writtenLoop(Path file, int count) throws Exception {
        StoreSettings settings = TestStores.h2(file);
        try (Store store = Store.open(settings, Map.of());
                JournalWriter node = new JournalWriter(store)) {
            PolicyTerms terms = new SeededPartition("default", 3, 1L).terms();
            StoredPartitions.append(store, PolicyOpened.first("policy|default", 1_700_000_000_000L, terms));
            StoredPartitions.append(
                    store,
                    List.of("strategist|default.3", "strategist|default.17"),
                    List.of(
                            SeededPartition.events("default", 3, 11L, count),
                            SeededPartition.events("default", 17, 12L, count)),
                    1_700_000_000_000L);
            Projected.start(node.system(), store);
            Projected.await(node.system(), store, 2L * count + 1);
        }
        return settings;
    }

    /** Runs one statement on the store. */
    public static void sql(StoreSettings settings, String statement) {
        try (Store store = Store.openExisting(settings, Map.of())) {
            new Sql(store.dataSource()).update(statement, to -> {});
        }
    }

    /** Flips one bit of one stored event. */
    public static void flip(StoreSettings settings, String persistenceId, long seq, int position) {
        try (Store store = Store.openExisting(settings, Map.of())) {
            byte[] payload = new io.aurora.persistence.journal.JournalReader(store)
                    .page(persistenceId, seq - 1, 1)
                    .get(0)
                    .payload();
            payload[Math.floorMod(position, payload.length)] ^= 1;
            new Sql(store.dataSource())
                    .update(
                            "UPDATE event_journal SET event_payload = ? WHERE persistence_id = ? AND sequence_number = ?",
                            to -> {
                                to.setBytes(1, payload);
                                to.setString(2, persistenceId);
                                to.setLong(3, seq);
                            });
        }
    }
}
