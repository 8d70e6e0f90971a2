package io.aurora.http.wire;

import java.util.List;

/**
 * Many symbols at once.
 *
 * @param symbols in the order asked for, those that are known and answered
 * @param unknown names without a symbol
 * @param unavailable names whose symbol did not answer
 */
public record ManyStatesBody(List<StateBody> symbols, List<String> unknown, List<String> unavailable) {}
