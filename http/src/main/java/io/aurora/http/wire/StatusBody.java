package io.aurora.http.wire;

/**
 * The decision loop in figures: the model over all nodes and policies, the cache of the node that answers.
 *
 * @param uptimeSeconds since the node's front was started
 * @param model what was learned
 * @param cache of the psi field
 * @param healthy whether every part of the table answered and the node hears a majority of its cluster
 */
public record StatusBody(double uptimeSeconds, Model model, Cache cache, boolean healthy) {

    /**
     * What was learned.
     *
     * @param episodes traces closed by feedback
     * @param updates updates of the table
     * @param epsilon of the policy {@code default}
     * @param alpha of the policy {@code default}, as its creation fixed it
     * @param gamma of the policy {@code default}, as its creation fixed it
     * @param qTableSize states that have a row
     * @param totalStateActionPairs cells of all rows
     * @param decisions made so far, refused ones included
     * @param openTraces decisions that wait for feedback
     */
    public record Model(
            long episodes,
            long updates,
            double epsilon,
            double alpha,
            double gamma,
            long qTableSize,
            long totalStateActionPairs,
            long decisions,
            long openTraces) {}

    /**
     * The psi field's cache.
     *
     * @param cacheHits readings that a fresh value answered
     * @param cacheMisses all others
     * @param cacheErrors readings of the source that failed
     * @param cacheHitRate hits over all readings, 0 before the first
     * @param cacheAgeSeconds age of the value; null where there is none
     * @param cacheValid whether it is fresh
     * @param cacheTtl how long it is, seconds
     */
    public record Cache(
            long cacheHits,
            long cacheMisses,
            long cacheErrors,
            double cacheHitRate,
            Double cacheAgeSeconds,
            boolean cacheValid,
            double cacheTtl) {}
}
