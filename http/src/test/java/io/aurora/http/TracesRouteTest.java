package io.aurora.http;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.actors.decisions.ArchivedTrace;
import io.aurora.actors.protocol.StrategistProtocol.Learned;
import io.aurora.actors.protocol.StrategistProtocol.TraceOpen;
import io.aurora.domain.learning.PartitionEvent.DecisionMade;
import io.aurora.domain.learning.PartitionEvent.ExpiryCause;
import io.aurora.domain.learning.PartitionEvent.FeedbackApplied;
import io.aurora.domain.learning.PartitionEvent.TracesExpired;
import io.aurora.domain.learning.TaskOutcome;
import io.aurora.domain.learning.TraceId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TracesRouteTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final String TASK = """
            {"task_id":"t-1","context":{"cpu":4,"region":"eu"},
            "candidates":[{"provider":"akash","sku":"A8"},{"provider":"vast","sku":"V/4"}]}""";
    private static final String STATE =
            "latency=none;cpu=<=8;memory=none;region=other;coherence=mid;density=mid;count=2";

    private Front front;
    private TraceId trace;
    private DecisionMade made;

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @BeforeEach
    void decide() {
        front = new Front(KIT);
        String id = front.json(Front.post("/decisions", TASK))
                .body()
                .get("trace_id")
                .asText();
        trace = TraceId.parse(id).orElseThrow();
        made = ((TraceOpen) Front.await(front.decisions.trace(trace))).made();
    }

    private FeedbackApplied learn() {
        return ((Learned) Front.await(front.decisions.feedback(trace, new TaskOutcome(42, 0.12, 0, true)))).applied();
    }

    @Test
    void shouldShowAnOpenTraceWithoutTheReadSide() {
        assertThat(front.get("/decisions/" + trace).body()).isEqualTo(Front.parse("""
                {"trace_id":"%s","task_id":"t-1","policy":"default","status":"open","decided_at":"2024-03-01T00:00:00Z",
                "context":{"cpu":4.0,"region":"eu"},"candidates":[{"provider":"akash","sku":"A8","q":0.0},
                {"provider":"vast","sku":"V/4","q":0.0}],"chosen":{"provider":"akash","sku":"A8"},"score":0.5,
                "epsilon":0.1,"explanations":{"q_value":0.0,"psi_coherence":0.5,"psi_density":0.5,
                "exploration":"exploit","propensity":0.9500000000000001,"state":"%s","scored_by":"built_in"},
                "feedback":null,"expired":null}""".formatted(trace, STATE)));
        assertThat(front.traces.looks).isZero();
    }

    @Test
    void shouldWaitALittleForTheReadSideOfAClosedTrace() {
        FeedbackApplied applied = learn();
        front.traces.known.put(trace.toString(), new ArchivedTrace(made, Optional.of(applied), Optional.empty()));
        front.traces.behind = 2;

        JsonNode body = front.get("/decisions/" + trace).body();

        assertThat(body.get("status").asText()).isEqualTo("answered");
        assertThat(body.get("feedback")).isEqualTo(Front.parse("""
                {"applied_at":"2024-03-01T00:00:00Z","outcome":{"latency_ms":42.0,"cost":0.12,"failures":0,
                "slo_hit":true},"reward":0.8500000000000001,"next_state":"%s","max_next":0.0,"old_q":0.0,
                "new_q":0.17000000000000004,"alpha":0.2,"gamma":0.92}""".formatted(STATE)));
        assertThat(front.traces.looks).isEqualTo(3);
    }

    @Test
    void shouldGiveUpWhenTheReadSideStaysBehind() {
        learn();
        front.traces.known.put(trace.toString(), new ArchivedTrace(made, Optional.empty(), Optional.empty()));

        Front.Reply reply = front.get("/decisions/" + trace);

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.body().get("reason").asText()).isEqualTo("read_side_behind");
        assertThat(front.traces.looks).isEqualTo(6);
    }

    @Test
    void shouldReadWhatThePartitionHasLetGoOf() {
        front.decisions.apply(trace.partition(), new TracesExpired(0, List.of(trace.number()), ExpiryCause.OVERFLOW));
        front.traces.known.put(
                trace.toString(), new ArchivedTrace(made, Optional.empty(), Optional.of(ExpiryCause.OVERFLOW)));
        front.decisions.forgetful = true;

        JsonNode body = front.get("/decisions/" + trace).body();

        assertThat(body.get("status").asText()).isEqualTo("expired");
        assertThat(body.get("expired").asText()).isEqualTo("overflow");
    }

    @Test
    void shouldAnswer404ForTracesThatNeverWere() {
        String next = new TraceId(trace.partition(), trace.policyTag(), trace.number() + 1).toString();
        String otherPolicy = new TraceId(trace.partition(), trace.policyTag() ^ 1, 1).toString();

        for (String id : List.of(next, otherPolicy, "tr_1", "x")) {
            Front.Reply reply = front.get("/decisions/" + id);
            assertThat(reply.status()).as(id).isEqualTo(404);
            assertThat(reply.body().get("reason").asText()).isEqualTo("unknown_trace");
        }
    }

    @Test
    void shouldTellWhatTheCandidatesAreWorthNow() {
        FeedbackApplied applied = learn();
        front.traces.known.put(trace.toString(), new ArchivedTrace(made, Optional.of(applied), Optional.empty()));

        JsonNode body = front.get("/decisions/" + trace + "/counterfactual").body();

        double q = applied.newQ();
        assertThat(body.get("candidates")).isEqualTo(Front.parse("""
                [{"provider":"akash","sku":"A8","q_then":0.0,"q_now":%1$s,"difference":%1$s,"tries":1,
                "over_chosen_then":0.0,"over_chosen_now":0.0,"chosen":true,"greedy_now":true},
                {"provider":"vast","sku":"V/4","q_then":0.0,"q_now":0.0,"difference":0.0,"tries":0,
                "over_chosen_then":0.0,"over_chosen_now":-%1$s,"chosen":false,"greedy_now":false}]""".formatted(q)));
        assertThat(body.get("state").asText()).isEqualTo(STATE);
        assertThat(body.at("/feedback/new_q").asDouble()).isEqualTo(q);
    }
}
