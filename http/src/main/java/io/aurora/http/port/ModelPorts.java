package io.aurora.http.port;

/**
 * What the front asks of a node's models.
 *
 * @param forecasts forecasts for features of somebody's own
 * @param models which models are in force, and how others come into force
 */
public record ModelPorts(Forecasts forecasts, Models models) {}
