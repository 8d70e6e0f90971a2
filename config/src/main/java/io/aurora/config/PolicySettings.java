package io.aurora.config;

import io.aurora.domain.learning.Exploration;
import io.aurora.domain.learning.PolicyTerms;
import java.time.Duration;

/**
 * A policy of the strategist.
 *
 * @param terms what its creation fixes; a difference to what a policy was created with is a warning, never a change
 * @param exploration how often it explores; acts from the next decision on
 * @param maxOpenTraces decisions of the policy that wait for feedback, at least one a partition
 * @param traceTtl how long one waits at most
 * @param dedupeWindow answers of the policy kept at hand for repeated feedback, at least one a partition
 */
public record PolicySettings(
        PolicyTerms terms, Exploration exploration, int maxOpenTraces, Duration traceTtl, int dedupeWindow) {

    public PolicySettings {
        Check.positive("trace_ttl", traceTtl);
        requireShare("max_open_traces", maxOpenTraces, terms.partitions());
        requireShare("dedupe_window", dedupeWindow, terms.partitions());
    }

    /** Each partition gets the same whole number, so that all together stay within the policy's. */
    static void requireShare(String name, int all, int partitions) {
        if (all < partitions) {
            throw new IllegalArgumentException(name + " must be >= partitions (each has an equal share): " + name + "="
                    + all + ", partitions=" + partitions);
        }
    }

    /** Open traces of one partition at most, {@code >= 1}. */
    public int openTracesPerPartition() {
        return maxOpenTraces / terms.partitions();
    }

    /** Answers that one partition keeps at hand, {@code >= 1}. */
    public int dedupeWindowPerPartition() {
        return dedupeWindow / terms.partitions();
    }
}
