package io.aurora.domain.execution;

import io.aurora.domain.acceptance.AcceptanceState;
import io.aurora.domain.acceptance.Guard;
import io.aurora.domain.acceptance.GuardSet;
import io.aurora.domain.settings.ExecutionSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * Execution gating (spec page 10, section 8): the size that may be risked in a state, and why it is 0 where it is.
 *
 * @param notional size, in the unit of the base
 * @param riskScale notional over base, 0 where the base is 0
 * @param blockReasons why the size is 0 or cut, in the order of the page
 */
public record Gating(double notional, double riskScale, List<String> blockReasons) {
    public static final Gating WARMUP = new Gating(0.0, 0.0, List.of("warmup"));

    /** Gate guards in the order of their block reasons. */
    private static final Guard[] GATE_ORDER = {Guard.SURPRISAL, Guard.COVERAGE, Guard.LATENCY, Guard.WIDTH};

    public Gating {
        blockReasons = List.copyOf(blockReasons);
    }

    /**
     * Gates a bar.
     *
     * @param baseNotional size at risk scale 1 of this symbol, {@code >= 0}
     */
    public static Gating of(
            ExecutionSettings settings, double baseNotional, AcceptanceState state, GuardSet gate, GuardSet hard) {
        if (state == AcceptanceState.WARMUP) {
            return WARMUP;
        }
        double scale = scale(settings.scaleMap(), state);
        double notional = 0.0;
        if (scale != 0.0 && baseNotional != 0.0) {
            notional = Math.min(settings.maxNotional(), Math.max(settings.minNotional(), baseNotional * scale));
        }
        List<String> reasons = new ArrayList<>();
        if (settings.hardBlockOnGuard() && !(gate.isEmpty() && hard.isEmpty())) {
            notional = 0.0;
            guardReasons(gate, hard, reasons);
        }
        if (scale == 0.0) {
            reasons.add("decision");
        }
        return new Gating(notional, baseNotional == 0.0 ? 0.0 : notional / baseNotional, reasons);
    }

    /** Half the size, reason {@code trigger_kappa} at the end (page 10, section 9). */
    public Gating halved() {
        List<String> reasons = new ArrayList<>(blockReasons);
        reasons.add("trigger_kappa");
        return new Gating(notional / 2.0, riskScale / 2.0, reasons);
    }

    /** Size 0, {@code reason} in front. */
    public Gating blocked(String reason) {
        List<String> reasons = new ArrayList<>(blockReasons.size() + 1);
        reasons.add(reason);
        reasons.addAll(blockReasons);
        return new Gating(0.0, 0.0, reasons);
    }

    private static void guardReasons(GuardSet gate, GuardSet hard, List<String> reasons) {
        for (Guard guard : GATE_ORDER) {
            if (gate.contains(guard)) {
                reasons.add("guard_" + guard.code());
            }
        }
        if (!hard.isEmpty()) {
            reasons.add("guard_hard");
        }
    }

    private static double scale(ExecutionSettings.ScaleMap map, AcceptanceState state) {
        switch (state) {
            case PASS:
                return map.pass();
            case DERISK:
                return map.derisk();
            case BLOCK:
                return map.block();
            case WARMUP:
            default:
                return 0.0;
        }
    }
}
