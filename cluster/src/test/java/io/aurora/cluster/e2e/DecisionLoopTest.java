package io.aurora.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.cluster.cli.AuroraCommand;
import io.aurora.config.AuroraSettings;
import io.aurora.config.LoadOptions;
import io.aurora.persistence.store.Store;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The decision loop of real nodes, killed while clients decide and learn: nothing acknowledged is lost, nothing is learned twice. */
class DecisionLoopTest {
    private static final long SEED = 20_261_120L;
    /** An answer shows twelve decimals of a reward; the journal has all of them. */
    private static final double SHOWN_DIGITS = 1e-12;

    private static final int CLIENTS = Integer.getInteger("aurora.loop.clients", 8);
    private static final int KILLS = 3;

    @TempDir
    private Path folder;

    private NodeProcess start(String... more) {
        String[] arguments = new String[more.length + 2];
        arguments[0] = "--feed";
        arguments[1] = "none";
        System.arraycopy(more, 0, arguments, 2, more.length);
        return NodeProcess.start(folder, arguments);
    }

    private Store store() {
        return Store.open(
                AuroraSettings.load(
                                LoadOptions.defaults().withOverrides("store.file=\"" + folder.resolve("store") + '"'))
                        .store(),
                Map.of());
    }

    @Test
    void shouldLearnEachFeedbackOnceWhenTheNodeIsKilled() throws Exception {
        killAndGoOn(Long.getLong("aurora.loop.feedbacks", 4_000L));
    }

    @Test
    @Tag("full")
    void shouldLearnEachFeedbackOnceWhenTheNodeIsKilledAmongManyMore() throws Exception {
        killAndGoOn(100_000L);
    }

    private void killAndGoOn(long feedbacks) throws Exception {
        LoopClients clients = new LoopClients();
        Random random = new Random(SEED);
        NodeProcess node = start();
        clients.node.set(URI.create(node.url()));
        clients.start(CLIENTS, feedbacks, SEED);
        for (int kill = 1; kill <= KILLS; kill++) {
            long share = feedbacks / (KILLS + 1);
            long after = kill * share - random.nextLong(share / 2);
            while (clients.feedbacks.get() < after && !clients.failed()) {
                Until.pause();
            }
            node.kill();
            node = start();
            clients.node.set(URI.create(node.url()));
        }
        clients.await();
        node.stop();

        try (Store store = store()) {
            LoopJournal journal = new LoopJournal(store);
            assertThat(clients.rewards)
                    .as("acknowledged outcomes, seed %d", SEED)
                    .allSatisfy((trace, reward) ->
                            assertThat(journal.rewards.get(trace)).as(trace).isCloseTo(reward, within(SHOWN_DIGITS)));
            assertThat(clients.decided)
                    .as("acknowledged decisions, seed %d", SEED)
                    .allSatisfy((trace, action) ->
                            assertThat(journal.decided.get(trace)).as(trace).isEqualTo(action));
            assertThat(journal.expired).as("given up").isEmpty();
            assertThat(clients.feedbacks.get()).isGreaterThanOrEqualTo(feedbacks);
            System.out.printf(
                    Locale.ROOT,
                    "%d feedbacks: %d repeated, %d out of turn; %d decisions acknowledged, %d stored; %d outcomes learned%n",
                    clients.feedbacks.get(),
                    clients.duplicates.get(),
                    clients.outOfOrder.get(),
                    clients.decided.size(),
                    journal.decided.size(),
                    journal.rewards.size());
        }
    }

    @Test
    void shouldEqualTheTextbookWhenOnePartitionHoldsTheTable() {
        Map<String, Double> textbook = new HashMap<>();
        try (NodeProcess node =
                start("--set", "strategist.partitions=1", "--set", "strategist.policies.copy.partitions=7")) {
            Random random = new Random(SEED);
            for (int i = 0; i < 300; i++) {
                learn(node, random, textbook);
            }
            JsonNode rows = node.json("/policies/default/table?limit=1000").get("rows");

            assertThat(rows).as("seed %d", SEED).hasSize(textbook.size());
            rows.forEach(row -> assertThat(row.get("q").asDouble())
                    .as("%s, seed %d", row, SEED)
                    .isEqualTo(textbook.get(
                            row.get("state").asText() + " " + row.get("action").asText())));
            copied(node, rows);
        }
        assertThat(aurora(
                        "audit",
                        "verify",
                        "--store-file",
                        folder.resolve("store").toString()))
                .isZero();
    }

    /** The table goes out to a file and into another policy, cut otherwise, and is the same there. */
    private void copied(NodeProcess node, JsonNode rows) {
        String file = folder.resolve("table.json.gz").toString();
        assertThat(aurora("policy", "export", "default", "--url", node.url(), "--out", file))
                .isZero();
        assertThat(aurora("policy", "import", "copy", "--url", node.url(), "--in", file, "--by", "ann"))
                .isZero();
        assertThat(aurora("policy", "import", "copy", "--url", node.url(), "--in", folder.toString()))
                .as("a folder is no table")
                .isEqualTo(2);
        JsonNode copy = node.json("/policies/copy/table?limit=1000").get("rows");
        assertThat(copy).hasSameSizeAs(rows).containsAll(rows);
    }

    private static int aurora(String... arguments) {
        return AuroraCommand.commandLine()
                .setOut(new PrintWriter(Writer.nullWriter()))
                .setErr(new PrintWriter(Writer.nullWriter()))
                .execute(arguments);
    }

    /** One decision and its outcome; the field stands still, so that the next state is the same. */
    private static void learn(NodeProcess node, Random random, Map<String, Double> textbook) {
        JsonNode decision = node.postJson(
                "/decisions",
                "{\"task_id\":\"t\",\"context\":{\"cpu\":" + (1 << random.nextInt(6)) + "},\"candidates\":["
                        + "{\"provider\":\"akash\",\"sku\":\"A8\"},{\"provider\":\"aws\",\"sku\":\"c5\"}]}");
        int latency = random.nextInt(300);
        node.postJson(
                "/feedback",
                "{\"trace_id\":\"" + decision.get("trace_id").asText() + "\",\"outcome\":{\"latency_ms\":" + latency
                        + ",\"cost\":0.5,\"failures\":0,\"slo_hit\":true}}");
        String state = decision.at("/explanations/state").asText() + " ";
        double best =
                Math.max(textbook.getOrDefault(state + "akash/A8", 0.0), textbook.getOrDefault(state + "aws/c5", 0.0));
        String cell = state + decision.at("/chosen/provider").asText() + "/"
                + decision.at("/chosen/sku").asText();
        double old = textbook.getOrDefault(cell, 0.0);
        double reward = 1.0 * (0.6 * Math.max(0.0, 1.0 - latency / 200.0) + 0.2 * (1.0 - 0.5) + 0.2) - 0.0;
        textbook.put(cell, old + 0.2 * (reward + 0.92 * best - old));
    }

    @Test
    void shouldAnswerAsTheOriginalServiceWhenItsExampleIsSent() {
        try (NodeProcess node = start()) {
            JsonNode decision = node.postJson(
                    "/decisions",
                    "{\"task_id\":\"job-42\",\"context\":{\"cpu\":4,\"memory_gb\":16,\"latency_ms\":80,\"region\":\"eu\"},"
                            + "\"candidates\":[{\"provider\":\"akash\",\"sku\":\"A8\"},{\"provider\":\"aws\",\"sku\":\"c5\"}]}");
            String trace = decision.get("trace_id").asText();
            JsonNode learned = node.postJson(
                    "/feedback",
                    "{\"trace_id\":\"" + trace
                            + "\",\"outcome\":{\"latency_ms\":42,\"cost\":0.12,\"failures\":0,\"slo_hit\":true}}");

            assertThat(trace).matches("tr_[0-9a-f]{12,}");
            assertThat(learned.at("/explanation/components/latency_score").asDouble())
                    .isEqualTo(0.79, within(1e-12));
            assertThat(learned.at("/explanation/components/cost_score").asDouble())
                    .isEqualTo(0.88, within(1e-12));
            assertThat(learned.get("reward").asDouble()).isEqualTo(0.85, within(1e-12));
            assertThat(node.json("/status").at("/model/updates").asLong()).isEqualTo(1);
            assertThat(node.postJson(
                                    "/feedback",
                                    "{\"trace_id\":\"" + trace
                                            + "\",\"outcome\":{\"latency_ms\":42,\"cost\":0.12,\"failures\":0,\"slo_hit\":true}}")
                            .get("updated")
                            .asBoolean())
                    .isFalse();
        }
    }
}
