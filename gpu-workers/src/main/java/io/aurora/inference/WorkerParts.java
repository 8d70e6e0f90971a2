package io.aurora.inference;

import akka.actor.typed.ActorRef;
import io.aurora.config.InferenceSettings;
import io.aurora.inference.protocol.InferenceProtocol;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a worker is made of.
 *
 * @param source opens the device, again after a restart
 * @param folders models to begin with, also after a restart
 * @param reference opens the device by which answers are checked; absent: they are not
 * @param linger how long models that are in force no more are still served
 * @param lost told each time the device turns out to be gone, with the worker; called in the worker's thread
 */
record WorkerParts(
        Supplier<EngineSource> source,
        Supplier<ModelFolders> folders,
        Optional<Supplier<EngineSource>> reference,
        InferenceSettings settings,
        InferenceMetrics metrics,
        NanoClock clock,
        Duration linger,
        Consumer<ActorRef<InferenceProtocol.Command>> lost) {}
