package io.aurora.persistence.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import io.aurora.config.SecretRef;
import io.aurora.config.StoreSettings;
import io.aurora.domain.desk.RecordedDeskEvent;
import io.aurora.domain.symbol.RecordedEvent;
import io.aurora.persistence.SeededSymbol;
import io.aurora.persistence.SymbolCheckpoint;
import io.aurora.persistence.serial.AuroraSerializer;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoreTest {
    private static final Map<String, String> ENV = Map.of();

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void shouldRecoverWhatWasWrittenWhenTheStoreIsOpenedAgain(Stores kind) throws Exception {
        StoreSettings settings = kind.fresh();
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

    @ParameterizedTest
    @EnumSource
    void shouldRefuseWithoutTouchingWhenTheSchemaIsNewer(Stores kind) throws Exception {
        StoreSettings settings = kind.fresh();
        try (Store store = Store.open(settings, ENV)) {
            execute(
                    store,
                    "INSERT INTO \"flyway_schema_history\" SELECT 99, '99', 'later', \"type\", 'V99__later.sql', 1, "
                            + "\"installed_by\", \"installed_on\", \"execution_time\", \"success\" FROM \"flyway_schema_history\" "
                            + "WHERE \"installed_rank\" = 1");
        }
        assertThatThrownBy(() -> Store.open(settings, ENV))
                .isInstanceOfSatisfying(StoreException.class, e -> {
                    assertThat(e.kind()).isEqualTo(StoreException.Kind.NEWER_SCHEMA);
                    assertThat(e.exitCode()).isEqualTo(2);
                })
                .hasMessageContaining("schema version=99")
                .hasMessageContaining("newest known=6")
                .hasMessageContaining(kind == Stores.H2 ? "aurora.store.file" : "aurora.store.url");
        assertThatThrownBy(() -> Store.openExisting(settings, ENV)).hasMessageContaining("schema version=99");
    }

    @Test
    void shouldSayThatItIsOlderWhenAnExistingStoreWasNotBroughtUpToDate() throws Exception {
        StoreSettings settings = TestStores.h2(folder.resolve("older"));
        try (Store store = Store.open(settings, ENV)) {
            execute(store, "DELETE FROM \"flyway_schema_history\" WHERE \"version\" = '6'");
        }
        assertThatThrownBy(() -> Store.openExisting(settings, ENV)).hasMessageContaining("older than this program");
    }

    @Test
    void shouldNameThePasswordAndHideItWhenTheDatabaseRefusesIt() {
        SecretRef secret = SecretRef.parse("env:AURORA_PASSWORD").orElseThrow();
        StoreSettings settings = TestPostgres.withPassword("guest", "the right one", secret);
        Store.open(settings, Map.of("AURORA_PASSWORD", "the right one")).close();
        assertThatThrownBy(() -> Store.open(settings, Map.of("AURORA_PASSWORD", "hunter2")))
                .isInstanceOfSatisfying(StoreException.class, e -> {
                    assertThat(e.kind()).isEqualTo(StoreException.Kind.REFUSED);
                    assertThat(e.exitCode()).isEqualTo(2);
                })
                .hasMessageContaining("aurora.store.password")
                .hasMessageContaining("user=guest")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> Store.open(settings, ENV)).hasMessageContaining("env:AURORA_PASSWORD");
    }

    @Test
    void shouldNameTheAddressWhenTheDatabaseIsNotThere() {
        StoreSettings good = TestPostgres.fresh();
        StoreSettings settings = TestStores.postgresql(good.url().orElseThrow().replaceAll("/[^/]*$", "/nowhere"));
        assertThatThrownBy(() -> Store.open(settings, ENV))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.MISSING))
                .hasMessageContaining("nowhere");
    }

    @Test
    void shouldUseOurFormsWhenAkkaStoresEventsAndSnapshots() throws Exception {
        try (Store store = Store.open(TestStores.h2(folder.resolve("forms")), ENV);
                JournalWriter writer = new JournalWriter(store)) {
            Serialization serialization = SerializationExtension.get(writer.system());
            for (Class<?> stored : List.of(RecordedEvent.class, RecordedDeskEvent.class, SymbolCheckpoint.class)) {
                assertThat(serialization.serializerFor(stored).identifier())
                        .as(stored.getName())
                        .isEqualTo(AuroraSerializer.IDENTIFIER);
            }
        }
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
