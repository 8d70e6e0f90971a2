package io.aurora.domain.settings;

import io.aurora.domain.check.Require;

/**
 * Execution gating (spec page 10, section 8).
 *
 * @param baseNotional size at risk scale 1
 * @param scaleMap size of each state, as a share of the base
 * @param hardBlockOnGuard any gate guard or hard guard gives size 0
 * @param minNotional lower clip
 * @param maxNotional upper clip
 * @param obeyed false (shadow): gating is computed and recorded, and marked as not to be obeyed
 */
public record ExecutionSettings(
        double baseNotional,
        @Key("gating.scale_map") ScaleMap scaleMap,
        @Key("gating.hard_block_on_guard") boolean hardBlockOnGuard,
        @Key("gating.min_notional") double minNotional,
        @Key("gating.max_notional") double maxNotional,
        boolean obeyed) {

    /** Share of the base notional in each state. */
    public record ScaleMap(
            @Key("PASS") double pass,
            @Key("DERISK") double derisk,
            @Key("BLOCK") double block) {
        public ScaleMap {
            Require.within("execution.gating.scale_map.PASS", pass, 0.0, 1.0);
            Require.within("execution.gating.scale_map.DERISK", derisk, 0.0, 1.0);
            Require.within("execution.gating.scale_map.BLOCK", block, 0.0, 1.0);
        }
    }

    public ExecutionSettings {
        Require.nonNegative("execution.base_notional", baseNotional);
        Require.nonNegative("execution.gating.min_notional", minNotional);
        Require.nonNegative("execution.gating.max_notional", maxNotional);
        Require.ordered("execution.gating.min_notional", minNotional, "execution.gating.max_notional", maxNotional);
    }
}
