package io.aurora.http.wire;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Answer to a request for a decision.
 *
 * @param taskId as asked
 * @param chosen the candidate's object as it was asked with; null where the gate let nobody be chosen
 * @param score execution score in [0, 1]; null where nobody was chosen
 * @param traceId what feedback refers to
 * @param explanations how it came about
 */
public record TaskDecisionBody(
        String taskId, JsonNode chosen, Double score, String traceId, ExplanationsBody explanations) {}
