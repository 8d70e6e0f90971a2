package io.aurora.inference.model;

import io.aurora.domain.check.Require;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a model comes from.
 *
 * @param metrics figures of its training and acceptance by name, finite
 * @param lineage ids of the models and data sets it was made from, nearest first
 * @param dataSnapshot identity of the training data; empty without any
 * @param codeRevision code that made it
 * @param seed of its training
 */
public record Provenance(
        SortedMap<String, Double> metrics, List<String> lineage, String dataSnapshot, String codeRevision, long seed) {
    public Provenance {
        metrics.forEach((name, value) -> Require.finite("metrics." + name, value));
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
        lineage = List.copyOf(lineage);
    }
}
