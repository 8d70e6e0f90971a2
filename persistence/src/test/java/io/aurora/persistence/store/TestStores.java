package io.aurora.persistence.store;

import io.aurora.config.StoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Settings of stores for tests. */
public final class TestStores {
    private TestStores() {}

    public static StoreSettings h2(Path file) {
        return new StoreSettings(
                StoreSettings.Kind.H2,
                file.toString(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                8,
                Duration.ofSeconds(5),
                20_000,
                100,
                4,
                Duration.ofMillis(2));
    }

    public static StoreSettings postgresql(String url) {
        return new StoreSettings(
                StoreSettings.Kind.POSTGRESQL,
                "unused",
                Optional.of(url),
                Optional.of("postgres"),
                Optional.empty(),
                8,
                Duration.ofSeconds(5),
                20_000,
                100,
                4,
                Duration.ofMillis(2));
    }
}
