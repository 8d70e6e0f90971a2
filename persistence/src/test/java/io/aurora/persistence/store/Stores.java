package io.aurora.persistence.store;

import io.aurora.config.StoreSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** Both kinds of store, for tests that hold for either. */
public enum Stores {
    H2,
    POSTGRESQL;

    public static Stream<Stores> all() {
        return Stream.of(values());
    }

    /** Settings of a store that does not exist yet; for PostgreSQL an empty database. */
    public StoreSettings fresh() {
        if (this == POSTGRESQL) {
            return TestPostgres.fresh();
        }
        try {
            Path stores = Files.createDirectories(Path.of("target", "stores"));
            return TestStores.h2(Files.createTempDirectory(stores, "h2").resolve("aurora"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Store open() {
        return Store.open(fresh(), Map.of());
    }
}
