package io.aurora.domain.learning;

import io.aurora.domain.check.Require;
import java.util.List;

/**
 * Epsilon-greedy choice among K candidates. The greedy one has the highest value, among equals the fewest tries, among those the first
 * name in the order of {@link String#compareTo}. With probability epsilon all K are drawn from alike, the greedy one included, so its
 * propensity is {@code 1 - epsilon + epsilon/K} and that of each other {@code epsilon/K} (Sutton and Barto, Reinforcement Learning, 2nd
 * edition, section 5.4). Values must be finite. Cost: O(K).
 */
public final class Strategy {
    private Strategy() {}

    /** Place of the greedy candidate. */
    public static int greedy(double[] q, long[] tries, List<String> candidates) {
        sameSize(q, tries, candidates);
        int best = 0;
        for (int i = 0; i < q.length; i++) {
            Require.finite("q", q[i]);
            if (i > 0 && isBefore(i, best, q, tries, candidates)) {
                best = i;
            }
        }
        return best;
    }

    /** With what probability each candidate is picked; they add up to 1. */
    public static double[] propensities(double[] q, long[] tries, List<String> candidates, double epsilon) {
        int greedy = greedy(q, tries, candidates);
        double[] probabilities = new double[q.length];
        for (int i = 0; i < q.length; i++) {
            probabilities[i] = propensity(i == greedy, q.length, epsilon);
        }
        return probabilities;
    }

    /**
     * Picks one.
     *
     * @param q value of each candidate
     * @param tries how many updates each has seen
     * @param candidates their names, at least one
     * @param epsilon probability of exploring, in [0, 1]
     * @param exploreDraw uniform in [0, 1): below epsilon, exploration draws
     * @param pickDraw uniform in [0, 1), independent of the other: which one exploration draws
     */
    public static Selection select(
            double[] q, long[] tries, List<String> candidates, double epsilon, double exploreDraw, double pickDraw) {
        Require.within("explore_draw", exploreDraw, 0.0, Math.nextDown(1.0));
        Require.within("pick_draw", pickDraw, 0.0, Math.nextDown(1.0));
        int greedy = greedy(q, tries, candidates);
        boolean explored = exploreDraw < epsilon;
        int index = explored ? Math.min((int) (pickDraw * q.length), q.length - 1) : greedy;
        return new Selection(index, explored, propensity(index == greedy, q.length, epsilon), epsilon, q);
    }

    private static double propensity(boolean greedy, int candidates, double epsilon) {
        Require.within("epsilon", epsilon, 0.0, 1.0);
        double drawn = epsilon / candidates;
        // rounding must not make a probability of 1 + 2^-52
        return greedy ? Math.min(1.0, 1.0 - epsilon + drawn) : drawn;
    }

    private static boolean isBefore(int a, int b, double[] q, long[] tries, List<String> candidates) {
        if (q[a] != q[b]) {
            return q[a] > q[b];
        }
        if (tries[a] != tries[b]) {
            return tries[a] < tries[b];
        }
        return candidates.get(a).compareTo(candidates.get(b)) < 0;
    }

    private static void sameSize(double[] q, long[] tries, List<String> candidates) {
        if (candidates.isEmpty() || q.length != candidates.size() || tries.length != candidates.size()) {
            throw new IllegalArgumentException("must be as many, at least one: candidates=" + candidates.size() + ", q="
                    + q.length + ", tries=" + tries.length);
        }
    }
}
