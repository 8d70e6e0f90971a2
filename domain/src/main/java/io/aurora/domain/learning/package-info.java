/**
 * The decision loop's mathematics: a context becomes a discrete state, an epsilon-greedy strategy over a tabular Q-function chooses
 * among candidates, and the reward of an outcome updates the table. {@link io.aurora.domain.learning.PartitionState} is the fold of
 * one partition's events, a mutable object owned by one actor; {@link io.aurora.domain.learning.PartitionEvent} are those events.
 */
package io.aurora.domain.learning;
