package io.aurora.domain.learning;

import io.aurora.domain.bytes.BytesReader;
import io.aurora.domain.bytes.BytesWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How each action fared of late: exponential means with factor 0.1 of latency, cost, failures and kept objectives, starting at the
 * action's first outcome. One owner, not thread-safe.
 */
final class RunningMeans {
    private static final double FACTOR = 0.1;
    private static final double UNKNOWN_SCORE = 0.5;

    private final Map<String, Mean> byAction = new HashMap<>();

    private static final class Mean {
        private double latencyMs;
        private double cost;
        private double failures;
        private double sloHit;
    }

    void add(String action, TaskOutcome outcome) {
        double slo = outcome.sloHit() ? 1.0 : 0.0;
        Mean mean = byAction.get(action);
        if (mean == null) {
            byAction.put(action, mean(outcome.latencyMs(), outcome.cost(), outcome.failures(), slo));
            return;
        }
        mean.latencyMs += FACTOR * (outcome.latencyMs() - mean.latencyMs);
        mean.cost += FACTOR * (outcome.cost() - mean.cost);
        mean.failures += FACTOR * (outcome.failures() - mean.failures);
        mean.sloHit += FACTOR * (slo - mean.sloHit);
    }

    /** {@code (1 + r)/2}, r the reward at the action's means, held in [0, 1]; 0.5 before its first outcome. */
    double score(RewardTerms terms, String action) {
        Mean mean = byAction.get(action);
        if (mean == null) {
            return UNKNOWN_SCORE;
        }
        double reward = Reward.at(terms, mean.latencyMs, mean.cost, mean.failures, mean.sloHit);
        // a mean of ones may be one unit in the last place above 1
        return Math.max(0.0, Math.min(1.0, (1.0 + reward) / 2.0));
    }

    void write(BytesWriter to) {
        to.putInt(byAction.size());
        new TreeMap<>(byAction)
                .forEach((action, mean) -> to.putString(action)
                        .putDouble(mean.latencyMs)
                        .putDouble(mean.cost)
                        .putDouble(mean.failures)
                        .putDouble(mean.sloHit));
    }

    static RunningMeans read(BytesReader from) {
        RunningMeans means = new RunningMeans();
        int size = from.getInt();
        for (int i = 0; i < size; i++) {
            String action = from.getString();
            means.byAction.put(action, mean(from.getDouble(), from.getDouble(), from.getDouble(), from.getDouble()));
        }
        return means;
    }

    private static Mean mean(double latencyMs, double cost, double failures, double sloHit) {
        Mean mean = new Mean();
        mean.latencyMs = latencyMs;
        mean.cost = cost;
        mean.failures = failures;
        mean.sloHit = sloHit;
        return mean;
    }
}
