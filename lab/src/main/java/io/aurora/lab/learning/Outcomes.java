package io.aurora.lab.learning;

import io.aurora.domain.learning.RewardTerms;
import io.aurora.domain.learning.TaskOutcome;

/**
 * Outcomes with a wanted reward under the default terms, so that a simulated reward goes through the same formula as a real one. A
 * reward below 0 takes a failed attempt or two; below -2/3 none has just that reward and the nearest is taken.
 */
final class Outcomes {
    /** Lowest reward that is met exactly. */
    static final double LEAST = -2.0 / 3.0;

    private static final double MOST_FAILURES = 3.0;
    private static final double KEPT_FROM = 0.5;

    private Outcomes() {}

    /** An outcome worth {@code reward}, which is held in [-2/3, 1] first. */
    static TaskOutcome worth(double reward) {
        double wanted = Math.max(LEAST, Math.min(1.0, reward));
        int failures = wanted >= 0.0 ? 0 : wanted >= -1.0 / MOST_FAILURES ? 1 : 2;
        double failed = failures / MOST_FAILURES;
        double good = (wanted + failed) / (1.0 - failed);
        RewardTerms terms = RewardTerms.DEFAULT;
        boolean kept = good >= KEPT_FROM;
        // latency and cost score alike: their weights and the objective's share make up the good part
        double score = (good - (kept ? terms.sloWeight() : 0.0)) / (terms.latencyWeight() + terms.costWeight());
        double lost = Math.max(0.0, 1.0 - score);
        return new TaskOutcome(terms.latencyRefMs() * lost, terms.costRef() * lost, failures, kept);
    }
}
