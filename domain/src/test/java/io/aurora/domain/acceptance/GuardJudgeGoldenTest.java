package io.aurora.domain.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.domain.settings.GuardSettings;
import io.aurora.golden.GoldenVectors;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class GuardJudgeGoldenTest {
    private final JsonNode vector = GoldenVectors.read("online/guards.json");
    private final GuardJudge judge = judge(vector.get("params"));

    @Test
    void shouldBreachAsTheReferenceWhenFiguresCrossThresholds() {
        for (JsonNode golden : vector.get("cases")) {
            JsonNode in = golden.get("input");
            GuardFigures figures = figures(in);
            OptionalDouble lag = optional(in, "lag_bars");
            GuardSet soft = judge.soft(figures, in.get("kappa").asDouble(), lag);
            GuardSet hard = judge.hard(figures, in.get("kappa_plus").asDouble(), lag);
            String where = golden.get("name").asText();
            assertThat(soft.codes("")).as(where).isEqualTo(FsmGoldenTest.strings(golden.get("soft")));
            assertThat(hard.codes("")).as(where).isEqualTo(FsmGoldenTest.strings(golden.get("hard")));
            List<String> violations =
                    soft.violations(hard).stream().map(Guard.Violation::code).toList();
            assertThat(violations)
                    .as(where)
                    .containsExactlyInAnyOrderElementsOf(FsmGoldenTest.strings(golden.get("violations")));
            assertThat(judge.gate(figures).codes(""))
                    .as(where)
                    .containsExactlyInAnyOrderElementsOf(FsmGoldenTest.strings(golden.get("gate")));
        }
    }

    @Test
    void shouldNotJudgeLatencyAndLagWhenTheyAreOff() {
        GuardSettings on = settings(vector.get("params"), true);
        GuardSettings off = settings(vector.get("params"), false);
        GuardFigures figures = new GuardFigures(500, 0.9, 0, 1e6, OptionalDouble.of(1.0), 0.01, 0.01);
        OptionalDouble lag = OptionalDouble.of(1e6);

        assertThat(new GuardJudge(on, 0.1).hard(figures, 0.8, lag)).isEqualTo(GuardSet.of(Guard.LATENCY, Guard.LAG));
        assertThat(new GuardJudge(off, 0.1).hard(figures, 0.8, lag)).isEqualTo(GuardSet.NONE);
        assertThat(new GuardJudge(off, 0.1).soft(figures, 0.8, lag)).isEqualTo(GuardSet.NONE);
    }

    private static GuardFigures figures(JsonNode in) {
        return new GuardFigures(
                in.get("settled").asLong(),
                in.get("coverage_ema").asDouble(),
                in.get("miss_streak").asInt(),
                in.get("latency_p95").asDouble(),
                optional(in, "surprisal_p95"),
                in.get("rel_width").asDouble(),
                in.get("rel_width_p95").asDouble());
    }

    private static OptionalDouble optional(JsonNode in, String name) {
        JsonNode value = in.get(name);
        return value == null || value.isNull() ? OptionalDouble.empty() : OptionalDouble.of(value.asDouble());
    }

    private static GuardJudge judge(JsonNode p) {
        return new GuardJudge(settings(p, true), p.get("g_width_soft").asDouble());
    }

    private static GuardSettings settings(JsonNode p, boolean enabled) {
        return new GuardSettings(
                new GuardSettings.Below(
                        p.get("g_cov_soft").asDouble(), p.get("g_cov_hard").asDouble()),
                p.get("g_streak").asInt(),
                new GuardSettings.Above(
                        enabled,
                        p.get("g_lat_soft").asDouble(),
                        p.get("g_lat_hard").asDouble()),
                new GuardSettings.Above(
                        true,
                        p.get("g_sur_soft").asDouble(),
                        p.get("g_sur_hard").asDouble()),
                OptionalDouble.of(p.get("g_width_soft").asDouble()),
                p.get("g_kappa_soft").asDouble(),
                p.get("g_kplus_hard").asDouble(),
                new GuardSettings.Above(
                        enabled,
                        p.get("g_lag_soft").asDouble(),
                        p.get("g_lag_hard").asDouble()),
                p.get("guard_min_settled").asInt(),
                256,
                256);
    }
}
