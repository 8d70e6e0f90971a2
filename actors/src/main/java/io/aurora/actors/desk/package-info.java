/**
 * The cluster's kill switch: {@link io.aurora.actors.desk.Desk} is the one event-sourced desk, {@link io.aurora.actors.desk.DeskWatch}
 * keeps each node's copy of it. A node without a fresh copy serves nothing but holds.
 */
package io.aurora.actors.desk;
