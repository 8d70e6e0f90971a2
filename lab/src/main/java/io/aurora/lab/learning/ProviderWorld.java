package io.aurora.lab.learning;

import io.aurora.domain.statistics.Gaussian;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * Providers whose rewards are normal about hidden means, evenly apart, the best one's at 0.5; which is the best differs by seed. At a
 * drift their order is turned round, so the worst becomes the best. One number is drawn for a decision whoever is chosen, so learners
 * with the same seed meet the same luck.
 */
public final class ProviderWorld {
    /** More than three standard deviations of 0.15 below 1, so that holding rewards at 1 moves no mean by more than 2e-5. */
    private static final double BEST_MEAN = 0.5;

    private final double[] means;
    private final double sd;
    private final OptionalInt driftAt;
    private final SplittableRandom random;
    private int decision;

    /**
     * @param providers how many, &gt;= 2
     * @param gap from each mean to the next, &gt; 0
     * @param sd standard deviation of a reward, &gt;= 0
     * @param driftAt before which decision, from 0, the order turns round
     */
    public ProviderWorld(long seed, int providers, double gap, double sd, OptionalInt driftAt) {
        this.sd = sd;
        this.driftAt = driftAt;
        this.random = new SplittableRandom(seed);
        this.means = new double[providers];
        for (int i = 0; i < providers; i++) {
            int at = random.nextInt(i + 1);
            means[i] = means[at];
            means[at] = BEST_MEAN - gap * i;
        }
    }

    /** Reward of the next decision's choice, held in [-2/3, 1]. */
    public double reward(int provider) {
        if (driftAt.isPresent() && driftAt.getAsInt() == decision) {
            turnRound();
        }
        decision++;
        // the midpoint of one of 2^53 steps is neither 0 nor 1
        double drawn = means[provider] + sd * Gaussian.quantile(random.nextDouble() + 0x1.0p-54);
        return Math.max(Outcomes.LEAST, Math.min(1.0, drawn));
    }

    private void turnRound() {
        double sum = 2.0 * BEST_MEAN - gapSum();
        for (int i = 0; i < means.length; i++) {
            means[i] = sum - means[i];
        }
    }

    private double gapSum() {
        double least = BEST_MEAN;
        for (double mean : means) {
            least = Math.min(least, mean);
        }
        return BEST_MEAN - least;
    }

    /** Mean reward of a provider at the last decision. */
    public double mean(int provider) {
        return means[provider];
    }

    /** How much less than the best one a provider earned on average at the last decision. */
    double gap(int provider) {
        return BEST_MEAN - means[provider];
    }

    /** The best provider of the last decision. */
    int best() {
        int best = 0;
        for (int i = 1; i < means.length; i++) {
            best = means[i] > means[best] ? i : best;
        }
        return best;
    }
}
