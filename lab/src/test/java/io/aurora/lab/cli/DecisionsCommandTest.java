package io.aurora.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.aurora.domain.learning.PartitionEvent.DecisionMade;
import io.aurora.domain.learning.PartitionEvent.FeedbackApplied;
import io.aurora.domain.learning.RecordedPartitionEvent;
import io.aurora.domain.learning.SeededPartition;
import io.aurora.domain.learning.TraceId;
import io.aurora.lab.audit.TestJournals;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionsCommandTest {
    private static final int EVENTS = 600;
    private static final String HEADER = "trace_id,policy,partition,at,state,candidates,action,propensity,epsilon,"
            + "explored,q,score,reward,next_state,max_next,old_q,new_q";

    @TempDir
    Path folder;

    @Test
    void shouldWriteEveryDecisionWithItsFeedbackWhenAStoreIsExported() throws Exception {
        TestJournals.writtenLoop(folder.resolve("aurora"), EVENTS);
        Path file = folder.resolve("deep/log.csv.gz");

        Cli.Run run = Cli.run(
                "decisions", "export", "--store-file", folder.resolve("aurora").toString(), "--out", file.toString());

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).isEmpty();
        List<String> lines = lines(file);
        assertThat(lines.get(0)).isEqualTo(HEADER);
        List<String> expected = new ArrayList<>(expected(3, 11L));
        expected.addAll(expected(17, 12L));
        assertThat(lines.subList(1, lines.size())).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(run.out()).startsWith(expected.size() + " decisions in ");
        assertThat(folder.resolve("deep")).isDirectoryNotContaining("glob:**.part");
    }

    /** Rows as the events themselves say. */
    private static List<String> expected(int partition, long seed) {
        List<RecordedPartitionEvent> events = SeededPartition.events("default", partition, seed, EVENTS);
        Map<Long, FeedbackApplied> feedback = new HashMap<>();
        for (RecordedPartitionEvent event : events) {
            if (event.event() instanceof FeedbackApplied applied) {
                feedback.put(applied.trace(), applied);
            }
        }
        List<String> rows = new ArrayList<>();
        for (RecordedPartitionEvent event : events) {
            if (event.event() instanceof DecisionMade made) {
                FeedbackApplied applied = feedback.get(made.trace());
                rows.add(String.join(
                        ",",
                        TraceId.of("default", partition, made.trace()).toString(),
                        "default",
                        Integer.toString(partition),
                        Instant.ofEpochMilli(made.atMs()).toString(),
                        made.state(),
                        String.join("|", made.candidates()),
                        made.action().orElse(""),
                        made.choice()
                                .map(c -> c.propensity() + "," + c.epsilon() + "," + c.explored())
                                .orElse(",,"),
                        Arrays.stream(made.q()).mapToObj(Double::toString).collect(Collectors.joining("|")),
                        made.choice().map(c -> Double.toString(c.score())).orElse(""),
                        applied == null
                                ? ",,,,"
                                : applied.reward() + "," + applied.nextState() + "," + applied.maxNext() + ","
                                        + applied.oldQ() + "," + applied.newQ()));
            }
        }
        return rows;
    }

    private static List<String> lines(Path file) throws IOException {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }

    @Test
    void shouldFollowThePagesWhenANodeIsExported() throws Exception {
        HttpServer node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String head =
                "{\"trace_id\":\"tr_0003a1b20000000001\",\"decided_at\":\"2026-11-20T10:00:00.250Z\",\"task_id\":\"t\","
                        + "\"state\":\"latency=none\",\"candidates\":[\"aws/c,5\",\"a|b/x\"],\"q\":[0.1,-0.0],";
        String first =
                head + "\"action\":\"aws/c,5\",\"propensity\":0.95,\"epsilon\":0.1,\"explored\":false,\"score\":0.5,"
                        + "\"reward\":0.25,\"next_state\":\"latency=<25\",\"max_next\":0.5,\"old_q\":0.1,\"new_q\":0.222}";
        String second = head.replace("01\"", "02\"") + "\"action\":null,\"propensity\":null,\"epsilon\":null,"
                + "\"explored\":null,\"score\":null,\"reward\":null}";
        List<String> asked = new ArrayList<>();
        node.createContext("/policies/gpu/log", exchange -> {
            String query = exchange.getRequestURI().getRawQuery();
            asked.add(query);
            byte[] body = (query.contains("after=a%2Bb")
                            ? "{\"rows\":[" + second + "],\"next\":null}"
                            : "{\"rows\":[" + first + "],\"next\":\"a+b\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        node.start();
        try {
            String url = "http://127.0.0.1:" + node.getAddress().getPort();
            Path file = folder.resolve("log.csv");

            Cli.Run run = Cli.run("decisions", "export", "--url", url, "--policy", "gpu", "--out", file.toString());
            Cli.Run unknown = Cli.run("decisions", "export", "--url", url, "--out", file + "2");

            assertThat(run.code()).as(run.err()).isZero();
            assertThat(asked).hasSize(2);
            assertThat(Files.readAllLines(file))
                    .containsExactly(
                            HEADER,
                            "tr_0003a1b20000000001,gpu,3,2026-11-20T10:00:00.250Z,latency=none,\"aws/c,5|a\\|b/x\","
                                    + "\"aws/c,5\",0.95,0.1,false,0.1|-0.0,0.5,0.25,latency=<25,0.5,0.1,0.222",
                            "tr_0003a1b20000000002,gpu,3,2026-11-20T10:00:00.250Z,latency=none,\"aws/c,5|a\\|b/x\","
                                    + ",,,,0.1|-0.0,,,,,,");
            assertThat(unknown.code()).isEqualTo(2);
            assertThat(unknown.err()).contains("404");
            assertThat(folder).isDirectoryNotContaining("glob:**.part").isDirectoryNotContaining("glob:**2");
        } finally {
            node.stop(0);
        }
    }

    @Test
    void shouldSayWhatIsWrongWhenTheSourceIsNone() {
        String out = folder.resolve("x.csv").toString();
        Cli.Run noStore = Cli.run(
                "decisions", "export", "--store-file", folder.resolve("none").toString(), "--out", out);
        Cli.Run noNode = Cli.run("decisions", "export", "--url", "http://127.0.0.1:1", "--out", out);
        Cli.Run badName = Cli.run("decisions", "export", "--policy", "A", "--out", out);

        assertThat(noStore.code()).isEqualTo(2);
        assertThat(noStore.err()).contains("no store there");
        assertThat(noNode.code()).isEqualTo(2);
        assertThat(noNode.err()).contains("is the node running?");
        assertThat(badName.code()).isEqualTo(2);
        assertThat(badName.err()).contains("--policy=A");
        assertThat(Path.of(out)).doesNotExist();
    }
}
