package io.aurora.lab.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aurora.domain.acceptance.AcceptanceState;
import io.aurora.domain.acceptance.Guard;
import io.aurora.domain.acceptance.GuardSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplaySummaryTest {
    private static final double EXACT = 1e-12;

    /** The keys of the specification's page on offline work, section 2, in its order. */
    private static final List<String> KEYS = List.of(
            "n",
            "profile",
            "coverage_empirical",
            "target_coverage",
            "coverage_abs_err",
            "coverage_by_regime",
            "coverage_by_month",
            "longest_miss_run",
            "pass_share",
            "derisk_share",
            "block_share",
            "warmup_share",
            "surprisal_p95",
            "latency_p95_ms",
            "violation_events",
            "violation_rate",
            "transitions",
            "flap_rate_k",
            "avg_risk_scale",
            "exec_block_rate",
            "exec_block_rate_by_reason",
            "width_mean",
            "winkler",
            "kappa_plus",
            "triggers",
            "digest");

    /** Five bars: one of warm-up, then hit, miss and miss, with a move to DERISK and one to BLOCK. */
    private static ReplaySummary worked() {
        ReplaySummary summary = new ReplaySummary();
        summary.add(Decisions.bar(0)
                .state(AcceptanceState.WARMUP)
                .gating(0.0, 0.0, "warmup")
                .kappaPlus(-9.0)
                .decided());
        summary.add(Decisions.bar(1)
                .movedFrom(AcceptanceState.WARMUP)
                .settled(true, 0.2)
                .kappaPlus(0.8)
                .regime(0.1, 0.1, 0.8)
                .decided());
        summary.add(Decisions.bar(2)
                .close(100.0 * StrictMath.exp(0.05))
                .settled(false, 1.0)
                .kappaPlus(0.4)
                .state(AcceptanceState.DERISK)
                .movedFrom(AcceptanceState.PASS)
                .guards(GuardSet.of(Guard.COVERAGE, Guard.WIDTH), GuardSet.of(Guard.MISS_STREAK))
                .gating(0.5, 0.5)
                .latencyMs(9.0)
                .decided());
        summary.add(Decisions.bar(3)
                .settled(false, 2.0)
                .kappaPlus(1.2)
                .state(AcceptanceState.BLOCK)
                .movedFrom(AcceptanceState.DERISK)
                .guards(GuardSet.NONE, GuardSet.of(Guard.COVERAGE))
                .gating(0.0, 0.0, "guard_hard", "decision")
                .decided());
        summary.add(Decisions.bar(4).withoutForecast().kappaPlus(0.6).decided());
        return summary;
    }

    @Test
    void shouldHaveExactlyTheKeysOfThePageWhenWritten() {
        assertThat(SummaryFigures.of(worked(), "replay", "d").keySet()).containsExactlyElementsOf(KEYS);
    }

    @Test
    void shouldCountCoverageByRegimeAndMonthOfTheSettledForecastWhenBarsSettle() {
        Map<String, Object> figures = SummaryFigures.of(worked(), "replay", "d");

        assertThat((Double) figures.get("coverage_empirical")).isCloseTo(1.0 / 3.0, within(EXACT));
        assertThat((Double) figures.get("target_coverage")).isCloseTo(0.9, within(EXACT));
        assertThat((Double) figures.get("coverage_abs_err")).isCloseTo(0.9 - 1.0 / 3.0, within(EXACT));
        assertThat(figures.get("coverage_by_regime"))
                .isEqualTo(Map.of("AR", Map.of("n", 2L, "coverage", 0.5), "GARCH", Map.of("n", 1L, "coverage", 0.0)));
        assertThat(figures.get("coverage_by_month"))
                .isEqualTo(Map.of(
                        "2024-01", Map.of("n", 1L, "coverage", 1.0), "2024-02", Map.of("n", 2L, "coverage", 0.0)));
        assertThat(figures.get("longest_miss_run")).isEqualTo(2L);
    }

    @Test
    void shouldTakeStatesOutsideWarmUpAndRatesOverAllStepsWhenSummedUp() {
        Map<String, Object> figures = SummaryFigures.of(worked(), "replay", "d");

        assertThat(figures)
                .containsEntry("n", 5L)
                .containsEntry("pass_share", 0.5)
                .containsEntry("derisk_share", 0.25)
                .containsEntry("block_share", 0.25)
                .containsEntry("warmup_share", 0.2)
                .containsEntry("violation_events", Map.of("coverage", 2L, "width", 1L))
                .containsEntry("violation_rate", 0.6)
                .containsEntry("transitions", 2L)
                .containsEntry("flap_rate_k", 400.0)
                .containsEntry("avg_risk_scale", 0.5)
                .containsEntry("exec_block_rate", 0.4)
                .containsEntry("exec_block_rate_by_reason", Map.of("decision", 0.2, "guard_hard", 0.2, "warmup", 0.2));
    }

    /**
     * Returns 0, 0.05 and -0.05 against half-widths of 0.02: Winkler scores 0.04, 0.04 + 20 x 0.03 and the same. Surprisals 0.2, 1, 2:
     * p95 = 1 + 0.9. Latencies 1, 1, 9, 1 of bars with a forecast: p95 = 1 + 0.85 x 8.
     */
    @Test
    void shouldScoreIntervalsAndQuantilesWhenSummedUp() {
        Map<String, Object> figures = SummaryFigures.of(worked(), "replay", "d");

        assertThat((Double) figures.get("winkler")).isCloseTo((0.04 + 0.64 + 0.64) / 3.0, within(1e-9));
        assertThat((Double) figures.get("width_mean")).isCloseTo(0.04, within(EXACT));
        assertThat((Double) figures.get("surprisal_p95")).isCloseTo(1.9, within(EXACT));
        assertThat((Double) figures.get("latency_p95_ms")).isCloseTo(7.8, within(EXACT));
    }

    @Test
    void shouldShowKappaPlusOutsideWarmUpWhenSummedUp() {
        Map<?, ?> kappaPlus =
                (Map<?, ?>) SummaryFigures.of(worked(), "replay", "d").get("kappa_plus");

        assertThat(kappaPlus.get("min")).isEqualTo(0.4);
        assertThat(kappaPlus.get("p50")).isEqualTo(0.8);
        assertThat(kappaPlus.get("max")).isEqualTo(1.2);
        assertThat((Double) kappaPlus.get("corridor_share")).isCloseTo(1.0 / 3.0, within(EXACT));
    }

    @Test
    void shouldAddCountsAndKeepTheLongestRunWhenMerged() {
        ReplaySummary merged = new ReplaySummary();
        merged.merge(worked());
        merged.merge(worked());
        Map<String, Object> one = SummaryFigures.of(worked(), "replay", "d");
        Map<String, Object> two = SummaryFigures.of(merged, "replay", "d");

        assertThat(two).containsEntry("n", 10L).containsEntry("transitions", 4L);
        assertThat(two.get("longest_miss_run")).isEqualTo(2L);
        assertThat(two.get("pass_share")).isEqualTo(one.get("pass_share"));
        assertThat((Double) two.get("winkler")).isCloseTo((Double) one.get("winkler"), within(EXACT));
    }

    @Test
    void shouldSayNothingRatherThanZeroWhenThereIsNoBase() {
        Map<String, Object> figures = SummaryFigures.of(new ReplaySummary(), "replay", "d");

        assertThat(figures)
                .containsEntry("n", 0L)
                .containsEntry("coverage_empirical", null)
                .containsEntry("coverage_abs_err", null)
                .containsEntry("pass_share", null)
                .containsEntry("surprisal_p95", null)
                .containsEntry("winkler", null);
    }
}
