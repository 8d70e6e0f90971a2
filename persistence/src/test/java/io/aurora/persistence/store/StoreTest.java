package io.aurora.persistence.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aurora.config.StoreSettings;
import io.aurora.domain.symbol.RecordedEvent;
import io.aurora.persistence.SeededSymbol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
    private static final Map<String, String> ENV = Map.of();

    @TempDir
    Path folder;

    @Test
    void shouldRecoverWhatWasWrittenWhenTheStoreIsOpenedAgain() throws Exception {
        StoreSettings settings = TestStores.h2(folder.resolve("deep/er/aurora"));
        List<RecordedEvent> events = SeededSymbol.events("SIM-1", 7L, 300);
        try (Store store = Store.open(settings, ENV);
                JournalWriter writer = new JournalWriter(store)) {
            assertThat(writer.write("SIM-1", events).get(30, TimeUnit.SECONDS)).isEqualTo(301);
        }
        try (Store store = Store.openExisting(settings, ENV);
                JournalWriter reader = new JournalWriter(store)) {
            assertThat(reader.recover("SIM-1")).isEqualTo(events);
        }
    }

    @Test
    void shouldRefuseWithoutTouchingWhenTheSchemaIsNewer() throws Exception {
        StoreSettings settings = TestStores.h2(folder.resolve("newer"));
        try (Store store = Store.open(settings, ENV)) {
            execute(
                    store,
                    "INSERT INTO \"flyway_schema_history\" SELECT 99, '99', 'later', type, 'V99__later.sql', 1, "
                            + "installed_by, installed_on, execution_time, success FROM \"flyway_schema_history\" "
                            + "WHERE \"installed_rank\" = 1");
        }
        assertThatThrownBy(() -> Store.open(settings, ENV))
                .isInstanceOfSatisfying(StoreException.class, e -> {
                    assertThat(e.kind()).isEqualTo(StoreException.Kind.NEWER_SCHEMA);
                    assertThat(e.exitCode()).isEqualTo(2);
                })
                .hasMessageContaining("schema version=99")
                .hasMessageContaining("newest known=2")
                .hasMessageContaining("aurora.store.file");
    }

    private static void execute(Store store, String sql) throws SQLException {
        try (Connection connection = store.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void shouldSayThatItIsOpenElsewhereWhenAnotherProcessHoldsTheFile() throws Exception {
        Path file = folder.resolve("held");
        Store.open(TestStores.h2(file), ENV).close();
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HoldsTheFile.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(holder.getInputStream().read()).isEqualTo('o');
            assertThatThrownBy(() -> Store.open(TestStores.h2(file), ENV))
                    .isInstanceOfSatisfying(StoreException.class, e -> {
                        assertThat(e.kind()).isEqualTo(StoreException.Kind.LOCKED);
                        assertThat(e.exitCode()).isEqualTo(2);
                    })
                    .hasMessageContaining("is open in another process")
                    .hasMessageContaining("aurora.store.file");
        } finally {
            holder.destroyForcibly().waitFor();
        }
        Store.openExisting(TestStores.h2(file), ENV).close();
    }

    @Test
    void shouldSayThatItCannotBeReadWhenTheFileIsNoStore() throws IOException {
        Path file = folder.resolve("garbage");
        Files.writeString(folder.resolve("garbage.mv.db"), "no database at all".repeat(1_000));
        assertThatThrownBy(() -> Store.open(TestStores.h2(file), ENV))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.UNREADABLE))
                .hasMessageContaining("garbage.mv.db")
                .hasMessageContaining("aurora.store.file");
    }

    @Test
    void shouldSayThatNothingIsThereWhenAnExistingStoreIsAskedFor() {
        assertThatThrownBy(() -> Store.openExisting(TestStores.h2(folder.resolve("none")), ENV))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.MISSING))
                .hasMessageContaining("no store there");
        assertThat(folder.resolve("none.mv.db")).doesNotExist();
    }

    @Test
    void shouldNameTheAddressWhenPostgresqlCannotBeReached() {
        StoreSettings settings = TestStores.postgresql("jdbc:postgresql://127.0.0.1:1/aurora");
        assertThatThrownBy(() -> Store.open(settings, ENV))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.UNREACHABLE))
                .hasMessageContaining("127.0.0.1:1")
                .hasMessageContaining("aurora.store.url");
    }
}
