/**
 * Which models a cluster runs on. Every node starts with those of its settings; a reload puts others in force on all nodes at once, and on
 * nodes that start later, until the last node has stopped. The choice is replicated in memory by the cluster's distributed data.
 */
package io.aurora.inference.reload;
