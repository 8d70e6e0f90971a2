package io.aurora.http.port;

import io.aurora.actors.decisions.Decisions;

/**
 * What the front asks of the decision loop.
 *
 * @param decisions the loop itself
 * @param traces its read side
 * @param value what other policies would have earned
 */
public record DecisionPorts(Decisions decisions, TraceLog traces, PolicyValues value) {}
