package io.aurora.http.wire;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Answer to one bar.
 *
 * @param outcome decided, duplicate or late
 * @param differs of a duplicate: whether its values were others; left out otherwise
 * @param decision the symbol's decision now
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BarBody(String outcome, Boolean differs, DecisionBody decision) {}
