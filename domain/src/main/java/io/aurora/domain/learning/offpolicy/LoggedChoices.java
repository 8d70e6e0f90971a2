package io.aurora.domain.learning.offpolicy;

import io.aurora.domain.check.Require;

/**
 * A log to evaluate policies on, in the order in which it was made. States and actions are numbered from 0. Arrays are not copied and
 * must not change.
 *
 * @param states how many states there are, &gt;= 1
 * @param actions how many actions there are, &gt;= 1
 * @param state state of each row
 * @param candidates actions that each row could choose among; rows may share an array
 * @param chosen place of the chosen one among the row's candidates
 * @param propensity probability with which it was chosen, in (0, 1]
 * @param reward finite
 */
public record LoggedChoices(
        int states, int actions, int[] state, int[][] candidates, int[] chosen, double[] propensity, double[] reward) {
    public LoggedChoices {
        Require.atLeast("states", states, 1);
        Require.atLeast("actions", actions, 1);
        Require.atLeast("rows", state.length, 2);
        if (candidates.length != state.length
                || chosen.length != state.length
                || propensity.length != state.length
                || reward.length != state.length) {
            throw new IllegalArgumentException("must be as many: states=" + state.length + ", candidates="
                    + candidates.length + ", chosen=" + chosen.length + ", propensities=" + propensity.length
                    + ", rewards=" + reward.length);
        }
        for (int i = 0; i < state.length; i++) {
            Require.within("state", state[i], 0, states - 1.0);
            Require.within("chosen", chosen[i], 0, candidates[i].length - 1.0);
            Require.within("propensity", propensity[i], Double.MIN_VALUE, 1.0);
            Require.finite("reward", reward[i]);
            for (int action : candidates[i]) {
                Require.within("action", action, 0, actions - 1.0);
            }
        }
    }

    /** How many rows it has. */
    public int rows() {
        return state.length;
    }

    /** The action that row {@code row} chose. */
    public int action(int row) {
        return candidates[row][chosen[row]];
    }
}
