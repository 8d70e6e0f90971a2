package io.aurora.persistence.store;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.aurora.config.StoreSettings;
import java.util.Map;
import java.util.TreeMap;

/** Akka's settings over a store. What does not depend on the store stands in {@code store.conf} beside this class, with its reasons. */
public final class StoreConfig {
    private StoreConfig() {}

    /** Settings that make Akka Persistence and Akka Projection of this process use {@code store}; put them before all others. */
    public static Config akkaConfig(Store store) {
        StoreSettings settings = store.settings();
        Map<String, Object> values = new TreeMap<>();
        values.put(StoreDatabaseProvider.ID, store.id());
        values.put("jdbc-journal.bufferSize", settings.writeBuffer());
        values.put("jdbc-journal.batchSize", settings.writeBatch());
        values.put("jdbc-journal.parallelism", settings.writesAtATime());
        if (store.dialect() == Dialect.H2) {
            values.put("jdbc-journal.dao", GroupedJournalDao.class.getName());
            values.put(GroupedJournalDao.PAUSE, settings.commitPause());
        }
        values.put("akka.projection.jdbc.dialect", store.dialect().projectionDialect());
        return ConfigFactory.parseMap(values, "store settings").withFallback(fixed());
    }

    private static Config fixed() {
        return ConfigFactory.parseResources(StoreConfig.class, "store.conf");
    }
}
