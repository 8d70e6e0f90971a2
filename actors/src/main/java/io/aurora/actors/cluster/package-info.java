/** The node within its cluster: {@link io.aurora.actors.cluster.MajorityWatch} knows whether it hears from a majority. */
package io.aurora.actors.cluster;
