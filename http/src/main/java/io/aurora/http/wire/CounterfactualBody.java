package io.aurora.http.wire;

import java.util.List;

/**
 * What the candidates of a decision were worth then and are worth now.
 *
 * @param traceId the decision
 * @param policy which policy decided
 * @param state key of its state
 * @param candidates in the asker's order
 * @param feedback what was learned from the decision; null as long as nothing was
 */
public record CounterfactualBody(
        String traceId, String policy, String state, List<Candidate> candidates, TraceBody.Learned feedback) {

    /**
     * A candidate.
     *
     * @param qThen value when it was decided
     * @param qNow value now
     * @param difference now less then
     * @param tries updates its value has seen by now
     * @param overChosenThen value less that of the chosen one then; null where nobody was chosen
     * @param overChosenNow value less that of the chosen one now; null where nobody was chosen
     * @param chosen whether it was chosen
     * @param greedyNow whether it would be chosen now, did nothing explore
     */
    public record Candidate(
            String provider,
            String sku,
            double qThen,
            double qNow,
            double difference,
            long tries,
            Double overChosenThen,
            Double overChosenNow,
            boolean chosen,
            boolean greedyNow) {}
}
