package io.aurora.lab.learning;

/**
 * Two learners of Auer, Cesa-Bianchi and Fischer, Finite-time analysis of the multiarmed bandit problem, Machine Learning 47, 2002, as
 * the measure of comparison; each tries every provider once first, then takes the highest index, the first of equals.
 */
public final class UpperConfidence implements Learner {
    private static final double MOST_VARIANCE = 0.25;

    private final long[] tries;
    private final double[] sums;
    private final double[] squares;
    private final double width;
    private final boolean tuned;
    private long decisions;

    private UpperConfidence(int providers, double width, boolean tuned) {
        this.tries = new long[providers];
        this.sums = new double[providers];
        this.squares = new double[providers];
        this.width = width;
        this.tuned = tuned;
    }

    /**
     * UCB1 with a width of one's own: {@code mean + width sqrt(2 ln n / n_j)}; the paper's is 1 for rewards in [0, 1], and tuning it to
     * the rewards' spread is what a user would do who knew it.
     */
    public static UpperConfidence ucb1(int providers, double width) {
        return new UpperConfidence(providers, width, false);
    }

    /** UCB1-Tuned (section 4): {@code mean + sqrt(ln n / n_j min(1/4, s_j^2 + sqrt(2 ln n / n_j)))}. */
    public static UpperConfidence tuned(int providers) {
        return new UpperConfidence(providers, 1.0, true);
    }

    @Override
    public int choose() {
        int best = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < tries.length; i++) {
            double index = tries[i] == 0 ? Double.POSITIVE_INFINITY : sums[i] / tries[i] + bonus(i);
            if (index > highest) {
                highest = index;
                best = i;
            }
        }
        return best;
    }

    private double bonus(int i) {
        double share = StrictMath.log(decisions) / tries[i];
        if (!tuned) {
            return width * Math.sqrt(2.0 * share);
        }
        double mean = sums[i] / tries[i];
        double variance = Math.max(0.0, squares[i] / tries[i] - mean * mean) + Math.sqrt(2.0 * share);
        return Math.sqrt(share * Math.min(MOST_VARIANCE, variance));
    }

    @Override
    public void earned(int provider, double reward) {
        tries[provider]++;
        sums[provider] += reward;
        squares[provider] += reward * reward;
        decisions++;
    }
}
