package io.aurora.persistence.store;

import com.typesafe.config.Config;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.aurora.config.StoreSettings;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * An open store: its schema is this program's, and two pools lend connections, one to the journal's writer and recovery, one to the
 * read side, queries, checkpoints and backups, so that neither waits for the other. Thread-safe. Close it after the actor system.
 */
public final class Store implements AutoCloseable {
    private static final int LEAST_READ_CONNECTIONS = 4;
    private static final long VALIDATION_MS = 1_000;
    /** A database that vanishes without a word must not keep a connection for ever. Appends and recoveries are short; queries may not be. */
    private static final int WRITE_SILENCE_SECONDS = 30;

    private static final int READ_SILENCE_SECONDS = 120;

    private final String id = UUID.randomUUID().toString();
    private final StoreSettings settings;
    private final Dialect dialect;
    private final WatchedPool writes;
    private final WatchedPool reads;
    private final Optional<H2Housekeeping> housekeeping;

    private Store(StoreSettings settings, StoreAddress address) {
        this.settings = settings;
        this.dialect = address.dialect();
        StoreOutage outage = new StoreOutage(System::nanoTime);
        int readers = Math.max(LEAST_READ_CONNECTIONS, settings.poolSize() / 2);
        this.writes = new WatchedPool(
                pool("aurora-journal", settings, address, settings.poolSize(), WRITE_SILENCE_SECONDS), outage);
        this.reads = new WatchedPool(pool("aurora-read", settings, address, readers, READ_SILENCE_SECONDS), outage);
        this.housekeeping = dialect == Dialect.H2 ? Optional.of(H2Housekeeping.start(this.reads)) : Optional.empty();
    }

    /**
     * Opens the store, creates it where there is none, and brings its schema up to date.
     *
     * @param env environment that the reference of the password may name
     * @throws StoreException where it cannot be used
     */
    public static Store open(StoreSettings settings, Map<String, String> env) {
        return open(settings, env, true);
    }

    /**
     * Opens a store that is there already, as it is: its schema must be this program's.
     *
     * @throws StoreException where it cannot be used, or is open elsewhere (H2)
     */
    public static Store openExisting(StoreSettings settings, Map<String, String> env) {
        return open(settings, env, false);
    }

    private static Store open(StoreSettings settings, Map<String, String> env, boolean mayCreate) {
        StoreAddress address = StoreAddress.of(settings, env, mayCreate);
        address.probe();
        Store store = new Store(settings, address);
        try {
            Schema schema = new Schema(store.reads, store.dialect);
            if (mayCreate) {
                schema.migrate();
            } else {
                schema.requireCurrent();
            }
            OpenStores.add(store);
            return store;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private static HikariDataSource pool(
            String name, StoreSettings settings, StoreAddress address, int size, int silenceSeconds) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(address.url());
        config.setDataSourceProperties(address.properties());
        if (address.dialect() == Dialect.POSTGRESQL) {
            config.addDataSourceProperty("socketTimeout", Integer.toString(silenceSeconds));
        }
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(Math.min(size, 2));
        config.setConnectionTimeout(settings.connectTimeout().toMillis());
        config.setValidationTimeout(
                Math.min(VALIDATION_MS, settings.connectTimeout().toMillis()));
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    String id() {
        return id;
    }

    StoreSettings settings() {
        return settings;
    }

    public Dialect dialect() {
        return dialect;
    }

    /** Connections of the journal. */
    DataSource writes() {
        return writes;
    }

    /** Connections for everything but the journal. */
    public DataSource dataSource() {
        return reads;
    }

    /** Settings that make Akka Persistence and Akka Projection of this process use this very store. */
    public Config akkaConfig() {
        return StoreConfig.akkaConfig(this);
    }

    @Override
    public void close() {
        OpenStores.remove(this);
        housekeeping.ifPresent(H2Housekeeping::close);
        writes.close();
        reads.close();
    }
}
