package io.aurora.actors.cluster;

/** Whether this node hears from most of its cluster; asked for every certified read and every bar. Thread-safe. */
@FunctionalInterface
public interface Majority {
    boolean heard();
}
