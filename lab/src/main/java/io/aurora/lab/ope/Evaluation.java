package io.aurora.lab.ope;

import io.aurora.domain.learning.offpolicy.CrossFittedTable;
import io.aurora.domain.learning.offpolicy.Estimate;
import io.aurora.domain.learning.offpolicy.PolicyValue;
import io.aurora.domain.learning.offpolicy.TargetPolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** One policy on one log, as figures. */
public final class Evaluation {
    private static final int FOLDS = 5;

    private Evaluation() {}

    /**
     * Evaluates.
     *
     * @param target the policy, given the log and its reward model
     * @param made a log that the policy itself made, whose mean reward the estimates are held against
     */
    public static Map<String, Object> of(
            PolicyLog log,
            String policy,
            BiFunction<PolicyLog, CrossFittedTable, TargetPolicy> target,
            Optional<PolicyLog> made) {
        CrossFittedTable model = new CrossFittedTable(
                log.choices(), Math.min(FOLDS, log.choices().rows()));
        PolicyValue value;
        try {
            value = PolicyValue.of(log.choices(), target.apply(log, model), model, log.least(), log.most());
        } catch (IllegalArgumentException e) {
            throw new LogFileException(log.file() + ": " + policy + ": " + e.getMessage(), e);
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("log", log.file().toString());
        figures.put("policy", policy);
        figures.put("rows", value.rows());
        figures.put("rows_without_reward", log.withoutReward());
        figures.put("rows_refused", log.refused());
        figures.put("states", log.states().size());
        figures.put("actions", log.actions().size());
        figures.put("logged", estimate(value.logged()));
        figures.put("ips", estimate(value.ips()));
        figures.put("snips", estimate(value.snips()));
        figures.put("dr", estimate(value.doublyRobust()));
        figures.put("effective_sample_size", value.effectiveSampleSize());
        figures.put("effective_share", value.effectiveSampleSize() / value.rows());
        figures.put("largest_weight", value.largestWeight());
        Map<String, Object> sequence = new LinkedHashMap<>();
        sequence.put("low", value.sequenceLow());
        sequence.put("high", value.sequenceHigh());
        figures.put("confidence_sequence", sequence);
        made.ifPresent(own -> figures.put("made_by_policy", against(own, value)));
        return figures;
    }

    private static Map<String, Object> against(PolicyLog own, PolicyValue value) {
        double[] rewards = own.choices().reward();
        double mean = java.util.Arrays.stream(rewards).average().orElseThrow();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("log", own.file().toString());
        figures.put("mean_reward", mean);
        figures.put("covered_by_ips", value.ips().covers(mean));
        figures.put("covered_by_snips", value.snips().covers(mean));
        figures.put("covered_by_dr", value.doublyRobust().covers(mean));
        figures.put("covered_by_confidence_sequence", mean >= value.sequenceLow() && mean <= value.sequenceHigh());
        return figures;
    }

    private static Map<String, Object> estimate(Estimate estimate) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("value", estimate.value());
        figures.put("se", estimate.se());
        figures.put("ci", List.of(estimate.low(), estimate.high()));
        return figures;
    }
}
