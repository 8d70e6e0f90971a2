package io.aurora.http.wire;

import java.time.Instant;
import java.util.List;

/** Bodies about which symbols' extremes lead which others'. */
public final class CausalBody {
    private CausalBody() {}

    /**
     * A causal graph and what it allows.
     *
     * @param symbols its nodes
     * @param madeAt when
     * @param from first bar in common
     * @param to last bar in common
     * @param steps returns in common
     * @param level false discovery rate over all ordered pairs
     * @param edges pairs whose test is significant at the level
     * @param tests all ordered pairs
     * @param control whether graphs of this size and length are found well enough to rely on
     * @param tailPolicies of each symbol
     * @param caveat what the edges do not say
     */
    public record Graph(
            List<String> symbols,
            Instant madeAt,
            Instant from,
            Instant to,
            int steps,
            double level,
            List<Edge> edges,
            List<Edge> tests,
            Control control,
            List<TailPolicy> tailPolicies,
            String caveat) {}

    /** An ordered pair: likelihood ratio of its test, p-value, and p-value adjusted for the number of pairs. */
    public record Edge(String cause, String effect, double likelihoodRatio, double pValue, double adjusted) {}

    /**
     * Causal-chain control.
     *
     * @param simulatedGraphs graphs of this size and length whose direct edges are known
     * @param simulatedF1 mean F1 score at which their direct edges are found
     * @param leastF1 from which a graph counts as validated
     * @param validated whether it does
     */
    public record Control(int simulatedGraphs, double simulatedF1, double leastF1, boolean validated) {}

    /**
     * Whether tail policies of a symbol may be on.
     *
     * @param symbol the symbol
     * @param enabled only where its causal graph was validated
     * @param leaders symbols whose extremes lead its own: the ones such a policy watches; empty where it is off
     * @param reason {@code validated}, {@code not_validated} or {@code no_graph}
     */
    public record TailPolicy(String symbol, boolean enabled, List<String> leaders, String reason) {}

    /** The tail policy of a symbol by the last graph on this node that holds it; {@code madeAt} and {@code control} are null without one. */
    public record Last(TailPolicy tailPolicy, Instant madeAt, Control control) {}
}
