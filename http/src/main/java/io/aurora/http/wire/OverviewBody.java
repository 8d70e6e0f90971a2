package io.aurora.http.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * A snapshot of one or many symbols. Over many the state is the worst outside WARMUP, figures are means and percentiles those of all
 * symbols' values; null where no symbol has the figure.
 *
 * @param profile profile
 * @param state worst state
 * @param kappaPlus mean
 * @param coverageEma mean
 * @param surprisalP95 p95
 * @param latencyP95 p95, milliseconds
 * @param alpha mean
 * @param alphaTarget mean
 * @param symbols number of symbols in each state
 * @param deskHold the desk
 * @param node name of the node that answered
 */
public record OverviewBody(
        String profile,
        String state,
        Double kappaPlus,
        Double coverageEma,
        Double surprisalP95,
        Double latencyP95,
        Double alpha,
        Double alphaTarget,
        StateCounts symbols,
        DeskBody deskHold,
        String node) {

    /** Number of symbols in each state. */
    @JsonPropertyOrder({"PASS", "DERISK", "BLOCK", "WARMUP"})
    public record StateCounts(
            @JsonProperty("PASS") int pass,
            @JsonProperty("DERISK") int derisk,
            @JsonProperty("BLOCK") int block,
            @JsonProperty("WARMUP") int warmup) {}
}
