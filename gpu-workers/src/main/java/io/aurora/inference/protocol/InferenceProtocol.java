package io.aurora.inference.protocol;

import akka.actor.typed.ActorRef;
import akka.actor.typed.receptionist.ServiceKey;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.aurora.domain.inference.InferenceRequest;
import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.inference.ModelIds;
import io.aurora.domain.inference.RouterFit;
import io.aurora.domain.regime.RegimeProbabilities;
import io.aurora.inference.ModelFolders;
import java.util.Optional;

/**
 * What a symbol asks an inference worker. Workers register under {@link #KEY}; symbols reach them through a group router, on whatever
 * node they are. Every request is answered once: with a result, with {@code Busy}, or with {@code Failed}.
 */
public interface InferenceProtocol {
    ServiceKey<Command> KEY = ServiceKey.create(Command.class, "inference");

    /** Messages between nodes, as CBOR. */
    interface Remote {}

    /** To a worker. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Infer.class, name = "infer"),
        @JsonSubTypes.Type(value = Fit.class, name = "fit"),
        @JsonSubTypes.Type(value = LoadModels.class, name = "load-models"),
        @JsonSubTypes.Type(value = ServeModels.class, name = "serve-models"),
    })
    interface Command extends Remote {}

    /**
     * One step for one bar.
     *
     * @param deadlineMs time the asker waits, milliseconds; a worker drops what it cannot answer within
     */
    record Infer(InferenceRequest request, long deadlineMs, ActorRef<Answer> replyTo) implements Command {}

    /** A refit of the BIC router; not urgent, its result is used some bars later. */
    record Fit(String symbol, RouterFit fit, ActorRef<Fitted> replyTo) implements Command {}

    /**
     * Open these models beside those that are served, and be warm; nothing is asked of them yet.
     *
     * @param expected what the folders have to hold
     */
    record LoadModels(ModelFolders folders, ModelIds expected, ActorRef<LoadReply> replyTo) implements Command {}

    /** The cluster's symbols run on these models now: others are given up a while later. */
    record ServeModels(ModelIds inForce) implements Command {}

    /** Answer to {@link LoadModels}. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    @JsonSubTypes({
        @JsonSubTypes.Type(value = ModelsLoaded.class, name = "loaded"),
        @JsonSubTypes.Type(value = ModelsRejected.class, name = "rejected"),
    })
    sealed interface LoadReply extends Remote permits ModelsLoaded, ModelsRejected {}

    record ModelsLoaded(ModelIds models) implements LoadReply {}

    /** What was served before is served on. */
    record ModelsRejected(String reason) implements LoadReply {}

    /** From a worker. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Inferred.class, name = "inferred"),
        @JsonSubTypes.Type(value = Busy.class, name = "busy"),
        @JsonSubTypes.Type(value = Failed.class, name = "failed"),
    })
    sealed interface Answer extends Remote permits Inferred, Busy, Failed {
        /** The bar asked about, epoch milliseconds. */
        long barTsMs();
    }

    record Inferred(long barTsMs, InferenceResult result) implements Answer {}

    /** The queue is full; nothing was done. */
    record Busy(long barTsMs) implements Answer {}

    /** This request failed alone. */
    record Failed(long barTsMs, String reason) implements Answer {}

    /**
     * Result of a refit.
     *
     * @param atReturn which refit
     * @param probabilities absent where a fit is undefined
     */
    record Fitted(long atReturn, Optional<RegimeProbabilities> probabilities) implements Remote {}
}
