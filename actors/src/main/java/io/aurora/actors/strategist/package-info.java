/**
 * The Strategist: a policy's Q-table, cut into sharded partitions. {@link io.aurora.actors.strategist.PolicyActor} fixes a policy's
 * terms, {@link io.aurora.actors.strategist.PartitionActor} takes a partition's requests and gathers them, and
 * {@link io.aurora.actors.strategist.PartitionJournal} decides and stores each gathering at once. Mathematics lives in
 * {@code io.aurora.domain.learning}.
 */
package io.aurora.actors.strategist;
