package io.aurora.http;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.http.javadsl.model.HttpRequest;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.actors.decisions.ArchivedTrace;
import io.aurora.actors.protocol.StrategistProtocol.TraceOpen;
import io.aurora.domain.learning.TraceId;
import io.aurora.domain.learning.offpolicy.CrossFittedTable;
import io.aurora.domain.learning.offpolicy.LoggedChoices;
import io.aurora.domain.learning.offpolicy.PolicyValue;
import io.aurora.http.port.PolicyValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class PoliciesRouteTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final String ROWS = """
            [{"state":"s1","action":"a/1","q":0.25,"tries":3},{"state":"s1","action":"b/1","q":-0.5,"tries":0},
            {"state":"s2","action":"a/1","q":1.5,"tries":1},{"state":"s3","action":"a/1","q":0.1,"tries":9}]""";

    private Front front;

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @BeforeEach
    void start() {
        front = new Front(KIT);
    }

    private Front.Reply load(String rows) {
        return front.json(Front.post("/policies/default/table", "{\"by\":\"anna\",\"rows\":" + rows + "}"));
    }

    @Test
    void shouldShowAnEmptyTableBeforeTheFirstDecision() {
        assertThat(front.get("/policies/default/table").body())
                .isEqualTo(Front.parse("{\"policy\":\"default\",\"key_form\":1,\"rows\":[],\"next\":null}"));
    }

    @Test
    void shouldGiveBackPageByPageWhatWasImported() {
        assertThat(load(ROWS).body()).isEqualTo(Front.parse("{\"policy\":\"default\",\"imported\":4}"));

        List<JsonNode> rows = new ArrayList<>();
        int pages = 0;
        String next = "";
        do {
            JsonNode page = front.get("/policies/default/table?limit=1" + next).body();
            page.get("rows").forEach(rows::add);
            next = page.get("next").isNull()
                    ? null
                    : "&after=" + page.get("next").asText();
            pages++;
        } while (next != null && pages < 10);

        assertThat(pages).isBetween(3, 4);
        assertThat(rows).containsExactlyInAnyOrderElementsOf(Front.parse(ROWS));
    }

    @Test
    void shouldWriteAnAuditLineForAnImport() {
        Logger logger = (Logger) LoggerFactory.getLogger("aurora.audit");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);

        load(ROWS);
        logger.detachAppender(lines);

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .singleElement()
                .asString()
                .startsWith("by=anna what=import (4 rows) on=default outcome=done request=");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | 400 | must be an array with at least one row: rows",
                "{\"rows\":[1]} | 400 | must be an object: rows[0]=1",
                "{\"rows\":[{\"state\":\"s\",\"action\":\"a\",\"q\":0,\"tries\":0}]} | 422 |"
                        + " must be provider/sku: rows[0].action=a",
                "{\"rows\":[{\"state\":\"s\",\"action\":\"a/1\",\"q\":1e999,\"tries\":0}]} | 422 |"
                        + " must be finite: rows[0].q=Infinity",
                "{\"rows\":[{\"state\":\"s\",\"action\":\"a/1\",\"q\":-13,\"tries\":0}]} | 422 |"
                        + " must be in [-12.500000000000007, 12.500000000000007], 1/(1 - gamma): rows[0].q=-13.0",
                "{\"rows\":[{\"state\":\"s\",\"action\":\"a/1\",\"q\":1,\"tries\":-1}]} | 422 |"
                        + " must be a whole number >= 0: rows[0].tries=-1.0",
                "{\"rows\":[{\"state\":\"s\",\"action\":\"a/1\",\"q\":1,\"tries\":1},"
                        + "{\"state\":\"s\",\"action\":\"a/1\",\"q\":2,\"tries\":1}]} | 422 |"
                        + " must differ from those before it: rows[1]=a/1",
                "{\"key_form\":2,\"rows\":[{\"state\":\"s\",\"action\":\"a/1\",\"q\":1,\"tries\":1}]} | 422 |"
                        + " must be the policy's, 1: key_form=2",
                "{\"key_form\":\"x\",\"rows\":[]} | 400 | must be a whole number: key_form=\"x\"",
            })
    void shouldNameTheRowThatCannotBeImported(String body, int status, String detail) {
        Front.Reply reply = front.json(Front.post("/policies/default/table", body));

        assertThat(reply.body().get("detail").asText()).isEqualTo(detail);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(front.get("/policies/default/table").body().get("rows")).isEmpty();
    }

    @Test
    void shouldRefuseTokensOfItsOwnMaking() {
        load(ROWS);

        assertThat(front.get("/policies/default/table?after=xyz").status()).isEqualTo(400);
        assertThat(front.get("/policies/default/table?after=OTk5OnM")
                        .body()
                        .get("field")
                        .asText())
                .isEqualTo("after");
    }

    @Test
    void shouldKnowItsPolicies() {
        assertThat(front.get("/policies/other/table").status()).isEqualTo(404);
        assertThat(front.get("/policies/Other/log").status()).isEqualTo(422);
        assertThat(front.get("/policies/default/value?as=other")
                        .body()
                        .get("field")
                        .asText())
                .isEqualTo("as");
    }

    @Test
    void shouldPageThroughTheLog() {
        for (int i = 0; i < 3; i++) {
            String id = front.json(Front.post(
                            "/decisions",
                            "{\"task_id\":\"t" + i + "\",\"candidates\":[{\"provider\":\"a\",\"sku\":\"1\"}]}"))
                    .body()
                    .get("trace_id")
                    .asText();
            TraceOpen open = (TraceOpen)
                    Front.await(front.decisions.trace(TraceId.parse(id).orElseThrow()));
            front.traces.known.put(id, new ArchivedTrace(open.made(), Optional.empty(), Optional.empty()));
        }

        JsonNode first = front.get("/policies/default/log?limit=2").body();
        JsonNode second = front.get("/policies/default/log?limit=2&after="
                        + first.get("next").asText())
                .body();
        JsonNode newest = front.get("/policies/default/log?newest=true&limit=1").body();

        assertThat(first.get("rows")).hasSize(2);
        assertThat(second.get("next").isNull()).isTrue();
        assertThat(second.get("rows")).isEqualTo(newest.get("rows"));
        assertThat(second.get("rows").get(0)).isEqualTo(Front.parse("""
                {"trace_id":"%s","decided_at":"2024-03-01T00:00:00Z","task_id":"t2",
                "state":"latency=none;cpu=none;memory=none;region=none;coherence=mid;density=mid;count=1",
                "candidates":["a/1"],"q":[0.0],"action":"a/1","propensity":1.0,"epsilon":0.1,"explored":false,
                "score":0.5,"status":"open","applied_at":null,"outcome":null,"reward":null,"next_state":null,
                "max_next":null,"old_q":null,"new_q":null}""".formatted(
                        second.get("rows").get(0).get("trace_id").asText())));
    }

    @Test
    void shouldGiveTheValueOfAnotherPolicy() {
        LoggedChoices log = new LoggedChoices(
                1,
                2,
                new int[4],
                new int[][] {{0, 1}, {0, 1}, {0, 1}, {0, 1}},
                new int[] {0, 1, 0, 1},
                new double[] {0.5, 0.5, 0.5, 0.5},
                new double[] {1, 0, 0.5, 0.25});
        PolicyValue value =
                PolicyValue.of(log, row -> new double[] {0.5, 0.5}, new CrossFittedTable(log, 2), -1.0, 1.0);
        front.value = Optional.of(value);

        JsonNode body =
                front.get("/policies/default/value?as=uniform&limit=100").body();
        front.get("/policies/default/value?as=greedy");
        front.get("/policies/default/value?as=default");

        assertThat(body.get("rows").asInt()).isEqualTo(4);
        assertThat(body.at("/ips/value").asDouble()).isEqualTo(0.4375);
        assertThat(body.at("/dr/lower").asDouble())
                .isEqualTo(value.doublyRobust().low());
        assertThat(body.at("/sequence/upper").asDouble()).isEqualTo(value.sequenceHigh());
        assertThat(front.valued)
                .containsExactly(
                        new PolicyValues.Uniform(), new PolicyValues.Greedy(), new PolicyValues.Named("default"));
    }

    @Test
    void shouldRefuseToValueNothing() {
        Front.Reply reply = front.json(HttpRequest.GET("/policies/default/value?as=uniform"));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.body().get("reason").asText()).isEqualTo("too_few_rows");
        assertThat(front.get("/policies/default/value").status()).isEqualTo(400);
    }
}
