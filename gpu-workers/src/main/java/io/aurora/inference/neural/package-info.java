/**
 * Engines by trained models: {@link io.aurora.inference.neural.NeuralEngine} over a device and a student, a router, or both; and which
 * devices a machine has to offer.
 */
package io.aurora.inference.neural;
