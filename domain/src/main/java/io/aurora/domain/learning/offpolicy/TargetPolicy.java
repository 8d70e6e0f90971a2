package io.aurora.domain.learning.offpolicy;

/** The policy whose value is asked for. It must not know the row's own reward. */
@FunctionalInterface
public interface TargetPolicy {
    /** With what probability it would choose each candidate of a row, in their order; they add up to 1. */
    double[] probabilities(int row);
}
