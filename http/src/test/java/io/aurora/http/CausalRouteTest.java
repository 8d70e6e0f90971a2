package io.aurora.http;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.http.javadsl.model.HttpRequest;
import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.domain.portfolio.RecordedBar;
import io.aurora.domain.transfer.CausalGraph;
import io.aurora.domain.transfer.CausalSimulation;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CausalRouteTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final long SEED = 12L;
    private static final List<String> NAMES = List.of("A", "B", "C", "D");
    private static final String ORDER = "{\"symbols\":[\"A\",\"B\",\"C\",\"D\"],\"graphs\":3,\"by\":\"anna\"}";

    private Front front;

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @BeforeEach
    void start() {
        front = new Front(KIT);
        NAMES.forEach(name -> front.warm(name, 3));
    }

    private CausalSimulation draw(int n) {
        CausalSimulation drawn = CausalSimulation.draw(NAMES.size(), n, 3, new SplittableRandom(SEED));
        for (int j = 0; j < NAMES.size(); j++) {
            List<RecordedBar> bars = new ArrayList<>();
            double log = 0.0;
            bars.add(Recorded.bar(0, 1.0));
            for (int i = 0; i < n; i++) {
                log += 1e-4 * drawn.returns().get(j)[i];
                bars.add(Recorded.bar((i + 1) * FakeSymbols.HOUR_MS, StrictMath.exp(log)));
            }
            front.bars.put(NAMES.get(j), bars);
        }
        return drawn;
    }

    private String submit() {
        Front.Reply reply = front.json(Front.post("/causal/graph", ORDER));
        assertThat(reply.status()).isEqualTo(202);
        return reply.body().get("job").asText();
    }

    private JsonNode run(String id) {
        front.jobs.remove().run();
        return front.get("/jobs/" + id).body();
    }

    @Test
    void shouldFindTheEdgesThatAreThereAndEnableTailPoliciesOnAValidatedGraph() {
        CausalSimulation drawn = draw(5_000);
        assertThat(front.get("/causal/A").body().at("/tail_policy/reason").asText())
                .isEqualTo("no_graph");

        JsonNode done = run(submit());

        assertThat(done.get("error").isNull()).as(done.toString()).isTrue();
        assertThat(done.get("kind").asText()).isEqualTo("causal");
        assertThat(done.get("by").asText()).isEqualTo("anna");
        JsonNode graph = done.get("result");
        assertThat(graph.get("steps").intValue()).isEqualTo(5_000);
        assertThat(graph.get("tests")).hasSize(12);
        List<String> found = new ArrayList<>();
        graph.get("edges")
                .forEach(edge -> found.add(
                        edge.get("cause").asText() + edge.get("effect").asText()));
        assertThat(found)
                .as("seed=%d", SEED)
                .contains(drawn.truth().stream()
                        .map(link -> NAMES.get(link.cause()) + NAMES.get(link.effect()))
                        .toArray(String[]::new));
        assertThat(graph.at("/control/simulated_f1").doubleValue()).isGreaterThanOrEqualTo(CausalGraph.VALID_F1);
        assertThat(graph.at("/control/validated").booleanValue()).isTrue();
        assertThat(graph.get("caveat").asText()).contains("pairwise");
        CausalGraph.Link link = drawn.truth().iterator().next();
        JsonNode policy = front.get("/causal/" + NAMES.get(link.effect())).body();
        assertThat(policy.at("/tail_policy/enabled").booleanValue()).isTrue();
        assertThat(policy.at("/tail_policy/leaders").toString()).contains("\"" + NAMES.get(link.cause()) + "\"");
        assertThat(policy.get("control")).isEqualTo(graph.get("control"));
    }

    @Test
    void shouldKeepTailPoliciesOffWhereGraphsOfThatLengthAreNotFound() {
        draw(400);

        JsonNode graph = run(submit()).get("result");

        assertThat(graph.at("/control/simulated_f1").doubleValue()).isLessThan(CausalGraph.VALID_F1);
        JsonNode policy = front.get("/causal/B").body().get("tail_policy");
        assertThat(policy.get("enabled").booleanValue()).isFalse();
        assertThat(policy.get("reason").asText()).isEqualTo("not_validated");
        assertThat(policy.get("leaders")).isEmpty();
    }

    @Test
    void shouldFailWhereTooLittleIsInCommon() {
        draw(399);

        JsonNode failed = run(submit());

        assertThat(failed.get("state").asText()).isEqualTo("failed");
        assertThat(failed.get("error").asText()).contains("returns in common must be >= 400");
        assertThat(front.get("/causal/A").body().at("/tail_policy/enabled").booleanValue())
                .isFalse();
    }

    @Test
    void shouldEndAtTheNextPairWhenCancelledWhileItRuns() {
        draw(1_000);
        String id = submit();
        // cancelled by the first reading of the bars, from within the run
        front.onRead = () -> front.json(HttpRequest.POST("/jobs/" + id + "/cancel"));

        JsonNode after = run(id);

        assertThat(after.get("state").asText()).isEqualTo("cancelled");
        assertThat(after.get("progress").doubleValue()).isLessThan(0.1);
        assertThat(front.get("/causal/A").body().at("/tail_policy/reason").asText())
                .isEqualTo("no_graph");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"symbols\":[\"A\"]} | 422 | out_of_range | symbols",
                "{\"symbols\":[\"A\",\"A\"]} | 422 | out_of_range | symbols",
                "{} | 422 | out_of_range | symbols",
                "{\"symbols\":[\"A\",\"B\"],\"limit\":399} | 422 | out_of_range | limit",
                "{\"symbols\":[\"A\",\"B\"],\"graphs\":0} | 422 | out_of_range | graphs",
                "{\"symbols\":[\"A\",\"Z\"]} | 404 | | symbol",
                "{\"symbols\":[\"A\",\"B!\"]} | 400 | | symbols",
            })
    void shouldNameWhatIsWrongWithAnOrder(String body, int status, String reason, String field) {
        Front.Reply reply = front.json(Front.post("/causal/graph", body));

        assertThat(reply.body().path("field").asText()).isEqualTo(field);
        assertThat(reply.body().path("reason").asText(null)).isEqualTo(reason);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(front.jobs).isEmpty();
    }
}
