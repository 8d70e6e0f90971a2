package io.aurora.domain.acceptance;

import io.aurora.domain.settings.HysteresisSettings;
import io.aurora.domain.settings.KappaSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The acceptance state machine with hysteresis (spec page 10, section 7): at most one transition a bar, judged in the order of the
 * arcs below. The first state after WARMUP is PASS, and that first bar is judged already.
 *
 * <p>Stateless and thread-safe; a step allocates its result only.
 */
public final class AcceptanceFsm {
    private final KappaSettings kappa;
    private final HysteresisSettings hysteresis;

    public AcceptanceFsm(KappaSettings kappa, HysteresisSettings hysteresis) {
        this.kappa = kappa;
        this.hysteresis = hysteresis;
    }

    /** Class of a bar by itself: BLOCK on any hard guard, else by the two raw thresholds. */
    public AcceptanceState raw(GuardSet hard, double kappaPlus) {
        if (!hard.isEmpty()) {
            return AcceptanceState.BLOCK;
        }
        if (kappaPlus >= kappa.tauPass()) {
            return AcceptanceState.PASS;
        }
        return kappaPlus >= kappa.tauDerisk() ? AcceptanceState.DERISK : AcceptanceState.BLOCK;
    }

    /** Steps from {@code before} over one bar with its guards and kappa_plus. */
    public FsmStep step(FsmPosition before, GuardSet soft, GuardSet hard, double kappaPlus) {
        boolean first = before.state() == AcceptanceState.WARMUP;
        AcceptanceState state = first ? AcceptanceState.PASS : before.state();
        int dwell = first ? 0 : before.dwell() + 1;
        boolean clean = soft.isEmpty() && hard.isEmpty() && kappaPlus >= hysteresis.tauPassUp();
        int good = clean ? before.good() + 1 : 0;
        Bar bar = new Bar(dwell, good, soft, hard, kappaPlus);
        Arc arc = arc(state, bar);
        FsmPosition after = arc == null ? new FsmPosition(state, dwell, good) : new FsmPosition(arc.to, 0, good);
        Optional<AcceptanceState> from = arc == null ? Optional.empty() : Optional.of(state);
        return new FsmStep(after, raw(hard, kappaPlus), from, arc == null ? List.of() : arc.reasons);
    }

    private Arc arc(AcceptanceState state, Bar bar) {
        switch (state) {
            case PASS:
                return fromPass(bar);
            case DERISK:
                return fromDerisk(bar);
            case BLOCK:
                return fromBlock(bar);
            case WARMUP:
            default:
                throw new IllegalStateException("the state machine stands still in WARMUP");
        }
    }

    private Arc fromPass(Bar bar) {
        if (!bar.hard.isEmpty()) {
            return new Arc(AcceptanceState.DERISK, bar.hard.codes("hard:"));
        }
        boolean low = bar.kappaPlus < hysteresis.tauPassDown();
        if ((!bar.soft.isEmpty() || low) && bar.dwell >= hysteresis.dwellPass()) {
            return new Arc(AcceptanceState.DERISK, reasons(bar.soft.codes("soft:"), low, "kappa_plus<tau_pass_down"));
        }
        return null;
    }

    private Arc fromDerisk(Bar bar) {
        boolean low = bar.kappaPlus < hysteresis.tauDeriskDown();
        if ((!bar.hard.isEmpty() || low) && bar.dwell >= 1) {
            return new Arc(AcceptanceState.BLOCK, reasons(bar.hard.codes("hard:"), low, "kappa_plus<tau_derisk_down"));
        }
        if (bar.dwell >= hysteresis.dwellDerisk() && bar.good >= hysteresis.recoverN()) {
            return new Arc(AcceptanceState.PASS, List.of("kappa_plus>=tau_pass_up"));
        }
        return null;
    }

    private Arc fromBlock(Bar bar) {
        if (hysteresis.fastPath() && bar.dwell >= hysteresis.extended() && bar.good >= hysteresis.cleanN()) {
            return new Arc(AcceptanceState.PASS, List.of("kappa_plus>=tau_pass_up"));
        }
        boolean up = bar.kappaPlus >= hysteresis.tauDeriskUp();
        if (bar.dwell >= hysteresis.cooldown() && bar.hard.isEmpty() && up) {
            return new Arc(AcceptanceState.DERISK, List.of("kappa_plus>=tau_derisk_up"));
        }
        return null;
    }

    private static List<String> reasons(List<String> guards, boolean low, String threshold) {
        List<String> reasons = new ArrayList<>(guards);
        if (low) {
            reasons.add(threshold);
        }
        return reasons;
    }

    private record Bar(int dwell, int good, GuardSet soft, GuardSet hard, double kappaPlus) {}

    private record Arc(AcceptanceState to, List<String> reasons) {}
}
