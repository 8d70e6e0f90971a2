package io.aurora.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurora.domain.symbol.RecordedEvent;
import io.aurora.persistence.serial.StoredForms;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database breaks off while bars come in, or refuses one row of many. */
class DatabaseOutageTest {
    private static final int SYMBOLS = 6;
    private static final double SLOWEST_ANSWER_SECONDS = 8.0;
    private static final Duration NOTICED = Duration.ofSeconds(10);
    private static final String FOREIGN =
            "INSERT INTO event_journal (persistence_id, sequence_number, deleted, writer, "
                    + "write_timestamp, adapter_manifest, event_ser_id, event_ser_manifest, event_payload) "
                    + "SELECT persistence_id, sequence_number + 1, deleted, 'another', write_timestamp, adapter_manifest, "
                    + "event_ser_id, ?, ? FROM event_journal WHERE persistence_id = ? ORDER BY sequence_number DESC LIMIT 1";

    @TempDir
    private static Path folder;

    private static StoredNode aurora;

    @BeforeAll
    static void start() {
        aurora = new StoredNode(folder, "--set", "store.write_parallelism=1");
    }

    @AfterAll
    static void end() {
        aurora.close();
    }

    @Test
    void shouldLoseNothingAndGoOnWhenTheDatabaseIsGoneForSeconds() {
        outage(Duration.ofSeconds(12));
    }

    @Test
    @Tag("full")
    void shouldLoseNothingAndGoOnWhenTheDatabaseIsGoneForMinutes() {
        outage(Duration.ofMinutes(3));
    }

    private void outage(Duration length) {
        aurora.clients("GONE" + length.toSeconds(), SYMBOLS);
        aurora.goesOn(70);
        int linesBefore = lines();

        aurora.database().breakOff();
        long goneAt = System.nanoTime();
        Until.holds(NOTICED, () -> get("/readyz").statusCode() == 503, aurora::told);
        List<Integer> takenWhileGone =
                aurora.senders().stream().map(BarSender::taken).toList();
        while (System.nanoTime() - goneAt < length.toNanos()) {
            servesWhatItCan();
        }
        assertThat(aurora.senders()).as(aurora::told).allMatch(sender -> sender.refused() > 0);
        assertThat(aurora.senders().stream().map(BarSender::taken)).containsExactlyElementsOf(takenWhileGone);

        aurora.database().comeBack();
        double firstSeconds = aurora.goesOn(1);
        double allSeconds = firstSeconds + aurora.goesOn(50);
        assertThat(aurora.senders())
                .as(aurora::told)
                .allMatch(sender -> sender.slowestSeconds() < SLOWEST_ANSWER_SECONDS);
        Until.holds(NOTICED, () -> get("/readyz").statusCode() == 200, aurora::told);
        aurora.endsWell();
        assertThat(aurora.node().output())
                .contains("The database does not answer", "Connection refused", "The database answers again")
                .doesNotContain("\tat ");
        assertThat(lines() - linesBefore).as(aurora::told).isLessThan(12);
        System.out.printf(
                "outage %d s: every symbol again after %.1f s, 50 bars more each after %.1f s%s%n",
                length.toSeconds(), firstSeconds, allSeconds, aurora.told());
    }

    private static int lines() {
        return aurora.node().output().split("\n").length;
    }

    private static HttpResponse<String> get(String path) {
        return aurora.node().get(path);
    }

    private static void servesWhatItCan() {
        assertThat(get("/healthz").statusCode()).isEqualTo(200);
        HttpResponse<String> ready = get("/readyz");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).contains("the journal does not answer");
        String symbol = aurora.senders().get(0).symbol();
        for (String path : List.of("/symbols/" + symbol + "/state", "/symbols", "/symbols/" + symbol + "/history")) {
            long before = System.nanoTime();
            HttpResponse<String> answer = get(path);
            assertThat(answer.statusCode())
                    .as(() -> path + ": " + answer.body() + aurora.told())
                    .isIn(200, 503);
            assertThat((System.nanoTime() - before) / 1e9).as(path).isLessThan(SLOWEST_ANSWER_SECONDS);
        }
    }

    @Test
    void shouldHoldUpNobodyForGoodWhenOneRowOfABatchIsRefused() throws SQLException {
        aurora.clients("ROW", SYMBOLS);
        aurora.goesOn(70);
        BarSender loser = aurora.senders().get(0);
        List<BarSender> bystanders = aurora.senders().subList(1, SYMBOLS);
        loser.hold();
        Until.holds(NOTICED, () -> !loser.asking(), aurora::told);
        RecordedEvent foreign = aurora.next(loser.symbol());
        int duplicatesBefore = loser.duplicates().size();

        try (Connection connection = aurora.database().dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE event_journal IN EXCLUSIVE MODE");
            insert(connection, foreign, "symbol|" + loser.symbol());
            Until.holds(NOTICED, () -> bystanders.stream().allMatch(BarSender::asking), aurora::told);
            loser.goOn();
            Until.holds(NOTICED, loser::asking, aurora::told);
            Until.pause(Duration.ofSeconds(1));
            connection.commit();
        }

        double seconds = aurora.goesOn(20);
        assertThat(loser.refusals()).as(aurora::told).containsKey("store");
        assertThat(loser.duplicates()).as(aurora::told).hasSize(duplicatesBefore + 1);
        assertThat(bystanders).as(aurora::told).anyMatch(sender -> sender.refused() > 0);
        aurora.endsWell();
        assertThat(aurora.node().output()).doesNotContain("\tat ");
        System.out.printf("one refused row: 20 bars more each after %.1f s%s%n", seconds, aurora.told());
    }

    private static void insert(Connection connection, RecordedEvent event, String persistenceId) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(FOREIGN)) {
            insert.setString(1, StoredForms.manifest(event));
            insert.setBytes(2, StoredForms.toBytes(event));
            insert.setString(3, persistenceId);
            insert.executeUpdate();
        }
    }
}
