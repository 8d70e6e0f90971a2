package io.aurora.domain.learning.offpolicy;

import io.aurora.domain.check.Require;

/**
 * A reward model of which no row sees its own reward: rows are dealt into folds by their number modulo the number of folds, and a row is
 * modelled by the other folds only (cross-fitting: Chernozhukov et al., Econometrics Journal 21, 2018). Within them, the reward of an
 * action in a state is the mean of its rows there, drawn towards the action's mean over all states by {@code SHRINKAGE} rows, and that
 * towards the mean of all rows likewise; so a cell without a row falls back to its action and an action without one to the overall mean.
 *
 * <p>Memory O(folds x states x actions); a lookup is O(1).
 */
public final class CrossFittedTable {
    /** Rows that a prior counts for: one, so that cells with ten rows are mostly their own mean. */
    private static final double SHRINKAGE = 1.0;

    private final LoggedChoices log;
    private final int folds;
    private final double[][] cellSum;
    private final int[][] cellCount;
    private final double[][] actionSum;
    private final int[][] actionCount;
    private final double[] sum;
    private final int[] count;

    /** @param folds how many parts, 2..rows */
    public CrossFittedTable(LoggedChoices log, int folds) {
        Require.within("folds", folds, 2, log.rows());
        this.log = log;
        this.folds = folds;
        int cells = Math.multiplyExact(log.states(), log.actions());
        // the last of each is the whole log, from which a fold is taken away
        cellSum = new double[folds + 1][cells];
        cellCount = new int[folds + 1][cells];
        actionSum = new double[folds + 1][log.actions()];
        actionCount = new int[folds + 1][log.actions()];
        sum = new double[folds + 1];
        count = new int[folds + 1];
        for (int row = 0; row < log.rows(); row++) {
            add(row % folds, row);
            add(folds, row);
        }
    }

    private void add(int part, int row) {
        int action = log.action(row);
        int cell = cell(log.state()[row], action);
        double reward = log.reward()[row];
        cellSum[part][cell] += reward;
        cellCount[part][cell]++;
        actionSum[part][action] += reward;
        actionCount[part][action]++;
        sum[part] += reward;
        count[part]++;
    }

    /** The reward that {@code action} would have earned in the state of {@code row}, by the rows of the other folds. */
    public double reward(int row, int action) {
        int fold = row % folds;
        int cell = cell(log.state()[row], action);
        double overall = (sum[folds] - sum[fold]) / (count[folds] - count[fold]);
        double ofAction = drawn(
                actionSum[folds][action] - actionSum[fold][action],
                actionCount[folds][action] - actionCount[fold][action],
                overall);
        return drawn(
                cellSum[folds][cell] - cellSum[fold][cell], cellCount[folds][cell] - cellCount[fold][cell], ofAction);
    }

    /**
     * Place of the row's candidate with the highest modelled reward, the first of equals: the greedy policy of the model, which a row's
     * own reward has no part in.
     */
    public int greedy(int row) {
        int[] candidates = log.candidates()[row];
        int best = 0;
        for (int i = 1; i < candidates.length; i++) {
            if (reward(row, candidates[i]) > reward(row, candidates[best])) {
                best = i;
            }
        }
        return best;
    }

    private int cell(int state, int action) {
        return state * log.actions() + action;
    }

    private static double drawn(double sum, int count, double prior) {
        return (sum + SHRINKAGE * prior) / (count + SHRINKAGE);
    }
}
