package io.aurora.lab.replay;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A summary as it is written: the keys of spec page 50, section 2, in its order. A figure without a base (no settled forecast, no step) is
 * null, never 0.
 */
public final class SummaryFigures {
    private static final double P95 = 0.95;
    private static final double PER_MILLE = 1000.0;
    /** Corridor in which kappa_plus is expected to live (spec page 10, section 7). */
    private static final double CORRIDOR_LOW = 0.45;

    private static final double CORRIDOR_HIGH = 1.0;

    private SummaryFigures() {}

    /** Figures by key. */
    public static Map<String, Object> of(ReplaySummary summary, String profile, String digest) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("n", summary.steps);
        figures.put("profile", profile);
        coverage(summary, figures);
        shares(summary, figures);
        figures.put("surprisal_p95", orNull(summary.surprisals.quantile(P95)));
        figures.put("latency_p95_ms", orNull(summary.latenciesMs.quantile(P95)));
        figures.put("violation_events", new LinkedHashMap<>(summary.violations));
        long violations =
                summary.violations.values().stream().mapToLong(Long::longValue).sum();
        figures.put("violation_rate", ratio(violations, summary.steps));
        figures.put("transitions", summary.transitions);
        figures.put("flap_rate_k", ratio(PER_MILLE * summary.transitions, summary.steps));
        figures.put("avg_risk_scale", ratio(summary.riskScaleSum, summary.steps));
        figures.put("exec_block_rate", ratio(summary.blocked, summary.steps));
        Map<String, Object> byReason = new LinkedHashMap<>();
        summary.blocks.forEach((reason, count) -> byReason.put(reason, ratio(count, summary.steps)));
        figures.put("exec_block_rate_by_reason", byReason);
        figures.put("width_mean", ratio(summary.widthSum, summary.forecasts));
        figures.put("winkler", ratio(summary.winklerSum, summary.coverage.settled));
        figures.put("kappa_plus", kappaPlus(summary.kappaPlus.sorted()));
        figures.put("triggers", new LinkedHashMap<>(summary.triggers));
        figures.put("digest", digest);
        return figures;
    }

    private static void coverage(ReplaySummary summary, Map<String, Object> figures) {
        Double empirical = ratio(summary.coverage.hits, summary.coverage.settled);
        Double target = ratio(summary.targetSum, summary.coverage.settled);
        figures.put("coverage_empirical", empirical);
        figures.put("target_coverage", target);
        figures.put("coverage_abs_err", empirical == null ? null : Math.abs(empirical - target));
        figures.put("coverage_by_regime", parts(summary.byRegime));
        figures.put("coverage_by_month", parts(summary.byMonth));
        figures.put("longest_miss_run", summary.longestMissRun);
    }

    private static Map<String, Object> parts(Map<String, ReplaySummary.Coverage> by) {
        Map<String, Object> parts = new LinkedHashMap<>();
        by.forEach((name, part) -> {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("n", part.settled);
            figures.put("coverage", part.share());
            parts.put(name, figures);
        });
        return parts;
    }

    private static void shares(ReplaySummary summary, Map<String, Object> figures) {
        long warmup = summary.states.getOrDefault("WARMUP", 0L);
        long judged = summary.steps - warmup;
        figures.put("pass_share", ratio(summary.states.getOrDefault("PASS", 0L), judged));
        figures.put("derisk_share", ratio(summary.states.getOrDefault("DERISK", 0L), judged));
        figures.put("block_share", ratio(summary.states.getOrDefault("BLOCK", 0L), judged));
        figures.put("warmup_share", ratio(warmup, summary.steps));
    }

    private static Map<String, Object> kappaPlus(double[] sorted) {
        Map<String, Object> figures = new LinkedHashMap<>();
        double[] levels = {0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0};
        String[] names = {"min", "p05", "p25", "p50", "p75", "p95", "max"};
        long inside = 0;
        for (double value : sorted) {
            inside += value >= CORRIDOR_LOW && value <= CORRIDOR_HIGH ? 1 : 0;
        }
        for (int i = 0; i < levels.length; i++) {
            figures.put(
                    names[i],
                    sorted.length == 0 ? null : io.aurora.domain.statistics.Quantiles.type7(sorted, levels[i]));
        }
        figures.put("corridor_share", ratio(inside, sorted.length));
        return figures;
    }

    private static Double ratio(double part, long whole) {
        return whole == 0 ? null : part / whole;
    }

    private static Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
