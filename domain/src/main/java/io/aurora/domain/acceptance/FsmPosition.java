package io.aurora.domain.acceptance;

import io.aurora.domain.check.Require;

/**
 * Where the acceptance state machine stands.
 *
 * @param state state, WARMUP before its first step
 * @param dwell bars since entry; 0 on the bar of entry
 * @param good length of the run of good bars up to now
 */
public record FsmPosition(AcceptanceState state, int dwell, int good) {
    public static final FsmPosition START = new FsmPosition(AcceptanceState.WARMUP, 0, 0);

    public FsmPosition {
        Require.atLeast("dwell", dwell, 0);
        Require.atLeast("good", good, 0);
    }
}
