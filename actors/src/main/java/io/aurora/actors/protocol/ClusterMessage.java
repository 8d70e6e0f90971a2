package io.aurora.actors.protocol;

/** A message between nodes, written as CBOR by akka-serialization-jackson; never stored. */
public interface ClusterMessage {}
