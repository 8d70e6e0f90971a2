package io.aurora.persistence.store;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;

/**
 * The schema of a store and its version. Migrations only ever add; nothing here drops a table. A schema newer than the newest migration
 * this program carries is refused before anything is touched.
 */
final class Schema {
    private final Flyway flyway;
    private final String setting;

    Schema(DataSource source, Dialect dialect) {
        this.setting = dialect == Dialect.H2 ? StoreAddress.FILE : StoreAddress.URL;
        this.flyway = Flyway.configure()
                .dataSource(source)
                .locations("classpath:io/aurora/persistence/migration/" + dialect.code())
                .baselineOnMigrate(false)
                .cleanDisabled(true)
                .loggers("slf4j")
                .load();
    }

    /** Brings the schema up to this program's version. */
    void migrate() {
        refuseNewer();
        try {
            flyway.migrate();
        } catch (FlywayException e) {
            throw new StoreException(
                    StoreException.Kind.FAILED,
                    setting,
                    "the schema cannot be brought up to date: " + e.getMessage(),
                    e);
        }
    }

    /** Refuses a schema that is not exactly this program's. */
    void requireCurrent() {
        refuseNewer();
        MigrationInfoService info = info();
        if (info.current() == null) {
            throw new StoreException(StoreException.Kind.MISSING, setting, "holds no tables of AURORA");
        }
        if (info.pending().length > 0) {
            throw new StoreException(
                    StoreException.Kind.MISSING,
                    setting,
                    "its schema is older than this program: start the node once: schema version="
                            + info.current().getVersion());
        }
    }

    private void refuseNewer() {
        for (MigrationInfo applied : info().applied()) {
            if (applied.getState().isApplied() && !applied.getState().isResolved()) {
                throw new StoreException(
                        StoreException.Kind.NEWER_SCHEMA,
                        setting,
                        "the store was written by a newer release, use that one: schema version=" + applied.getVersion()
                                + ", newest known=" + newestKnown());
            }
        }
    }

    private String newestKnown() {
        String newest = "none";
        for (MigrationInfo known : info().all()) {
            if (known.getState().isResolved()) {
                newest = known.getVersion().toString();
            }
        }
        return newest;
    }

    private MigrationInfoService info() {
        try {
            return flyway.info();
        } catch (FlywayException e) {
            throw new StoreException(
                    StoreException.Kind.FAILED, setting, "the schema's version cannot be read: " + e.getMessage(), e);
        }
    }
}
