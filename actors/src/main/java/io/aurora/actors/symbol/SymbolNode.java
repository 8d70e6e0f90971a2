package io.aurora.actors.symbol;

import akka.actor.typed.ActorRef;
import io.aurora.config.ActorSettings;
import io.aurora.config.SymbolsSettings;
import io.aurora.domain.inference.ModelIds;
import io.aurora.inference.protocol.InferenceProtocol;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What a node knows and lends to its symbols.
 *
 * @param symbols declared symbols
 * @param profiles profiles in force, with their digests
 * @param models models in force; absent until this node knows those of its cluster, and no bar is taken before
 * @param actor settings of the actors
 * @param deadline longest wait for inference
 * @param inference router to the inference workers of the cluster
 * @param clock wall clock
 * @param nanos nanosecond clock for latencies
 * @param tags tags of a symbol's events, by its name
 * @param checkpoints where states are kept for ever
 * @param metrics who counts
 */
public record SymbolNode(
        SymbolsSettings symbols,
        Profiles profiles,
        Supplier<Optional<ModelIds>> models,
        ActorSettings actor,
        Duration deadline,
        ActorRef<InferenceProtocol.Command> inference,
        InstantSource clock,
        LongSupplier nanos,
        Function<String, Set<String>> tags,
        CheckpointSink checkpoints,
        SymbolMetrics metrics) {}
