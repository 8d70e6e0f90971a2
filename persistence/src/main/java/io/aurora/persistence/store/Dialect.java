package io.aurora.persistence.store;

import io.aurora.config.StoreSettings;

/** What differs between the databases. */
public enum Dialect {
    H2("h2", "h2-dialect"),
    POSTGRESQL("postgresql", "postgres-dialect");

    private final String code;
    private final String projection;

    Dialect(String code, String projection) {
        this.code = code;
        this.projection = projection;
    }

    static Dialect of(StoreSettings settings) {
        return settings.kind() == StoreSettings.Kind.H2 ? H2 : POSTGRESQL;
    }

    /** Name of its folder of migrations. */
    public String code() {
        return code;
    }

    /** Its name in Akka Projection's settings. */
    String projectionDialect() {
        return projection;
    }
}
