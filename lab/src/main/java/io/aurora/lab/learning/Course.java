package io.aurora.lab.learning;

/**
 * What a learner did in a world.
 *
 * @param best whether each decision chose the then best provider
 * @param regret what the decisions so far lost on average against always choosing the best one, of each decision
 * @param chosen provider of each decision
 * @param lastBest best provider at the end
 */
public record Course(boolean[] best, double[] regret, int[] chosen, int lastBest) {
    /** Lets {@code learner} make {@code decisions} decisions. */
    public static Course run(ProviderWorld world, Learner learner, int decisions) {
        boolean[] best = new boolean[decisions];
        double[] regret = new double[decisions];
        int[] chosen = new int[decisions];
        double lost = 0.0;
        for (int i = 0; i < decisions; i++) {
            chosen[i] = learner.choose();
            learner.earned(chosen[i], world.reward(chosen[i]));
            lost += world.gap(chosen[i]);
            regret[i] = lost;
            best[i] = chosen[i] == world.best();
        }
        return new Course(best, regret, chosen, world.best());
    }

    /** Regret of the whole course. */
    public double total() {
        return regret[regret.length - 1];
    }

    /** Share of the best provider among the {@code window} decisions up to and with {@code decision}, fewer at the beginning. */
    public double share(int decision, int window) {
        int from = Math.max(0, decision + 1 - window);
        int count = 0;
        for (int i = from; i <= decision; i++) {
            count += best[i] ? 1 : 0;
        }
        return (double) count / (decision + 1 - from);
    }

    /**
     * How many decisions after {@code drift} the provider that is best at the end had the largest share of the last {@code window}
     * decisions for the first time; as many as there were where it never had.
     */
    public int decisionsUntilLargest(int drift, int window, int providers) {
        int[] counts = new int[providers];
        for (int i = Math.max(0, drift - window); i < chosen.length; i++) {
            counts[chosen[i]]++;
            if (i - window >= Math.max(0, drift - window)) {
                counts[chosen[i - window]]--;
            }
            if (i >= drift && isLargest(counts)) {
                return i - drift + 1;
            }
        }
        return chosen.length - drift;
    }

    private boolean isLargest(int[] counts) {
        for (int i = 0; i < counts.length; i++) {
            if (i != lastBest && counts[i] >= counts[lastBest]) {
                return false;
            }
        }
        return true;
    }
}
