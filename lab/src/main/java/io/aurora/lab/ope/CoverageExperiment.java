package io.aurora.lab.ope;

import io.aurora.domain.learning.offpolicy.CrossFittedTable;
import io.aurora.domain.learning.offpolicy.Estimate;
import io.aurora.domain.learning.offpolicy.LoggedChoices;
import io.aurora.domain.learning.offpolicy.PolicyValue;
import io.aurora.domain.statistics.Gaussian;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * How often the 95 % intervals hold the truth. Seed s makes a world and a log of it: four states, equally likely, five actions whose
 * mean rewards are uniform in [-0.5, 0.5], rewards normal about them with standard deviation 0.15 and held in [-1, 1] (more than three
 * standard deviations away, so no mean moves by more than 2e-5), logged by an epsilon-greedy policy with epsilon 0.3 on a ranking of its
 * own. The target chooses by a softmax of the true means, so its value is known.
 */
public final class CoverageExperiment {
    private static final int STATES = 4;
    private static final int ACTIONS = 5;
    private static final double EPSILON = 0.3;
    private static final double LEAST_MEAN = -0.5;
    private static final double SD = 0.15;
    private static final double SHARPNESS = 3.0;
    private static final int FOLDS = 5;

    private final int rows;
    private final Map<String, Tally> tallies = new LinkedHashMap<>();

    private static final class Tally {
        private final Function<PolicyValue, Estimate> of;
        private int covered;
        private double width;
        private double squaredError;

        private Tally(Function<PolicyValue, Estimate> of) {
            this.of = of;
        }

        private void add(PolicyValue value, double truth) {
            Estimate estimate = of.apply(value);
            covered += estimate.covers(truth) ? 1 : 0;
            width += estimate.high() - estimate.low();
            squaredError += (estimate.value() - truth) * (estimate.value() - truth);
        }

        private Map<String, Object> figures(int logs) {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("coverage", (double) covered / logs);
            figures.put("mean_width", width / logs);
            figures.put("root_mean_square_error", Math.sqrt(squaredError / logs));
            return figures;
        }
    }

    private CoverageExperiment(int rows) {
        this.rows = rows;
        tallies.put("ips", new Tally(PolicyValue::ips));
        tallies.put("snips", new Tally(PolicyValue::snips));
        tallies.put("dr", new Tally(PolicyValue::doublyRobust));
        tallies.put(
                "confidence_sequence",
                new Tally(value -> new Estimate(
                        (value.sequenceLow() + value.sequenceHigh()) / 2.0,
                        0.0,
                        value.sequenceLow(),
                        value.sequenceHigh())));
    }

    /** The logs of the seeds 1 to {@code logs}, each of {@code rows} rows; {@code done} is called after each. */
    public static Map<String, Object> run(int logs, int rows, Runnable done) {
        CoverageExperiment experiment = new CoverageExperiment(rows);
        for (int seed = 1; seed <= logs; seed++) {
            experiment.add(new SplittableRandom(seed));
            done.run();
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("logs", logs);
        figures.put("rows", rows);
        figures.put("states", STATES);
        figures.put("actions", ACTIONS);
        figures.put("logging_epsilon", EPSILON);
        experiment.tallies.forEach((name, tally) -> figures.put(name, tally.figures(logs)));
        return figures;
    }

    private void add(SplittableRandom random) {
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
            for (int a = 0; a < ACTIONS; a++) {
                truth += target[s][a] * means[s][a] / STATES;
            }
        }
        LoggedChoices log = log(random, means, favourite);
        PolicyValue value =
                PolicyValue.of(log, row -> target[log.state()[row]], new CrossFittedTable(log, FOLDS), -1.0, 1.0);
        for (Tally tally : tallies.values()) {
            tally.add(value, truth);
        }
    }

    private LoggedChoices log(SplittableRandom random, double[][] means, int[] favourite) {
        int[] all = IntStream.range(0, ACTIONS).toArray();
        int[] state = new int[rows];
        int[][] candidates = new int[rows][];
        int[] chosen = new int[rows];
        double[] propensity = new double[rows];
        double[] reward = new double[rows];
        for (int i = 0; i < rows; i++) {
            state[i] = random.nextInt(STATES);
            candidates[i] = all;
            boolean explores = random.nextDouble() < EPSILON;
            chosen[i] = explores ? random.nextInt(ACTIONS) : favourite[state[i]];
            propensity[i] = EPSILON / ACTIONS + (chosen[i] == favourite[state[i]] ? 1.0 - EPSILON : 0.0);
            double noise = SD * Gaussian.quantile(random.nextDouble() + 0x1.0p-54);
            reward[i] = Math.max(-1.0, Math.min(1.0, means[state[i]][chosen[i]] + noise));
        }
        return new LoggedChoices(STATES, ACTIONS, state, candidates, chosen, propensity, reward);
    }

    private static double[] softmax(double[] means) {
        double[] shares = new double[ACTIONS];
        double sum = 0.0;
        for (int a = 0; a < ACTIONS; a++) {
            shares[a] = StrictMath.exp(SHARPNESS * means[a]);
            sum += shares[a];
        }
        for (int a = 0; a < ACTIONS; a++) {
            shares[a] /= sum;
        }
        return shares;
    }
}
