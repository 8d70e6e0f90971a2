package io.aurora.http.resource;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.domain.risk.Scenarios;
import io.aurora.http.edge.Call;
import io.aurora.http.edge.JsonFields;
import io.aurora.http.edge.Problem;
import io.aurora.http.edge.ProblemException;
import io.aurora.http.edge.ProblemKind;
import java.util.List;
import java.util.Set;

/**
 * A causal graph to be made.
 *
 * @param symbols its nodes, different
 * @param limit most returns of each
 * @param graphs simulated graphs behind the F1 score
 * @param by who asks
 */
record CausalOrder(List<String> symbols, int limit, int graphs, String by) {
    private static final Set<String> FIELDS = Set.of("symbols", "limit", "graphs", "by");
    private static final int NAME_CHARS = 64;
    private static final int LEAST = 400;
    private static final int LIMIT = 20_000;
    private static final int MOST = 100_000;
    private static final int GRAPHS = 20;
    private static final int MOST_GRAPHS = 200;

    static CausalOrder of(JsonNode body, String user) {
        JsonFields fields = new JsonFields(body, FIELDS);
        List<String> symbols = fields.array("symbols").orElse(List.of()).stream()
                .map(name -> Call.symbol("symbols", name.asText()))
                .toList();
        if (symbols.size() < 2
                || symbols.size() > Scenarios.MAX_ASSETS
                || Set.copyOf(symbols).size() != symbols.size()) {
            throw refused(
                    "must be 2 to " + Scenarios.MAX_ASSETS + " different names", "symbols", String.join(",", symbols));
        }
        return new CausalOrder(
                symbols,
                whole(fields, "limit", LIMIT, LEAST, MOST),
                whole(fields, "graphs", GRAPHS, 1, MOST_GRAPHS),
                fields.optionalText("by", NAME_CHARS).orElse(user));
    }

    private static int whole(JsonFields fields, String name, int usual, int low, int high) {
        double value = fields.optionalNumber(name).orElse(usual);
        if (!(value >= low && value <= high && value == Math.rint(value))) {
            throw refused("must be a whole number in [" + low + ", " + high + "]", name, Double.toString(value));
        }
        return (int) value;
    }

    private static ProblemException refused(String rule, String field, String value) {
        return Problem.refusedField(ProblemKind.SERIES_REFUSED, "out_of_range", rule, field, value)
                .exception();
    }
}
