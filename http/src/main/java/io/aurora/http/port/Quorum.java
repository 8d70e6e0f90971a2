package io.aurora.http.port;

/** Whether the node may speak for its cluster. */
@FunctionalInterface
public interface Quorum {
    /** Whether a majority of the cluster was heard of lately; without it no certified read is answered and no bar taken. */
    boolean reachable();
}
