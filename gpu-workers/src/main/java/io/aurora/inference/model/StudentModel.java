package io.aurora.inference.model;

import io.aurora.inference.network.StudentWeights;

/**
 * A student.
 *
 * @param manifest identity, standardisation, provenance
 * @param targetScale unit of the network's forecasts, log return, {@code > 0}
 * @param weights of its network
 */
public record StudentModel(ModelManifest manifest, double targetScale, StudentWeights weights) implements Model {}
