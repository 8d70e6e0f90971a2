package io.aurora.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node tells of its decisions afterwards, from its partitions and from its read side. */
class LoopRecordsTest {
    private static final int DECISIONS = 5;
    private static final int ANSWERED = 3;

    @TempDir
    private Path folder;

    private final List<String> traces = new ArrayList<>();

    @Test
    void shouldTellWhatWasDecidedAndLearned() {
        try (NodeProcess node = NodeProcess.start(folder, "--feed", "none")) {
            for (int i = 0; i < DECISIONS; i++) {
                traces.add(node.postJson(
                                "/decisions",
                                "{\"task_id\":\"t" + i + "\",\"context\":{\"cpu\":" + (1 << 2 * i)
                                        + "},\"candidates\":[{\"provider\":\"a\",\"sku\":\"1\"},"
                                        + "{\"provider\":\"b\",\"sku\":\"1\"}]}")
                        .get("trace_id")
                        .asText());
            }
            for (int i = 0; i < ANSWERED; i++) {
                JsonNode learned = node.postJson(
                        "/feedback",
                        "{\"trace_id\":\"" + traces.get(i)
                                + "\",\"outcome\":{\"latency_ms\":42,\"cost\":0.12,\"failures\":0,\"slo_hit\":true}}");
                assertThat(learned.get("reward").asDouble()).isEqualTo(0.85);
            }
            traces(node);
            Until.passes(() -> log(node));
            value(node);
            table(node);
        }
    }

    private void traces(NodeProcess node) {
        JsonNode open = node.json("/decisions/" + traces.get(DECISIONS - 1));
        assertThat(open.get("status").asText()).isEqualTo("open");
        Until.passes(() -> {
            JsonNode answered = node.json("/decisions/" + traces.get(0));
            assertThat(answered.at("/feedback/reward").asDouble()).isEqualTo(0.8500000000000001);
            assertThat(answered.get("task_id").asText()).isEqualTo("t0");
        });
        JsonNode then = node.json("/decisions/" + traces.get(0) + "/counterfactual");
        then.get("candidates").forEach(candidate -> {
            boolean chosen = candidate.get("chosen").asBoolean();
            assertThat(candidate.get("tries").asInt() > 0).isEqualTo(chosen);
            assertThat(candidate.get("difference").asDouble() > 0).isEqualTo(chosen);
        });
    }

    private void log(NodeProcess node) {
        List<String> seen = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = node.json("/policies/default/log?limit=2" + after);
            page.get("rows").forEach(row -> seen.add(row.get("trace_id").asText()));
            after = page.get("next").isNull()
                    ? ""
                    : "&after=" + page.get("next").asText();
        } while (!after.isEmpty());
        assertThat(seen).containsExactlyInAnyOrderElementsOf(traces);

        List<String> newest = new ArrayList<>();
        node.json("/policies/default/log?newest=true")
                .get("rows")
                .forEach(row -> newest.add(row.get("trace_id").asText()));
        assertThat(newest).containsExactlyInAnyOrderElementsOf(traces.subList(0, ANSWERED));
        assertThat(node.get("/policies/default/log?after=!").statusCode()).isEqualTo(400);
    }

    private static void value(NodeProcess node) {
        for (String as : List.of("uniform", "greedy", "default")) {
            JsonNode value = node.json("/policies/default/value?as=" + as);
            assertThat(value.get("rows").asInt()).isEqualTo(ANSWERED);
            assertThat(value.at("/logged/value").asDouble()).isEqualTo(0.8500000000000001);
        }
        assertThat(node.json("/policies/default/value?as=uniform&limit=2")
                        .get("rows")
                        .asInt())
                .isEqualTo(2);
    }

    private static void table(NodeProcess node) {
        JsonNode table = node.json("/policies/default/table");
        assertThat(node.postJson("/policies/default/table", table.toString())
                        .get("imported")
                        .asInt())
                .isEqualTo(table.get("rows").size());
        assertThat(node.json("/policies/default/table")).isEqualTo(table);
    }
}
