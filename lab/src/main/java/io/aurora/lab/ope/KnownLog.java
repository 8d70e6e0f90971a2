package io.aurora.lab.ope;

import io.aurora.domain.learning.Exploration;
import io.aurora.domain.learning.PolicyTerms;
import io.aurora.domain.learning.RewardTerms;
import io.aurora.domain.learning.Selection;
import io.aurora.domain.learning.StateKey;
import io.aurora.domain.learning.offpolicy.LoggedChoices;
import io.aurora.domain.learning.offpolicy.TargetPolicy;
import io.aurora.domain.statistics.Gaussian;
import io.aurora.lab.learning.LoopLearner;
import io.aurora.lab.learning.ProviderWorld;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A simulated log, a policy to value on it, and that policy's true value.
 *
 * @param log the log
 * @param target the policy
 * @param truth its mean reward
 */
record KnownLog(LoggedChoices log, TargetPolicy target, double truth) {
    private static final int STATES = 4;
    private static final int ACTIONS = 5;
    private static final int[] ALL = IntStream.range(0, ACTIONS).toArray();
    private static final double SD = 0.15;
    private static final double GAP = 0.12;

    /** The log's exploration where rows are independent, and the target's where the loop makes them. */
    private static final double EPSILON = 0.3;

    private static final double LEAST_MEAN = -0.5;
    private static final double SHARPNESS = 3.0;
    private static final PolicyTerms TERMS =
            new PolicyTerms("simulated", 1, 0.2, 0.92, List.of(), RewardTerms.DEFAULT, StateKey.FORM);

    /**
     * Independent rows: four states, equally likely, five actions whose mean rewards are uniform in [-0.5, 0.5], rewards normal about
     * them with standard deviation 0.15 and held in [-1, 1] (more than three standard deviations away, so no mean moves by more than
     * 2e-5), logged by an epsilon-greedy policy with epsilon 0.3 on a ranking of its own. The target chooses by a softmax of three times
     * the true means.
     */
    static KnownLog independent(long seed, int rows) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] means = new double[STATES][ACTIONS];
        double[][] target = new double[STATES][];
        int[] favourite = new int[STATES];
        double truth = 0.0;
        for (int s = 0; s < STATES; s++) {
            for (int a = 0; a < ACTIONS; a++) {
                means[s][a] = LEAST_MEAN + random.nextDouble();
            }
            favourite[s] = random.nextInt(ACTIONS);
            target[s] = softmax(means[s]);
            truth += mean(target[s], means[s]) / STATES;
        }
        LoggedChoices log = empty(STATES, rows);
        for (int i = 0; i < rows; i++) {
            int s = random.nextInt(STATES);
            int chosen = random.nextDouble() < EPSILON ? random.nextInt(ACTIONS) : favourite[s];
            double noise = SD * Gaussian.quantile(random.nextDouble() + 0x1.0p-54);
            log.state()[i] = s;
            log.chosen()[i] = chosen;
            log.propensity()[i] = EPSILON / ACTIONS + (chosen == favourite[s] ? 1.0 - EPSILON : 0.0);
            log.reward()[i] = Math.max(-1.0, Math.min(1.0, means[s][chosen] + noise));
        }
        return new KnownLog(log, row -> target[log.state()[row]], truth);
    }

    /**
     * The log of the decision loop itself while it learns, with the default settings, among five providers 0.12 apart: what it chooses depends
     * on all rewards before, so the rows are not independent. The target is the highest value of the same table, explored with 0.3
     * instead of 0.1; its value is the mean over the rows of what it would earn there.
     */
    static KnownLog ofLoop(long seed, int rows) {
        ProviderWorld world = new ProviderWorld(seed, ACTIONS, GAP, SD, OptionalInt.empty());
        LoopLearner loop = new LoopLearner(TERMS, Exploration.DEFAULT, ACTIONS, ~seed);
        LoggedChoices log = empty(1, rows);
        double[][] target = new double[rows][];
        double[] means = IntStream.range(0, ACTIONS).mapToDouble(world::mean).toArray();
        double truth = 0.0;
        for (int i = 0; i < rows; i++) {
            int chosen = loop.choose();
            Selection made = loop.last();
            target[i] = explored(made.q());
            truth += mean(target[i], means) / rows;
            log.chosen()[i] = chosen;
            log.propensity()[i] = made.propensity();
            log.reward()[i] = world.reward(chosen);
            loop.earned(chosen, log.reward()[i]);
        }
        return new KnownLog(log, row -> target[row], truth);
    }

    /** Rows to be filled in; until then each chose the first action for certain. */
    private static LoggedChoices empty(int states, int rows) {
        int[][] candidates = new int[rows][];
        Arrays.fill(candidates, ALL);
        double[] propensity = new double[rows];
        Arrays.fill(propensity, 1.0);
        return new LoggedChoices(
                states, ACTIONS, new int[rows], candidates, new int[rows], propensity, new double[rows]);
    }

    private static double mean(double[] probabilities, double[] means) {
        double mean = 0.0;
        for (int a = 0; a < means.length; a++) {
            mean += probabilities[a] * means[a];
        }
        return mean;
    }

    private static double[] explored(double[] q) {
        int best = 0;
        for (int a = 1; a < q.length; a++) {
            best = q[a] > q[best] ? a : best;
        }
        double[] probabilities = new double[q.length];
        Arrays.fill(probabilities, EPSILON / q.length);
        probabilities[best] += 1.0 - EPSILON;
        return probabilities;
    }

    private static double[] softmax(double[] means) {
        double[] shares = new double[means.length];
        double sum = 0.0;
        for (int a = 0; a < means.length; a++) {
            shares[a] = StrictMath.exp(SHARPNESS * means[a]);
            sum += shares[a];
        }
        for (int a = 0; a < means.length; a++) {
            shares[a] /= sum;
        }
        return shares;
    }
}
