/**
 * The decision loop under load, over HTTP: {@link io.aurora.cluster.bench.decisions.DecisionsBench} starts a node in a process of its own
 * and drives it from this one, checking every answer.
 */
package io.aurora.cluster.bench.decisions;
