package io.aurora.http.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * A decision and what came of it.
 *
 * @param traceId its name
 * @param taskId the asker's name of the task
 * @param policy which policy decided
 * @param status {@code open}, {@code answered}, {@code expired} or {@code gated}
 * @param decidedAt when
 * @param context what was known, of what the table reads
 * @param candidates who could do it, in the asker's order, and what they were worth then
 * @param chosen who was chosen; null where the gate let nobody be
 * @param score execution score; null where nobody was chosen
 * @param epsilon probability of exploring then; null where nobody was chosen
 * @param explanations how it came about
 * @param feedback what was learned; null as long as nothing was
 * @param expired why it was given up, {@code ttl} or {@code overflow}; null where it was not
 */
public record TraceBody(
        String traceId,
        String taskId,
        String policy,
        String status,
        Instant decidedAt,
        Context context,
        List<Option> candidates,
        Chosen chosen,
        Double score,
        Double epsilon,
        ExplanationsBody explanations,
        Learned feedback,
        String expired) {

    /** What was known; members that were absent are left out. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Context(Double cpu, Double memoryGb, Double latencyMs, String region, String symbol) {}

    /** Who was chosen. */
    public record Chosen(String provider, String sku) {}

    /**
     * Somebody who could do the task.
     *
     * @param q value when it was decided
     */
    public record Option(String provider, String sku, double q) {}

    /** How a task went. */
    public record Outcome(double latencyMs, double cost, int failures, boolean sloHit) {}

    /**
     * What was learned from an outcome.
     *
     * @param appliedAt when
     * @param outcome how the task went
     * @param reward in [-1, 1]
     * @param nextState state of the same context then
     * @param maxNext largest value of the same candidates in it
     * @param oldQ value before
     * @param newQ value after
     * @param alpha learning rate used
     * @param gamma discount used
     */
    public record Learned(
            Instant appliedAt,
            Outcome outcome,
            double reward,
            String nextState,
            double maxNext,
            double oldQ,
            double newQ,
            double alpha,
            double gamma) {}
}
