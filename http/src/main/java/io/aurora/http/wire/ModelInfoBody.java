package io.aurora.http.wire;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/**
 * The student in force, and beside it the router.
 *
 * @param id content id; {@code ewma}: the built-in forecaster
 * @param kind {@code student}
 * @param featureSchemaHash of the features it reads
 * @param engine what computes on this node
 * @param engineWhy why that engine, for people: what devices answer, or why none does; null where it has no worker
 * @param metrics figures of its training and acceptance
 * @param lineage what it was made from, nearest first
 * @param dataSnapshot identity of its training data; null without any
 * @param codeRevision code that made it; null where it is built in
 * @param loadedAt since when it is in force
 * @param router the router in force
 */
public record ModelInfoBody(
        String id,
        String kind,
        String featureSchemaHash,
        String engine,
        String engineWhy,
        SortedMap<String, Double> metrics,
        List<String> lineage,
        String dataSnapshot,
        String codeRevision,
        Instant loadedAt,
        Router router) {

    /** The router in force; {@code bic}: the built-in one. */
    public record Router(
            String id,
            String kind,
            String featureSchemaHash,
            SortedMap<String, Double> metrics,
            List<String> lineage,
            String dataSnapshot,
            String codeRevision) {}

    /**
     * What a reload came to.
     *
     * @param lasts how long it holds
     */
    public record Reloaded(ModelInfoBody inForce, String lasts) {}
}
