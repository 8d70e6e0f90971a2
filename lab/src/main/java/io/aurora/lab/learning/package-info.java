/**
 * The decision loop against simulated providers: {@link io.aurora.lab.learning.LoopLearner} is the very fold that a node's partitions
 * run, {@link io.aurora.lab.learning.ProviderWorld} knows what the providers are worth, and upper-confidence-bound learners are the
 * measure of comparison.
 */
package io.aurora.lab.learning;
