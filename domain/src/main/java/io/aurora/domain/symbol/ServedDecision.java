package io.aurora.domain.symbol;

import io.aurora.domain.acceptance.AcceptanceState;
import io.aurora.domain.desk.DeskState;
import io.aurora.domain.execution.Gating;
import java.util.Optional;

/**
 * What may be done with a symbol at the time of reading (spec page 00, Staleness; page 10, section 10): the recorded verdict under the
 * operator's hold, the desk's hold and staleness. Computed at every read and never recorded.
 *
 * @param state BLOCK where stale, else the recorded state
 * @param gating size and why it is cut; the overlays' reasons come first: {@code stale}, {@code desk_hold}, {@code hold}
 * @param stale whether the decision has outlived its bar
 */
public record ServedDecision(AcceptanceState state, Gating gating, boolean stale) {

    /**
     * @param desk the desk as this node knows it; absent where it does not, which serves nothing but holds
     * @param nowMs time of reading, epoch milliseconds
     */
    public static ServedDecision of(SymbolView view, Optional<DeskState> desk, long nowMs) {
        boolean stale =
                view.validUntilMs().isPresent() && nowMs >= view.validUntilMs().getAsLong();
        AcceptanceState state =
                view.last().map(last -> last.outcome().verdict().state()).orElse(AcceptanceState.WARMUP);
        Gating gating =
                view.last().map(last -> last.outcome().verdict().gating()).orElse(Gating.WARMUP);
        if (view.hold().isPresent() && !gating.blockReasons().contains("hold")) {
            gating = gating.blocked("hold");
        }
        if (desk.isEmpty() || desk.get().held()) {
            gating = gating.blocked("desk_hold");
        }
        if (stale) {
            gating = gating.blocked("stale");
            state = AcceptanceState.BLOCK;
        }
        return new ServedDecision(state, gating, stale);
    }
}
