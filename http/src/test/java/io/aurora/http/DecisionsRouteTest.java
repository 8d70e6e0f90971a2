package io.aurora.http;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.http.javadsl.model.HttpRequest;
import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.domain.learning.Candidate;
import io.aurora.domain.learning.Gate;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionsRouteTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final String CANDIDATES = """
            [{"provider":"akash","sku":"A8","price":0.5,"tags":["x"]},{"provider":"vast","sku":"V4"}]""";
    private static final String TASK = """
            {"task_id":"t-1","context":{"cpu":4,"memory_gb":16,"latency_ms":40,"region":"eu","tenant":{"id":7}},
            "candidates":%s}""".formatted(CANDIDATES);
    private static final String OUTCOME = "{\"latency_ms\":42,\"cost\":0.12,\"failures\":0,\"slo_hit\":true}";
    private static final String STATE =
            "latency=<50;cpu=<=8;memory=<=32;region=other;coherence=mid;density=mid;count=2";

    private Front front;

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @BeforeEach
    void start() {
        front = new Front(KIT);
    }

    @Test
    void shouldChooseAndEchoTheCandidateAsItWasAsked() {
        Front.Reply reply = front.json(Front.post("/decisions", TASK));

        assertThat(reply.status()).isEqualTo(200);
        String trace = reply.body().get("trace_id").asText();
        assertThat(trace).matches("tr_[0-9a-f]{18,}");
        assertThat(reply.body()).isEqualTo(Front.parse("""
                {"task_id":"t-1","chosen":{"provider":"akash","sku":"A8","price":0.5,"tags":["x"]},"score":0.5,
                "trace_id":"%s","explanations":{"q_value":0.0,"psi_coherence":0.5,"psi_density":0.5,
                "exploration":"exploit","propensity":0.9500000000000001,"state":"%s","scored_by":"built_in"}}""".formatted(trace, STATE)));
    }

    @Test
    void shouldKeepUnknownFieldsForTheRouter() {
        front.json(Front.post("/decisions", TASK));

        var asked = front.decisions.asked.get(0);
        assertThat(Front.parse(asked.route().get().context())
                        .get("tenant")
                        .get("id")
                        .asInt())
                .isEqualTo(7);
        assertThat(Front.parse(asked.route().get().candidates().get(0))
                        .get("price")
                        .asDouble())
                .isEqualTo(0.5);
        assertThat(asked.candidates()).containsExactly(new Candidate("akash", "A8"), new Candidate("vast", "V4"));
        assertThat(asked.context().latencyMs()).isEqualTo(OptionalDouble.of(40.0));
    }

    @Test
    void shouldDecideWithoutAContext() {
        JsonNode body = front.json(Front.post("/decisions", "{\"task_id\":\"t\",\"candidates\":" + CANDIDATES + "}"))
                .body();

        assertThat(body.at("/explanations/state").asText()).startsWith("latency=none;cpu=none;memory=none;region=none");
        assertThat(front.decisions.asked.get(0).route().get().context()).isEqualTo("{}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | 400 | must be given: task_id",
                "{\"task_id\":1,\"candidates\":[]} | 400 | must be text of 1 to 200 characters: task_id=1",
                "{\"task_id\":\"t\",\"polcy\":\"x\"} | 400 |"
                        + " unknown field, must be one of [candidates, context, policy, task_id]: polcy=x",
                "{\"task_id\":\"t\"} | 422 | must have at least one: candidates",
                "{\"task_id\":\"t\",\"candidates\":[]} | 422 | must have at least one: candidates=[]",
                "{\"task_id\":\"t\",\"candidates\":{}} | 400 | must be an array: candidates={}",
                "{\"task_id\":\"t\",\"candidates\":[7]} | 400 | must be an object: candidates[0]=7",
                "{\"task_id\":\"t\",\"candidates\":[{\"provider\":\"a\"}]} | 400 | must be given: candidates[0].sku",
                "{\"task_id\":\"t\",\"candidates\":[{\"provider\":\"a/b\",\"sku\":\"c\"}]} | 400 |"
                        + " must not contain '/': candidates[0].provider=a/b",
                "{\"task_id\":\"t\",\"candidates\":[{\"provider\":\"a\",\"sku\":\"1\"},"
                        + "{\"provider\":\"a\",\"sku\":\"1\",\"x\":2}]} | 422 |"
                        + " must differ from those before it: candidates[1]=a/1",
                "{\"task_id\":\"t\",\"policy\":\"No!\",\"candidates\":[]} | 422 |"
                        + " must match [a-z0-9_-]{1,32}: policy=No!",
                "{\"task_id\":\"t\",\"policy\":\"other\",\"candidates\":[{\"provider\":\"a\",\"sku\":\"1\"}]} | 404 |"
                        + " no policy of the settings: policy=other",
                "{\"task_id\":\"t\",\"context\":5,\"candidates\":[{\"provider\":\"a\",\"sku\":\"1\"}]} | 400 |"
                        + " must be an object: context=5",
                "{\"task_id\":\"t\",\"context\":{\"cpu\":-1},\"candidates\":[{\"provider\":\"a\",\"sku\":\"1\"}]} |"
                        + " 422 | must be finite and >= 0: context.cpu=-1",
                "{\"task_id\":\"t\",\"context\":{\"cpu\":\"2\"},\"candidates\":[{\"provider\":\"a\",\"sku\":\"1\"}]} |"
                        + " 400 | must be a number: context.cpu=2",
                "{\"task_id\":\"t\",\"context\":{\"symbol\":\"NOBODY\"},\"candidates\":[{\"provider\":\"a\","
                        + "\"sku\":\"1\"}]} | 422 | nobody knows it: context.symbol=NOBODY",
                "{\"task_id\":\"t\",\"context\":{\"symbol\":\"A/B\"},\"candidates\":[{\"provider\":\"a\","
                        + "\"sku\":\"1\"}]} | 422 | must match [A-Za-z0-9._-]{1,32}: context.symbol=A/B",
            })
    void shouldNameWhatIsWrongWithARequest(String body, int status, String detail) {
        Front.Reply reply = front.json(Front.post("/decisions", body));

        assertThat(reply.body().get("detail").asText()).isEqualTo(detail);
        assertThat(reply.status()).isEqualTo(status);
    }

    @Test
    void shouldRefuseMoreCandidatesThanOneTaskMayHave() {
        String many = IntStream.range(0, 65)
                .mapToObj(i -> "{\"provider\":\"p" + i + "\",\"sku\":\"s\"}")
                .collect(Collectors.joining(",", "[", "]"));

        JsonNode problem = front.json(Front.post("/decisions", "{\"task_id\":\"t\",\"candidates\":" + many + "}"))
                .problem();

        assertThat(problem).isEqualTo(Front.parse("""
                {"type":"urn:aurora:problem:decision_refused","title":"The request for a decision is refused",
                "status":422,"detail":"must have at most 64: candidates=65","field":"candidates","value":"65",
                "rule":"must have at most 64","reason":"too_many_candidates"}"""));
    }

    @Test
    void shouldGiveTheStableCodesOfWhatIsUnknown() {
        JsonNode policy = front.json(
                        Front.post("/decisions", TASK.replace("\"task_id\"", "\"policy\":\"x\",\"task_id\"")))
                .problem();

        assertThat(policy).isEqualTo(Front.parse("""
                {"type":"urn:aurora:problem:unknown_policy","title":"Unknown policy","status":404,
                "detail":"no policy of the settings: policy=x","field":"policy","value":"x",
                "rule":"no policy of the settings","reason":"unknown_policy"}"""));
    }

    @Test
    void shouldChooseNobodyWhereTheGateRefuses() {
        front.decisions.gates.put("S", new Gate("S", "BLOCK", Gate.Verdict.REFUSED, "stale"));

        JsonNode body = front.json(Front.post("/decisions", onSymbol())).body();
        Front.Reply feedback = front.json(feedback(body.get("trace_id").asText(), OUTCOME));

        assertThat(body.get("chosen").isNull()).isTrue();
        assertThat(body.get("score").isNull()).isTrue();
        assertThat(body.at("/explanations/propensity").isNull()).isTrue();
        assertThat(body.at("/explanations/gate"))
                .isEqualTo(Front.parse(
                        "{\"symbol\":\"S\",\"state\":\"BLOCK\",\"verdict\":\"refused\",\"reason\":\"stale\"}"));
        assertThat(feedback.status()).isEqualTo(409);
        assertThat(feedback.body().get("reason").asText()).isEqualTo("gated");
    }

    @Test
    void shouldHalveTheScoreUnderDerisk() {
        front.decisions.gates.put("S", new Gate("S", "DERISK", Gate.Verdict.HALVED, "derisk"));

        JsonNode body = front.json(Front.post("/decisions", onSymbol())).body();

        assertThat(body.get("score").asDouble()).isEqualTo(0.25);
        assertThat(body.at("/explanations/gate/verdict").asText()).isEqualTo("halved");
    }

    private static String onSymbol() {
        return "{\"task_id\":\"t\",\"context\":{\"symbol\":\"S\"},\"candidates\":" + CANDIDATES + "}";
    }

    @Test
    void shouldLearnOnceAndAnswerTheSameAgain() {
        String trace = decided();

        JsonNode first = front.json(feedback(trace, OUTCOME)).body();
        JsonNode second =
                front.json(feedback(trace, OUTCOME.replace("42", "500"))).body();

        assertThat(first).isEqualTo(Front.parse("""
                {"updated":true,"reward":0.85,"explanation":{"total_reward":0.85,"components":
                {"latency_score":0.79,"cost_score":0.88,"slo_hit":true,"failures":0},"explanation":"reward 0.85: latency of\
                 42 ms gives 0.474 of 0.6, cost of 0.12 gives 0.176 of 0.2, the objective was kept for 0.2 of 0.2"},
                "q_updates":1}"""));
        assertThat(second.toString()).isEqualTo(first.toString().replace("\"updated\":true", "\"updated\":false"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"latency_ms\":-1,\"cost\":0,\"failures\":0,\"slo_hit\":true} | 422 |"
                        + " must be finite and >= 0: outcome.latency_ms=-1",
                "{\"latency_ms\":1,\"cost\":-0.5,\"failures\":0,\"slo_hit\":true} | 422 |"
                        + " must be finite and >= 0: outcome.cost=-0.5",
                "{\"latency_ms\":1,\"cost\":1e999,\"failures\":0,\"slo_hit\":true} | 422 |"
                        + " must be finite and >= 0: outcome.cost=Infinity",
                "{\"latency_ms\":1,\"cost\":0,\"failures\":1.5,\"slo_hit\":true} | 422 |"
                        + " must be a whole number in [0, 2147483647]: outcome.failures=1.5",
                "{\"latency_ms\":1,\"cost\":0,\"failures\":0,\"slo_hit\":1} | 400 |"
                        + " must be true or false: outcome.slo_hit=1",
                "{\"latency_ms\":1,\"failures\":0,\"slo_hit\":true} | 400 | must be given: outcome.cost",
                "[] | 400 | must be an object: outcome=[]",
            })
    void shouldNameTheFieldOfAnOutcomeThatCannotBe(String outcome, int status, String detail) {
        Front.Reply reply = front.json(feedback(decided(), outcome));

        assertThat(reply.body().get("detail").asText()).isEqualTo(detail);
        assertThat(reply.status()).isEqualTo(status);
    }

    @Test
    void shouldTellUnknownTracesFromExpiredOnes() {
        String trace = decided();
        int partition = Integer.parseInt(trace.substring(3, 7), 16);
        front.decisions.apply(
                partition,
                new io.aurora.domain.learning.PartitionEvent.TracesExpired(
                        0, java.util.List.of(1L), io.aurora.domain.learning.PartitionEvent.ExpiryCause.TTL));

        Front.Reply expired = front.json(feedback(trace, OUTCOME));
        Front.Reply unknown = front.json(feedback("tr_00000000ffffffffff", OUTCOME));
        Front.Reply none = front.json(feedback("nothing", OUTCOME));

        assertThat(expired.status()).isEqualTo(410);
        assertThat(expired.body().get("type").asText()).isEqualTo("urn:aurora:problem:trace_expired");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.body().get("detail").asText()).isEqualTo("there was no such decision: trace_id=nothing");
    }

    @Test
    void shouldAskToTryAgainWhenTheLoopCannotAnswer() {
        String trace = decided();
        front.decisions.unavailable = "store";

        Front.Reply decision = front.json(Front.post("/decisions", TASK));
        Front.Reply feedback = front.json(feedback(trace, OUTCOME));

        assertThat(decision.status()).isEqualTo(503);
        assertThat(decision.response().getHeader("Retry-After")).isPresent();
        assertThat(decision.body().get("reason").asText()).isEqualTo("store");
        assertThat(feedback.status()).isEqualTo(503);

        front.decisions.unavailable = "timeout";
        assertThat(front.json(Front.post("/decisions", TASK)).body().get("type").asText())
                .isEqualTo("urn:aurora:problem:timeout");
    }

    @Test
    void shouldDecideNothingWithoutAMajority() {
        front.reachable = false;

        assertThat(front.json(Front.post("/decisions", TASK)).status()).isEqualTo(503);
        assertThat(front.decisions.asked).isEmpty();
        assertThat(front.get("/status").body().get("healthy").asBoolean()).isFalse();
    }

    @Test
    void shouldShowItsStatus() {
        front.json(feedback(decided(), OUTCOME));
        decided();
        front.clock.nowMs += 2500;

        assertThat(front.json(HttpRequest.GET("/status")).body()).isEqualTo(Front.parse("""
                {"uptime_seconds":2.5,"model":{"episodes":1,"updates":1,"epsilon":0.1,"alpha":0.2,"gamma":0.92,
                "q_table_size":1,"total_state_action_pairs":1,"decisions":2,"open_traces":1},
                "cache":{"cache_hits":3,"cache_misses":1,"cache_errors":0,"cache_hit_rate":0.75,
                "cache_age_seconds":1.5,"cache_valid":true,"cache_ttl":5.0},"healthy":true}"""));
    }

    private String decided() {
        return front.json(Front.post("/decisions", TASK)).body().get("trace_id").asText();
    }

    private static HttpRequest feedback(String trace, String outcome) {
        return Front.post("/feedback", "{\"trace_id\":\"" + trace + "\",\"outcome\":" + outcome + "}");
    }
}
