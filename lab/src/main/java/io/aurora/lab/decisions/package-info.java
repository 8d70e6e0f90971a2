/**
 * The decision loop's log as a file: {@link io.aurora.lab.decisions.DecisionSource} reads it from a store or from a running node,
 * {@link io.aurora.lab.decisions.LogCsv} writes it, one row a decision, with everything that off-policy evaluation asks for.
 */
package io.aurora.lab.decisions;
