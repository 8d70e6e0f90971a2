package io.aurora.lab.audit;

import io.aurora.config.StoreSettings;
import io.aurora.persistence.journal.JournalReader;
import io.aurora.persistence.journal.JournalRow;
import io.aurora.persistence.store.Store;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Journals in a store: the H2 file of a stopped node, or a PostgreSQL database, node or no node. */
public final class StoreJournal implements Journal {
    private final Store store;
    private final JournalReader reader;

    /** Opens the store as it is; it changes nothing in it. */
    public StoreJournal(StoreSettings settings, Map<String, String> env) {
        this.store = Store.openExisting(settings, env);
        this.reader = new JournalReader(store);
    }

    @Override
    public List<String> persistenceIds() {
        return reader.persistenceIds();
    }

    @Override
    public Stream<JournalRow> events(String persistenceId, long afterSeq) {
        return reader.events(persistenceId, afterSeq);
    }

    @Override
    public void close() {
        store.close();
    }
}
