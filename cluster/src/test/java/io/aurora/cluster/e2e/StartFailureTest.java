package io.aurora.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurora.config.AuroraSettings;
import io.aurora.config.LoadOptions;
import io.aurora.persistence.store.Store;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that cannot start says why in one line and ends with 2. */
class StartFailureTest {
    private static final int BAD_INPUT = 2;

    @TempDir
    private Path folder;

    @Test
    void shouldNameThePortWhenItIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            assertRefused(List.of("http.port", port), "--feed", "none", "--set", "http.port=" + port);
        }
    }

    @Test
    void shouldNameTheClusterPortWhenItIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            assertRefused(List.of("artery_port", port), "--feed", "none", "--set", "node.artery_port=" + port);
        }
    }

    @Test
    void shouldSayThatTheStoreIsOpenElsewhereWhenItsFileIsLocked() {
        try (Store held = store(folder.resolve("store"))) {
            assertThat(held.dialect()).isNotNull();
            assertRefused(List.of(folder.resolve("store").toString()), "--feed", "none");
        }
    }

    @Test
    void shouldRefuseStoreWhenItsSchemaIsNewer() throws SQLException {
        try (Store store = store(folder.resolve("store"));
                Connection connection = store.dataSource().getConnection();
                Statement sql = connection.createStatement()) {
            sql.executeUpdate(
                    "INSERT INTO \"flyway_schema_history\" SELECT \"installed_rank\" + 1000, '9999', \"description\","
                            + " \"type\", 'V9999__later.sql', \"checksum\", \"installed_by\", \"installed_on\","
                            + " \"execution_time\", \"success\" FROM \"flyway_schema_history\" WHERE \"version\" IS NOT NULL"
                            + " ORDER BY \"installed_rank\" DESC LIMIT 1");
        }

        assertRefused(List.of("newer", "9999"), "--feed", "none");
    }

    @Test
    void shouldNameTheFolderWhenTheStoreCannotBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("plain"), "no folder");

        assertRefused(NodeProcess.startOver(file.resolve("store"), folder, "--feed", "none"), List.of(file.toString()));
    }

    @Test
    void shouldNameTheNearestWhenProfileOrSettingIsUnknown() {
        assertRefused(List.of("conservativ", "conservative"), "--feed", "none", "--profile", "conservativ");
        assertRefused(List.of("icp.windw", "icp.window"), "--feed", "none", "--set", "icp.windw=200");
    }

    @Test
    void shouldNameTheFileWhenTheFeedsFileIsBad() throws IOException {
        Path missing = folder.resolve("missing.csv");
        Path headless = Files.writeString(folder.resolve("X.csv"), "ts,open,high,low\n2025-01-01T00:00:00Z,1,1,1\n");

        assertRefused(List.of(missing.toString()), "--feed", "file", "--data", missing.toString());
        assertRefused(List.of(headless.toString(), "timestamp"), "--feed", "file", "--data", headless.toString());
    }

    private void assertRefused(List<String> named, String... arguments) {
        assertRefused(NodeProcess.start(folder, arguments), named);
    }

    private static void assertRefused(NodeProcess started, List<String> named) {
        try (NodeProcess node = started) {
            int exit = node.exit();
            List<String> said = node.output()
                    .lines()
                    .filter(line -> line.startsWith("aurora: "))
                    .toList();
            assertThat(exit).as(node.output()).isEqualTo(BAD_INPUT);
            assertThat(said).as(node.output()).hasSize(1);
            assertThat(said.get(0)).contains(named);
            assertThat(node.output().lines().filter(line -> line.matches(".* (WARN|ERROR) .*|\\s+at .*|Caused by.*")))
                    .as("beside the one line")
                    .isEmpty();
        }
    }

    private static Store store(Path file) {
        AuroraSettings settings =
                AuroraSettings.load(LoadOptions.defaults().withOverrides("store.file=\"" + file + "\""));
        return Store.open(settings.store(), Map.of());
    }
}
