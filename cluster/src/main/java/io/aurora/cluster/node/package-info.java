/** A running node: Akka's configuration, wiring, start-up and shut-down. */
package io.aurora.cluster.node;
