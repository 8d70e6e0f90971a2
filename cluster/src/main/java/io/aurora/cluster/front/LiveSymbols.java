package io.aurora.cluster.front;

/** Which symbols' actors run on this node now. */
@FunctionalInterface
public interface LiveSymbols {
    boolean contains(String symbol);
}
