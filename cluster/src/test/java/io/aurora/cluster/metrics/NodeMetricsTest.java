package io.aurora.cluster.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aurora.config.AuroraSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Known figures through every hook, one scrape. */
class NodeMetricsTest {
    private static final long NOW = RecordedScrape.NOW;
    private static final Map<String, String> DEFAULT = Map.of("profile", "default");
    private static final AuroraSettings SETTINGS = RecordedScrape.SETTINGS;
    private static PrometheusText scrape;

    @BeforeAll
    static void scrape() throws IOException, InterruptedException {
        scrape = PrometheusText.parse(RecordedScrape.ofAnotherProcess());
    }

    @Test
    void shouldScaleHistogramsBackWhenScraped() {
        assertThat(scrape.types()).containsEntry("aurora_acceptance_latency_ms", "histogram");
        assertThat(scrape.value("aurora_acceptance_latency_ms_count", DEFAULT)).isEqualTo(4.0);
        assertThat(scrape.value("aurora_acceptance_latency_ms_sum", DEFAULT)).isCloseTo(162.5, within(0.1));
        assertThat(scrape.value("aurora_acceptance_surprisal_v2_sum", DEFAULT)).isCloseTo(3.45, within(0.003));
        assertThat(scrape.value("aurora_acceptance_rel_width_sum", DEFAULT)).isCloseTo(0.08, within(0.0001));
        assertThat(scrape.value("aurora_acceptance_kappa_sum", DEFAULT)).isCloseTo(3.0, within(0.003));
        assertThat(scrape.value("aurora_recovery_seconds_sum", Map.of())).isCloseTo(0.25, within(0.001));
        assertThat(scrape.value("aurora_inference_device_ms_sum", Map.of())).isCloseTo(1.5, within(0.002));
        assertThat(scrape.value("aurora_inference_batch_size_sum", Map.of())).isEqualTo(8.0);
        assertThat(scrape.value("aurora_prediction_latency_ms_sum", Map.of())).isCloseTo(200.0, within(0.2));
    }

    @Test
    void shouldShowTheDecisionLoopWhenItDecidedAndLearned() {
        assertThat(scrape.value(
                        "aurora_intelligence_decisions_total", Map.of("provider", "akash", "exploration", "explore")))
                .isEqualTo(1.0);
        assertThat(scrape.value("aurora_intelligence_rewards_sum", Map.of())).isCloseTo(-0.15, within(0.002));
        assertThat(scrape.value("aurora_intelligence_rewards_bucket", Map.of("le", "-1.0")))
                .isEqualTo(1.0);
        assertThat(scrape.value("aurora_intelligence_rewards_bucket", Map.of("le", "0.9")))
                .isEqualTo(2.0);
        assertThat(scrape.bounds("aurora_intelligence_rewards", Map.of()))
                .hasSize(21)
                .contains(-1.0, -0.1, 0.0, 0.1, 1.0);
        assertThat(scrape.value("aurora_intelligence_decision_latency_seconds_sum", Map.of("phase", "store")))
                .isCloseTo(0.002, within(2e-5));
        assertThat(scrape.value("aurora_intelligence_feedback_total", Map.of("outcome", "expired")))
                .isEqualTo(4.0);
        assertThat(scrape.value("aurora_intelligence_q_table_size", Map.of())).isEqualTo(2.0);
        assertThat(scrape.value("aurora_intelligence_trace_store_size", Map.of()))
                .isEqualTo(1.0);
    }

    @Test
    void shouldShowBoundsOfTheSettingsWhenScraped() {
        assertThat(scrape.bounds("aurora_acceptance_latency_ms", DEFAULT))
                .isEqualTo(SETTINGS.metrics().bounds().latencyMs())
                .contains(80.0, 100.0);
        assertThat(scrape.bounds("aurora_acceptance_surprisal_v2", DEFAULT))
                .isEqualTo(SETTINGS.metrics().bounds().surprisal())
                .contains(1.95, 2.2);
        assertThat(scrape.bounds("aurora_acceptance_kappa", DEFAULT)).contains(0.35);
        assertThat(scrape.bounds("aurora_prediction_latency_ms", Map.of()))
                .containsExactly(10.0, 25.0, 50.0, 75.0, 100.0, 150.0, 200.0, 500.0);
        List<Double> widths = SETTINGS.metrics().bounds().relWidth();
        List<Double> shown = scrape.bounds("aurora_acceptance_rel_width", DEFAULT);
        assertThat(shown).hasSameSizeAs(widths);
        for (int i = 0; i < shown.size(); i++) {
            assertThat(shown.get(i)).isCloseTo(widths.get(i), within(1e-9));
        }
    }

    @Test
    void shouldPutAFigureAtAThresholdBelowItWhenScraped() {
        assertThat(scrape.value("aurora_acceptance_latency_ms_bucket", Map.of("profile", "default", "le", "80.0")))
                .as("two of 1 ms and the one of exactly 80 ms, not the one of 80.5 ms")
                .isEqualTo(3.0);
        assertThat(scrape.value("aurora_acceptance_surprisal_v2_bucket", Map.of("profile", "default", "le", "1.95")))
                .isEqualTo(4.0);
    }

    @Test
    void shouldAverageOverLiveSymbolsOnlyWhenRead() {
        assertThat(scrape.value("aurora_acceptance_kappa_plus", DEFAULT)).isEqualTo(-0.1);
        assertThat(scrape.value("aurora_kappa_plus", Map.of())).isEqualTo(-0.1);
        assertThat(scrape.value("aurora_icp_coverage_ema", DEFAULT)).isEqualTo(0.85);
        assertThat(scrape.value("aurora_icp_coverage_ema_worst", DEFAULT)).isEqualTo(0.8);
        assertThat(scrape.value("aurora_icp_alpha", DEFAULT)).isEqualTo(0.08);
        assertThat(scrape.value("aurora_icp_alpha_target", DEFAULT)).isEqualTo(0.1);
        assertThat(scrape.value("aurora_execution_risk_scale", DEFAULT)).isEqualTo(0.5);
        assertThat(scrape.value("aurora_execution_risk_scale_p95", DEFAULT)).isEqualTo(0.95);
        assertThat(scrape.value("aurora_acceptance_rel_width_current", DEFAULT)).isEqualTo(0.02);
        assertThat(scrape.value("aurora_acceptance_block_age_bars_max", DEFAULT))
                .isEqualTo(30.0);
        assertThat(scrape.value("aurora_acceptance_block_age_seconds_max", DEFAULT))
                .isEqualTo(1800.0);
        assertThat(scrape.value("aurora_acceptance_lag_bars_max", DEFAULT)).isEqualTo(2.5);
        assertThat(scrape.value("aurora_kappa_component", Map.of("part", "u_model")))
                .isEqualTo(0.2);
        assertThat(scrape.value("aurora_regime_distribution", Map.of("regime", "arma")))
                .isEqualTo(0.3);
        assertThat(scrape.value("aurora_aci_value", Map.of())).isEqualTo(0.6);
        assertThat(scrape.value("aurora_coverage_rate", Map.of())).isEqualTo(0.905);
    }

    @Test
    void shouldCountSymbolsByServedStateWhenRead() {
        assertThat(state("PASS")).isEqualTo(1.0);
        assertThat(state("DERISK")).isZero();
        assertThat(state("BLOCK")).as("B, and D which is stale").isEqualTo(2.0);
        assertThat(state("WARMUP")).isEqualTo(1.0);
        assertThat(scrape.value("aurora_symbols_loaded", Map.of())).isEqualTo(4.0);
        assertThat(scrape.value("aurora_symbols_stale", Map.of())).isEqualTo(1.0);
        assertThat(scrape.value("aurora_kill_switch", Map.of("reason", "hold"))).isEqualTo(1.0);
        assertThat(scrape.value("aurora_kill_switch", Map.of("reason", "desk_hold")))
                .isEqualTo(1.0);
        assertThat(scrape.value("aurora_fallback_active", Map.of("trigger", "latency")))
                .isEqualTo(1.0);
        assertThat(scrape.value("aurora_fallback_active", Map.of("trigger", "kappa")))
                .isZero();
    }

    private static double state(String state) {
        return scrape.value("aurora_acceptance_state", Map.of("profile", "default", "state", state));
    }

    @Test
    void shouldCountDecisionsOutOfWarmUpOnlyWhenDecided() {
        assertThat(decisions("PASS")).as("A, D and E").isEqualTo(3.0);
        assertThat(decisions("BLOCK")).isEqualTo(1.0);
        assertThat(decisions("DERISK")).as("shown before the first").isZero();
        assertThat(scrape.all("aurora_acceptance_decision_total"))
                .noneMatch(sample -> sample.labels().containsValue("WARMUP"));
        assertThat(scrape.value(
                        "aurora_acceptance_state_transitions_total",
                        Map.of("from_state", "DERISK", "to_state", "BLOCK", "profile", "default")))
                .isEqualTo(1.0);
        assertThat(violations("coverage")).as("two guards of one kind").isEqualTo(1.0);
        assertThat(violations("lag")).isEqualTo(1.0);
        assertThat(violations("width")).isZero();
        assertThat(scrape.value("aurora_icp_miss_total", DEFAULT)).isEqualTo(1.0);
        assertThat(scrape.value(
                        "aurora_execution_block_total", Map.of("profile", "default", "reason", "guard_coverage")))
                .isEqualTo(1.0);
    }

    private static double decisions(String state) {
        return scrape.value("aurora_acceptance_decision_total", Map.of("decision", state, "profile", "default"));
    }

    private static double violations(String type) {
        return scrape.value("aurora_acceptance_violation_total", Map.of("type", type, "profile", "default"));
    }

    @Test
    void shouldCountWhatHappensToTheNodeWhenTold() {
        assertThat(count("aurora_bars_total", "outcome", "decided")).isEqualTo(5.0);
        assertThat(count("aurora_bars_total", "outcome", "refused")).isEqualTo(1.0);
        assertThat(count("aurora_bars_refused_total", "reason", "off_grid")).isEqualTo(1.0);
        assertThat(count("aurora_fallback_total", "trigger", "latency")).isEqualTo(1.0);
        assertThat(count("aurora_errors_total", "component", "journal")).isEqualTo(1.0);
        assertThat(count("aurora_errors_total", "component", "http")).isEqualTo(1.0);
        assertThat(count("aurora_errors_total", "component", "inference_engine"))
                .isEqualTo(1.0);
        assertThat(count("aurora_router_fit_total", "result", "undefined")).isEqualTo(1.0);
        assertThat(count("aurora_decision_stage_overrun_total", "stage", "student"))
                .as("40 ms where 30 ms are allowed")
                .isEqualTo(5.0);
        assertThat(count("aurora_decision_stage_overrun_total", "stage", "features"))
                .isZero();
        assertThat(scrape.value("aurora_inference_fallback_total", Map.of())).isEqualTo(1.0);
        assertThat(scrape.value("aurora_stale_served_total", Map.of())).isEqualTo(1.0);
        assertThat(scrape.value("aurora_snapshot_total", Map.of("op", "save", "result", "failed")))
                .isEqualTo(1.0);
        assertThat(scrape.value("aurora_requests_total", Map.of("route", "/symbols/{s}/bars", "status", "503")))
                .isEqualTo(1.0);
        assertThat(scrape.value("aurora_inference_queue_depth", Map.of())).isEqualTo(3.0);
        assertThat(count("aurora_projection_lag_seconds", "projection", "decision-0"))
                .isEqualTo(1.5);
        assertThat(scrape.value("aurora_last_bar_timestamp_seconds", Map.of())).isEqualTo(NOW / 1000.0);
    }

    private static double count(String metric, String label, String value) {
        return scrape.value(metric, Map.of(label, value));
    }

    @Test
    void shouldShowNothingUnregisteredWhenScraped() {
        for (MetricSpec metric : MetricNames.all()) {
            String type = scrape.types().get(metric.name());
            if (type != null) {
                assertThat(type)
                        .as(metric.name())
                        .isEqualTo(metric.type().name().toLowerCase(Locale.ROOT));
            }
            for (String series : metric.series()) {
                scrape.all(series)
                        .forEach(sample ->
                                assertThat(labelsOf(sample)).as(series).isEqualTo(new TreeSet<>(metric.labels())));
            }
        }
        List<String> families = new ArrayList<>(scrape.types().keySet());
        families.removeIf(name -> !name.startsWith("aurora_"));
        assertThat(families)
                .isSubsetOf(MetricNames.all().stream().map(MetricSpec::name).toList());
    }

    private static Set<String> labelsOf(PrometheusText.Sample sample) {
        Set<String> labels = new TreeSet<>(sample.labels().keySet());
        labels.remove("le");
        return labels;
    }

    @Test
    void shouldShowEveryRegisteredMetricWhenAllHooksWereCalled() {
        Set<String> ofACluster = Set.of("aurora_cluster_members", "aurora_cluster_unreachable");
        Set<String> expected = new TreeSet<>();
        MetricNames.all().forEach(metric -> expected.add(metric.name()));
        expected.removeAll(ofACluster);
        Set<String> shown = new TreeSet<>();
        scrape.samples().forEach(sample -> shown.add(sample.name().replaceFirst("_(bucket|sum|count)$", "")));

        assertThat(shown).containsAll(expected);
    }

    @Test
    void shouldShowTheJvmWhenScraped() {
        Set<String> shown = new TreeSet<>();
        scrape.samples().forEach(sample -> shown.add(sample.name()));

        assertThat(shown).containsAll(MetricNames.jvmSeries());
    }

    @Test
    void shouldShareTheScrapeWhenAnotherNodeStartsInTheProcess() {
        assertThat(count("aurora_errors_total", "component", "kafka")).isEqualTo(1.0);
    }
}
