/**
 * What the HTTP front needs of the rest of a node besides {@link io.aurora.actors.symbol.Symbols}. The node implements these and
 * hands them over as {@link io.aurora.http.port.HttpPorts}; tests hand over fakes.
 */
package io.aurora.http.port;
