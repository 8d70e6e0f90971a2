package io.aurora.lab.learning;

import io.aurora.domain.learning.Exploration;
import io.aurora.domain.learning.PolicyTerms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.LongFunction;

/**
 * The decision loop beside UCB1-Tuned and UCB1, seed by seed.
 *
 * @param terms the loop's policy
 * @param exploration the loop's exploration
 * @param providers how many providers
 * @param gap from each mean reward to the next
 * @param sd standard deviation of a reward
 * @param decisions decisions of a seed
 * @param seeds how many seeds, 1 to this
 * @param driftAt before which decision the providers' order turns round
 */
public record DecisionSimulation(
        PolicyTerms terms,
        Exploration exploration,
        int providers,
        double gap,
        double sd,
        int decisions,
        int seeds,
        OptionalInt driftAt) {
    /** Decisions behind a share over time. */
    public static final int WINDOW = 500;

    /** Decisions behind a share after a drift: fewer, so that those before it are soon out of it. */
    private static final int DRIFT_WINDOW = 100;

    private static final int LAST = 1_000;

    // odd, so that the loop's draws and the world's come from different streams of a seed
    private static final long LOOP_STREAM = 0x9E3779B97F4A7C15L;

    /**
     * What came of it.
     *
     * @param loop the loop's course of each seed
     * @param tuned UCB1-Tuned's
     * @param ucb1 UCB1's with the width {@code sd}
     */
    public record Result(List<Course> loop, List<Course> tuned, List<Course> ucb1) {}

    /** Runs all seeds; {@code done} is called after each. */
    public Result run(Runnable done) {
        List<Course> loop = new ArrayList<>();
        List<Course> tuned = new ArrayList<>();
        List<Course> ucb1 = new ArrayList<>();
        for (long seed = 1; seed <= seeds; seed++) {
            loop.add(course(seed, own -> new LoopLearner(terms, exploration, providers, own ^ LOOP_STREAM)));
            tuned.add(course(seed, own -> UpperConfidence.tuned(providers)));
            ucb1.add(course(seed, own -> UpperConfidence.ucb1(providers, sd)));
            done.run();
        }
        return new Result(loop, tuned, ucb1);
    }

    private Course course(long seed, LongFunction<Learner> learner) {
        return Course.run(new ProviderWorld(seed, providers, gap, sd, driftAt), learner.apply(seed), decisions);
    }

    /**
     * What exploring alone costs by each decision on average: an epsilon-greedy loop that knew the best provider from the start would
     * still lose epsilon times the mean gap at every decision.
     */
    public double[] explorationBound() {
        double meanGap = gap * (providers - 1) / 2.0;
        double[] bound = new double[decisions];
        double lost = 0.0;
        for (int i = 0; i < decisions; i++) {
            lost += exploration.at(i) * meanGap;
            bound[i] = lost;
        }
        return bound;
    }

    /** Figures of a result, in the order in which they are read. */
    public Map<String, Object> figures(Result result) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("providers", providers);
        figures.put("gap", gap);
        figures.put("sd", sd);
        figures.put("decisions", decisions);
        figures.put("seeds", seeds);
        figures.put("alpha", terms.alpha());
        figures.put("gamma", terms.gamma());
        figures.put("epsilon", exploration.epsilon());
        figures.put("epsilon_decay", exploration.decay());
        int last = Math.min(LAST, decisions);
        figures.put("share_of_best_in_the_last", last);
        List<Double> shares = result.loop().stream()
                .map(course -> course.share(decisions - 1, last))
                .toList();
        figures.put("share_by_seed", shares);
        figures.put("share", spread(shares));
        figures.put("share_ucb1_tuned", spread(shares(result.tuned(), last)));
        figures.put("share_ucb1", spread(shares(result.ucb1(), last)));
        Map<String, Object> regret = new LinkedHashMap<>();
        regret.put("loop", spread(totals(result.loop())));
        regret.put("ucb1_tuned", spread(totals(result.tuned())));
        regret.put("ucb1_width_sd", spread(totals(result.ucb1())));
        regret.put("exploration_bound", explorationBound()[decisions - 1]);
        figures.put("regret", regret);
        driftAt.ifPresent(drift -> figures.put("drift", drift(result, drift)));
        return figures;
    }

    private Map<String, Object> drift(Result result, int drift) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("at", drift);
        figures.put("window", DRIFT_WINDOW);
        figures.put("decisions_until_new_best_is_largest", spread(until(result.loop(), drift)));
        figures.put("ucb1_tuned", spread(until(result.tuned(), drift)));
        figures.put("ucb1_width_sd", spread(until(result.ucb1(), drift)));
        return figures;
    }

    private List<Double> until(List<Course> courses, int drift) {
        return courses.stream()
                .map(course -> (double) course.decisionsUntilLargest(drift, DRIFT_WINDOW, providers))
                .toList();
    }

    private List<Double> shares(List<Course> courses, int last) {
        return courses.stream().map(course -> course.share(decisions - 1, last)).toList();
    }

    private static List<Double> totals(List<Course> courses) {
        return courses.stream().map(Course::total).toList();
    }

    private static Map<String, Double> spread(List<Double> values) {
        Map<String, Double> spread = new LinkedHashMap<>();
        spread.put("min", values.stream().mapToDouble(Double::doubleValue).min().orElseThrow());
        spread.put(
                "mean",
                values.stream().mapToDouble(Double::doubleValue).average().orElseThrow());
        spread.put("max", values.stream().mapToDouble(Double::doubleValue).max().orElseThrow());
        return spread;
    }
}
