package io.aurora.actors.strategist;

import io.aurora.config.ActorSettings;
import io.aurora.config.StrategistSettings;
import io.aurora.domain.learning.Gate;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What a node knows and lends to its partitions.
 *
 * @param settings policies in force on this node
 * @param actor settings of the actors
 * @param clock wall clock
 * @param nanos nanosecond clock for times
 * @param random a generator of its own for each partition; what it draws is stored with the decision
 * @param scoring the router
 * @param gates what a symbol's certified decision says; absent where nobody knows the symbol
 * @param metrics who counts
 */
public record StrategistNode(
        StrategistSettings settings,
        ActorSettings actor,
        InstantSource clock,
        LongSupplier nanos,
        Supplier<RandomGenerator> random,
        Scoring scoring,
        Function<String, CompletionStage<Optional<Gate>>> gates,
        StrategistMetrics metrics) {}
