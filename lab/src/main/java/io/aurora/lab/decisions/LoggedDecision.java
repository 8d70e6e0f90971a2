package io.aurora.lab.decisions;

import java.util.List;
import java.util.Optional;

/**
 * A decision of a log, and what was learned from it.
 *
 * @param traceId its public name
 * @param policy which policy decided
 * @param partition partition of the policy's table
 * @param atMs when, epoch milliseconds UTC
 * @param state key of the state
 * @param candidates {@code provider/sku} of each
 * @param q value of each then
 * @param choice what was chosen; absent where the gate let nobody be
 * @param learned what came of it; absent without feedback
 */
public record LoggedDecision(
        String traceId,
        String policy,
        int partition,
        long atMs,
        String state,
        List<String> candidates,
        List<Double> q,
        Optional<Chosen> choice,
        Optional<Learned> learned) {
    public LoggedDecision {
        candidates = List.copyOf(candidates);
        q = List.copyOf(q);
        if (q.size() != candidates.size()) {
            throw new IllegalArgumentException(
                    "must have one value a candidate: q=" + q.size() + ", candidates=" + candidates.size());
        }
    }

    /**
     * What was chosen.
     *
     * @param action {@code provider/sku}
     * @param propensity probability with which it was to be chosen
     * @param epsilon probability of exploring then
     * @param explored whether exploration drew it
     * @param score execution score
     */
    public record Chosen(String action, double propensity, double epsilon, boolean explored, double score) {}

    /**
     * What was learned.
     *
     * @param reward in [-1, 1]
     * @param nextState state of the same context then
     * @param maxNext largest value of the candidates in it
     * @param oldQ value before
     * @param newQ value after
     */
    public record Learned(double reward, String nextState, double maxNext, double oldQ, double newQ) {}
}
