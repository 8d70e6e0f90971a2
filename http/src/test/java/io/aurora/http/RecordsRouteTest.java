package io.aurora.http;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import io.aurora.domain.acceptance.AcceptanceState;
import io.aurora.http.port.DecisionRow;
import io.aurora.http.port.Explainer;
import io.aurora.http.port.History;
import io.aurora.http.port.TransitionRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordsRouteTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final long BAR_MS = Instant.parse("2024-02-29T23:00:00Z").toEpochMilli();

    private Front front;

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @BeforeEach
    void start() {
        front = new Front(KIT);
    }

    static DecisionRow row(String symbol, long seq, AcceptanceState state, OptionalLong validUntilMs) {
        return new DecisionRow(
                symbol,
                seq,
                BAR_MS,
                BAR_MS + 3_600_005,
                validUntilMs,
                state,
                OptionalDouble.of(0.7),
                OptionalDouble.of(0.91),
                OptionalDouble.of(0.1),
                OptionalDouble.of(99.0),
                OptionalDouble.of(101.5),
                OptionalDouble.empty(),
                1.0,
                1.0,
                List.of());
    }

    @Test
    void shouldPageDecisionsAndTransitions() {
        front.page = new History.Page(
                List.of(row("A", 7, AcceptanceState.DERISK, OptionalLong.empty())),
                List.of(new TransitionRow(
                        "A",
                        7,
                        BAR_MS,
                        BAR_MS + 3_600_005,
                        AcceptanceState.PASS,
                        AcceptanceState.DERISK,
                        List.of("soft:width"))),
                OptionalLong.of(7));

        Front.Reply reply = front.get("/symbols/A/history?from=2024-02-01T00:00:00Z&to=" + BAR_MS + "&after=5&limit=1");

        assertThat(reply.body()).isEqualTo(Front.parse("""
                {"symbol":"A","decisions":[{"seq":7,"bar_ts":"2024-02-29T23:00:00Z","decided_at":"2024-03-01T00:00:00.005Z",
                "valid_until":null,"state":"DERISK","kappa_plus":0.7,"coverage_ema":0.91,"alpha":0.1,
                "interval":{"lower":99.0,"upper":101.5},"close":null,"notional":1.0,"risk_scale":1.0,"block_reasons":[]}],
                "transitions":[{"seq":7,"bar_ts":"2024-02-29T23:00:00Z","decided_at":"2024-03-01T00:00:00.005Z",
                "from":"PASS","to":"DERISK","reasons":["soft:width"]}],"next":7}"""));
        assertThat(front.asked)
                .containsExactly(new History.Query(
                        "A",
                        OptionalLong.of(Instant.parse("2024-02-01T00:00:00Z").toEpochMilli()),
                        OptionalLong.of(BAR_MS),
                        5,
                        1));
    }

    @Test
    void shouldNameWrongParametersOfAPage() {
        assertThat(front.get("/symbols/A/history?limit=1001")
                        .body()
                        .get("detail")
                        .asText())
                .isEqualTo("must be a whole number in [1, 1000]: limit=1001");
        assertThat(front.get("/symbols/A/history?from=monday")
                        .body()
                        .get("detail")
                        .asText())
                .isEqualTo("must be ISO-8601 with an offset, or milliseconds since 1970 UTC: from=monday");
        assertThat(front.get("/symbols/A/history?from=2&to=1")
                        .body()
                        .get("detail")
                        .asText())
                .isEqualTo("must not be after to=1970-01-01T00:00:00.001Z: from=1970-01-01T00:00:00.002Z");
        assertThat(front.asked).isEmpty();
    }

    @Test
    void shouldStreamTheJournal() {
        front.journal.add("{\"seq\":1}");
        front.journal.add("{\"seq\":2}");

        HttpResponse response = front.call(HttpRequest.GET("/symbols/A/journal?from_seq=1"));

        assertThat(response.entity().getContentType().toString()).isEqualTo("application/x-ndjson");
        assertThat(front.text(response)).isEqualTo("{\"seq\":1}\n{\"seq\":2}\n");
    }

    @Test
    void shouldAnswer404WhenTheJournalHasNoEvents() {
        assertThat(front.get("/symbols/A/journal").body().get("detail").asText())
                .isEqualTo("no bar has opened this symbol: symbol=A");
        assertThat(front.get("/symbols/A/journal?from_seq=9").status()).isEqualTo(404);
    }

    @Test
    void shouldExplainADecision() {
        front.explanation = Optional.of(new Explainer.Explanation(
                "A",
                7,
                1,
                "abc",
                Map.of("latency_ms", 1.5),
                List.of(new Explainer.Step("aci", Map.of("aci", 0.4))),
                Map.of("state", "PASS"),
                false,
                List.of(new Explainer.Difference("kappa", "0.5", "0.6")),
                Optional.empty()));

        assertThat(front.get("/symbols/A/explain/7").body()).isEqualTo(Front.parse("""
                {"symbol":"A","seq":7,"logic_version":1,"settings_digest":"abc","inputs":{"latency_ms":1.5},
                "steps":[{"name":"aci","figures":{"aci":0.4}}],"outcome":{"state":"PASS"},"agrees":false,
                "differences":[{"field":"kappa","recorded":"0.5","derived":"0.6"}],"reason":null}"""));
    }

    @Test
    void shouldNameTheDecisionThatCannotBeExplained() {
        Front.Reply unknown = front.get("/symbols/A/explain/7");
        Front.Reply bad = front.get("/symbols/A/explain/zero");

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body().get("detail").asText())
                .isEqualTo("the symbol A has no decision of this sequence number: seq=7");
        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.body().get("detail").asText())
                .isEqualTo("must be a whole number in [1, 9223372036854775807]: seq=zero");
    }
}
