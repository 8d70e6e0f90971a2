package io.aurora.config;

import io.aurora.domain.check.Require;
import io.aurora.domain.learning.Exploration;
import io.aurora.domain.learning.PolicyTerms;
import io.aurora.domain.learning.RewardTerms;
import io.aurora.domain.learning.StateKey;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What is said of a policy, key by key as configuration has it. */
public record PolicyForm(
        int partitions,
        double alpha,
        double gamma,
        double epsilon,
        double epsilonDecay,
        double epsilonMin,
        List<String> regions,
        int maxOpenTraces,
        Duration traceTtl,
        int dedupeWindow,
        Reward reward) {
    private static final Pattern REGION = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    /** Values of the feature that name no region. */
    private static final List<String> TAKEN = List.of("other", "none");

    /** What an outcome is measured by. */
    public record Reward(
            Duration latencyRef, double costRef, double latencyWeight, double costWeight, double sloWeight) {
        private static final double SUM_TOLERANCE = 1e-9;
        private static final double NANOS_PER_MILLI = 1e6;

        public Reward {
            Check.positive("latency_ref", latencyRef);
            Require.positive("cost_ref", costRef);
            Require.nonNegative("latency_weight", latencyWeight);
            Require.nonNegative("cost_weight", costWeight);
            Require.nonNegative("slo_weight", sloWeight);
            if (Math.abs(latencyWeight + costWeight + sloWeight - 1.0) > SUM_TOLERANCE) {
                throw new IllegalArgumentException("weights must add up to 1: latency_weight=" + latencyWeight
                        + ", cost_weight=" + costWeight + ", slo_weight=" + sloWeight);
            }
        }

        RewardTerms terms() {
            return new RewardTerms(
                    latencyRef.toNanos() / NANOS_PER_MILLI, costRef, latencyWeight, costWeight, sloWeight);
        }
    }

    public PolicyForm {
        Check.within("partitions", partitions, 1, PolicyTerms.MOST_PARTITIONS);
        Check.that(alpha > 0.0 && alpha <= 1.0, "must be in (0, 1]", "alpha", alpha);
        Check.that(gamma >= 0.0 && gamma < 1.0, "must be in [0, 1)", "gamma", gamma);
        Require.within("epsilon", epsilon, 0.0, 1.0);
        Require.nonNegative("epsilon_decay", epsilonDecay);
        Require.within("epsilon_min", epsilonMin, 0.0, 1.0);
        regions = List.copyOf(regions);
        checkRegions(regions);
        PolicySettings.requireShare("max_open_traces", maxOpenTraces, partitions);
        Check.positive("trace_ttl", traceTtl);
        PolicySettings.requireShare("dedupe_window", dedupeWindow, partitions);
    }

    private static void checkRegions(List<String> regions) {
        Check.that(
                regions.size() <= PolicyTerms.MOST_REGIONS,
                "must name at most " + PolicyTerms.MOST_REGIONS,
                "regions",
                regions.size());
        regions.forEach(region -> Check.that(
                REGION.matcher(region).matches() && !TAKEN.contains(region),
                "must match " + REGION + " and not be 'other' or 'none'",
                "regions",
                region));
        Check.that(Set.copyOf(regions).size() == regions.size(), "must differ", "regions", regions);
    }

    PolicySettings settings(String name) {
        return new PolicySettings(
                new PolicyTerms(name, partitions, alpha, gamma, regions, reward.terms(), StateKey.FORM),
                new Exploration(epsilon, epsilonDecay, epsilonMin),
                maxOpenTraces,
                traceTtl,
                dedupeWindow);
    }
}
