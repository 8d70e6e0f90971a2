package io.aurora.inference.model;

/**
 * Values of a tensor.
 *
 * @param shape lengths of its axes
 * @param values row by row
 */
record Tensor(int[] shape, float[] values) {}
