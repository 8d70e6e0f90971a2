/**
 * The decision loop as a node's doors see it: {@link io.aurora.actors.decisions.Executor} brings a task to the partition that decides,
 * {@link io.aurora.actors.decisions.Auditor} brings outcomes to the partition that learns, {@link io.aurora.actors.decisions.Decisions}
 * is what others call.
 */
package io.aurora.actors.decisions;
