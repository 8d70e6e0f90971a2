package io.aurora.inference;

import io.aurora.domain.inference.InferenceResult;

/** What an engine made of one request of a batch. */
public sealed interface EngineAnswer {

    /** Its forecast. */
    record Done(InferenceResult result) implements EngineAnswer {}

    /** This request alone could not be answered. */
    record Refused(String reason) implements EngineAnswer {}
}
