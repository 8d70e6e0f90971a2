package io.aurora.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aurora.cluster.metrics.PrometheusText;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a first start without any option shows: a live market, decisions, health and figures. */
class FirstStartTest {
    private static final int MARKET = 8;

    @TempDir
    private static Path folder;

    private static NodeProcess node;

    @BeforeAll
    static void startNode() {
        node = NodeProcess.start(folder);
    }

    @AfterAll
    static void stopNode() {
        node.stop();
    }

    @Test
    void shouldShowEightSymbolsBeyondWarmupThatChange() {
        Until.passes(() -> {
            JsonNode counts = node.json("/state").get("symbols");
            assertThat(counts.get("WARMUP").intValue()).as("%s", counts).isZero();
            assertThat(counts.get("PASS").intValue()
                            + counts.get("DERISK").intValue()
                            + counts.get("BLOCK").intValue())
                    .as("%s", counts)
                    .isEqualTo(MARKET);
        });
        for (JsonNode before : node.json("/symbols/state").get("symbols")) {
            String path = "/symbols/" + before.get("symbol").textValue() + "/state?after="
                    + before.get("seq").longValue();

            JsonNode after = node.json(path);

            assertThat(after.get("seq").longValue())
                    .as("%s", path)
                    .isGreaterThan(before.get("seq").longValue());
            assertThat(after.get("bar_ts")).isNotEqualTo(before.get("bar_ts"));
        }
    }

    @Test
    void shouldBeHealthyAndReadyWhenStarted() {
        assertThat(node.json("/healthz").get("status").textValue()).isEqualTo("healthy");
        Until.passes(() ->
                assertThat(node.json("/readyz").get("ready").booleanValue()).isTrue());
        assertThat(node.json("/health").get("checks").get("journal_ok").booleanValue())
                .isTrue();
        for (String page : new String[] {"/", "/docs", "/openapi.json"}) {
            assertThat(node.get(page).statusCode()).as(page).isEqualTo(200);
        }
    }

    @Test
    void shouldTellThePastOfASymbolWhenItIsAsked() {
        Until.passes(
                () -> assertThat(node.json("/symbols/SIM-BTC/history?limit=300").get("decisions"))
                        .hasSizeGreaterThan(200));
        JsonNode explained = node.json("/symbols/SIM-BTC/explain/200");

        assertThat(explained.get("agrees").booleanValue()).isTrue();
        assertThat(explained.get("steps")).hasSizeGreaterThan(6);
        Until.passes(() -> {
            assertThat(node.json("/symbols").get("count").intValue()).isEqualTo(MARKET);
            assertThat(node.json("/state").get("latency_p95").isNull()).isFalse();
        });
        assertThat(node.get("/backup").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldAnswerQuestionsOfRiskFromWhatWasRecorded() {
        String basket = "{\"symbols\":[\"SIM-BTC\",\"SIM-ETH\",\"SIM-SOL\"],\"count\":100}";
        Until.passes(() -> assertThat(node.postJson("/portfolio/optimize", basket)
                        .at("/terms/draw/bars_known")
                        .intValue())
                .isGreaterThan(200));
        JsonNode portfolio = node.postJson("/portfolio/optimize", basket);
        assertThat(portfolio.at("/terms/scenarios").intValue()).isEqualTo(100);
        assertThat(portfolio.at("/terms/draw/regime").textValue())
                .as("%s", portfolio)
                .isIn("AR", "ARMA", "GARCH");
        assertThat(portfolio.get("certified").booleanValue())
                .as("%s", portfolio)
                .isTrue();

        JsonNode job = json(node.post(
                        "/transfer/validate",
                        "application/json",
                        "{\"source\":\"SIM-BTC\",\"target\":\"SIM-EUR\",\"benchmark\":\"SIM-ETH\"}")
                .body());
        Until.passes(() -> assertThat(node.json("/jobs/" + job.get("job").textValue())
                        .get("state")
                        .textValue())
                .isEqualTo("done"));
        assertThat(node.json("/transfer/SIM-EUR").at("/report/verdict").textValue())
                .isEqualTo("INSUFFICIENT");
        assertThat(node.json("/transfer/SIM-EUR").at("/report/scores/source").intValue())
                .isPositive();
        assertThat(node.json("/symbols/SIM-EUR/state").get("risk_mode").textValue())
                .isEqualTo("ICM");
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(text, e);
        }
    }

    @Test
    void shouldExposeFiguresOfDecisionsWhenBarsWereDecided() {
        Until.passes(() -> {
            PrometheusText scrape = PrometheusText.parse(node.get("/metrics").body());
            assertThat(sum(scrape, "aurora_acceptance_decision_total")).isGreaterThan(MARKET * 100.0);
            assertThat(sum(scrape, "aurora_acceptance_state")).isEqualTo(MARKET);
            assertThat(sum(scrape, "aurora_acceptance_latency_ms_count")).isGreaterThan(MARKET * 100.0);
            assertThat(sum(scrape, "aurora_symbols_loaded")).isEqualTo(MARKET);
            assertThat(scrape.value("aurora_icp_coverage_ema", Map.of("profile", "default")))
                    .isBetween(0.5, 1.0);
            assertThat(scrape.types())
                    .containsKeys(
                            "aurora_projection_lag_seconds",
                            "aurora_requests_total",
                            "aurora_inference_batch_size",
                            "aurora_regime_distribution",
                            "aurora_execution_risk_scale",
                            "aurora_kappa_plus");
        });
    }

    private static double sum(PrometheusText scrape, String series) {
        return scrape.all(series).stream()
                .mapToDouble(PrometheusText.Sample::value)
                .sum();
    }
}
