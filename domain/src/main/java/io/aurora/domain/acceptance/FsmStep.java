package io.aurora.domain.acceptance;

import java.util.List;
import java.util.Optional;

/**
 * One step of the acceptance state machine.
 *
 * @param position where it stands now
 * @param raw class of the bar by itself; moves nothing
 * @param from the state left, where there was a transition
 * @param reasons why, empty without a transition
 */
public record FsmStep(FsmPosition position, AcceptanceState raw, Optional<AcceptanceState> from, List<String> reasons) {
    public FsmStep {
        reasons = List.copyOf(reasons);
    }
}
