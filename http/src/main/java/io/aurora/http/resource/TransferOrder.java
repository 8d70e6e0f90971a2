package io.aurora.http.resource;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.config.OfflineSettings;
import io.aurora.http.edge.Call;
import io.aurora.http.edge.JsonFields;
import io.aurora.http.edge.Problem;
import io.aurora.http.edge.ProblemException;
import io.aurora.http.edge.ProblemKind;
import java.util.Set;

/**
 * A validation that is asked for.
 *
 * @param source where the calibration was made
 * @param target where it is to be used
 * @param benchmark symbol both are held against
 * @param limit returns to take of each, the last ones
 * @param by who asks
 */
record TransferOrder(String source, String target, String benchmark, int limit, String by) {
    private static final Set<String> FIELDS = Set.of("source", "target", "benchmark", "limit", "by");
    private static final int NAME_CHARS = 64;
    private static final int LIMIT = 20_000;
    private static final int LEAST = 100;
    private static final int MOST = 100_000;

    static TransferOrder of(JsonNode body, OfflineSettings.Tvf settings, String user) {
        JsonFields fields = new JsonFields(body, FIELDS);
        String source = Call.symbol("source", fields.text("source", NAME_CHARS));
        String target = Call.symbol("target", fields.text("target", NAME_CHARS));
        String benchmark = fields.optionalText("benchmark", NAME_CHARS)
                .map(name -> Call.symbol("benchmark", name))
                .or(settings::benchmarkSymbol)
                .orElseThrow(
                        () -> refused("no_benchmark", "must be given where the settings name none", "benchmark", null));
        if (source.equals(target)) {
            throw refused("out_of_range", "must differ from source", "target", target);
        }
        if (benchmark.equals(source) || benchmark.equals(target)) {
            // a series depends on itself wholly: that says nothing of either market
            throw refused("out_of_range", "must differ from source and target", "benchmark", benchmark);
        }
        double limit = fields.optionalNumber("limit").orElse(LIMIT);
        if (!(limit >= LEAST && limit <= MOST && limit == Math.rint(limit))) {
            throw refused(
                    "out_of_range", "must be a whole number in [" + LEAST + ", " + MOST + "]", "limit", "" + limit);
        }
        return new TransferOrder(
                source,
                target,
                benchmark,
                (int) limit,
                fields.optionalText("by", NAME_CHARS).orElse(user));
    }

    private static ProblemException refused(String reason, String rule, String field, String value) {
        return Problem.refusedField(ProblemKind.SERIES_REFUSED, reason, rule, field, value)
                .exception();
    }
}
