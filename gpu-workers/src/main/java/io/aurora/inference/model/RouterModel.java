package io.aurora.inference.model;

import io.aurora.inference.network.RouterWeights;

/**
 * A router.
 *
 * @param manifest identity, standardisation, provenance
 * @param weights of its network, with the temperature in single precision
 */
public record RouterModel(ModelManifest manifest, RouterWeights weights) implements Model {}
