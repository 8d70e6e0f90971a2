package io.aurora.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.domain.market.Bar;
import io.aurora.domain.symbol.SymbolEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings that change, holds, and a node asked to stop, all in the middle of a stream. */
class SettingsOfTheTimeTest {
    private static final String SYMBOL = "SETTLED";
    private static final long SEED = 9;
    private static final int SIGTERM = 143;

    @TempDir
    private Path folder;

    @Test
    void shouldRederiveEverythingWhenSettingsChangeAndSymbolIsHeldInMidStream() {
        List<Bar> bars = SampleBars.gappy(SYMBOL, SEED, 1_400);
        Map<Long, Long> acknowledged = new TreeMap<>();
        int exit;
        try (NodeProcess node = start()) {
            send(node, bars.subList(0, 300));
            assertThat(node.postJson("/symbols/" + SYMBOL + "/hold", "{\"by\":\"ops\",\"reason\":\"news\"}")
                            .get("block_reasons"))
                    .extracting(JsonNode::textValue)
                    .contains("hold");
            send(node, bars.subList(300, 350));
            node.postJson("/symbols/" + SYMBOL + "/release", "{\"by\":\"ops\",\"reason\":\"calm again\"}");
            exit = stopInMidStream(node, bars, acknowledged);
        }

        assertThat(exit).isIn(0, SIGTERM);
        assertThat(acknowledged).hasSizeGreaterThan(50).hasSizeLessThan(1_000);
        String changed = "profiles.default.icp.window=200";
        try (NodeProcess node = start("--set", changed)) {
            send(node, bars);
            node.kill();
        }
        try (NodeProcess node = start("--set", changed)) {
            send(node, SampleBars.gappy(SYMBOL, SEED, 1_450));
            Recording recording = Recording.of(node, SYMBOL);
            assertThat(recording.finding()).isEmpty();
            assertThat(recording.barBySeq()).containsAllEntriesOf(acknowledged).hasSize(1_450);
            assertThat(recording.events(SymbolEvent.SettingsChanged.class))
                    .singleElement()
                    .satisfies(
                            event -> assertThat(event.profile().icp().window()).isEqualTo(200));
            assertThat(recording.events(SymbolEvent.Held.class)).hasSize(1);
            assertThat(recording.events(SymbolEvent.Released.class)).hasSize(1);
            assertThat(blockedByHold(recording)).isEqualTo(50);
            JsonNode explained = node.json("/symbols/" + SYMBOL + "/explain/"
                    + recording.rows().get(320).sequenceNr());
            assertThat(explained.toString()).contains("\"hold\"");
        }
    }

    /** SIGTERM while bars stream in: what is answered after it counts as well as what was before. */
    private static int stopInMidStream(NodeProcess node, List<Bar> bars, Map<Long, Long> acknowledged) {
        try (BarUpload upload = node.upload(SYMBOL, bars)) {
            upload.next(450).forEach(answer -> note(answer, acknowledged));
            node.terminate();
            upload.rest().forEach(answer -> note(answer, acknowledged));
            return node.exit();
        }
    }

    private static void note(JsonNode answer, Map<Long, Long> acknowledged) {
        if (answer.get("outcome").textValue().equals("decided")) {
            JsonNode decision = answer.get("decision");
            acknowledged.put(
                    decision.get("seq").longValue(),
                    Instant.parse(decision.get("bar_ts").textValue()).toEpochMilli());
        }
    }

    /** Decisions between hold and release, all of which must have been blocked by it. */
    private static int blockedByHold(Recording recording) {
        List<SymbolEvent> events = recording.events();
        int from = 0;
        while (!(events.get(from) instanceof SymbolEvent.Held)) {
            from++;
        }
        int to = from + 1;
        for (; events.get(to) instanceof SymbolEvent.BarDecided decided; to++) {
            assertThat(decided.outcome().verdict().gating().blockReasons()).contains("hold");
        }
        assertThat(events.get(to)).isInstanceOf(SymbolEvent.Released.class);
        return to - from - 1;
    }

    private static void send(NodeProcess node, List<Bar> bars) {
        try (BarUpload upload = node.upload(SYMBOL, bars)) {
            assertThat(upload.rest()).hasSize(bars.size());
        }
    }

    private NodeProcess start(String... more) {
        String[] all = new String[more.length + 4];
        System.arraycopy(new String[] {"--feed", "none", "--set", SampleBars.BAR_LENGTH}, 0, all, 0, 4);
        System.arraycopy(more, 0, all, 4, more.length);
        return NodeProcess.start(folder, all);
    }
}
