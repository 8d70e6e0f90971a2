package io.aurora.http.resource;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.domain.learning.Candidate;
import io.aurora.domain.learning.PartitionEvent.QRow;
import io.aurora.http.edge.JsonFields;
import io.aurora.http.edge.Problem;
import io.aurora.http.edge.ProblemException;
import io.aurora.http.edge.ProblemKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads rows of a table that are to be taken over, in the form in which they are exported. */
final class TableReading {
    private static final Set<String> FIELDS = Set.of("by", "policy", "key_form", "rows", "next");
    private static final int BY_CHARS = 64;
    private static final int STATE_CHARS = 400;
    private static final int ACTION_CHARS = 129;
    private static final double MOST_EXACT = 0x1p53;

    /**
     * What is to be imported.
     *
     * @param by who asks
     * @param keyForm version of the form of the rows' states; absent where it is not said
     */
    record Import(String by, OptionalInt keyForm, List<QRow> rows) {
        void requireForm(int form) {
            if (keyForm.isPresent() && keyForm.getAsInt() != form) {
                throw refused("other_key_form", "must be the policy's, " + form, "key_form", "" + keyForm.getAsInt());
            }
        }
    }

    private TableReading() {}

    /** Rewards lie in [-1, 1], so a value beyond {@code 1/(1 - gamma)} can never have been learned. */
    static void requireReachable(List<QRow> rows, double gamma) {
        double most = 1.0 / (1.0 - gamma);
        for (int i = 0; i < rows.size(); i++) {
            if (Math.abs(rows.get(i).q()) > most) {
                throw refused(
                        "out_of_range",
                        "must be in [" + -most + ", " + most + "], 1/(1 - gamma)",
                        "rows[" + i + "].q",
                        Double.toString(rows.get(i).q()));
            }
        }
    }

    /** The page as it was exported is understood; its own policy and next say nothing here. */
    static Import of(JsonNode body, String user) {
        JsonFields fields = new JsonFields(body, FIELDS);
        Optional<JsonNode> form = fields.any("key_form");
        if (form.isPresent() && !form.get().canConvertToInt()) {
            throw Problem.field(
                            ProblemKind.BAD_FIELD,
                            "must be a whole number",
                            "key_form",
                            form.get().toString())
                    .exception();
        }
        JsonNode array = fields.any("rows").orElse(null);
        if (array == null || !array.isArray() || array.isEmpty()) {
            throw Problem.field(
                            ProblemKind.BAD_FIELD,
                            "must be an array with at least one row",
                            "rows",
                            array == null ? null : array.toString())
                    .exception();
        }
        return new Import(
                fields.optionalText("by", BY_CHARS).orElse(user),
                form.isPresent() ? OptionalInt.of(form.get().intValue()) : OptionalInt.empty(),
                rows(array));
    }

    private static List<QRow> rows(JsonNode array) {
        List<QRow> rows = new ArrayList<>(array.size());
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < array.size(); i++) {
            JsonFields fields = JsonFields.within("rows[" + i + "]", array.get(i));
            QRow row = row(fields);
            if (!seen.add(row.state() + '\n' + row.action())) {
                throw refused("duplicate_rows", "must differ from those before it", "rows[" + i + "]", row.action());
            }
            rows.add(row);
        }
        return rows;
    }

    private static QRow row(JsonFields fields) {
        String state = fields.text("state", STATE_CHARS);
        String action = fields.text("action", ACTION_CHARS);
        double q = fields.number("q");
        double tries = fields.number("tries");
        if (!Double.isFinite(q)) {
            throw refused("out_of_range", "must be finite", fields.place("q"), Double.toString(q));
        }
        if (!(tries >= 0.0 && tries <= MOST_EXACT && tries == Math.rint(tries))) {
            throw refused("out_of_range", "must be a whole number >= 0", fields.place("tries"), Double.toString(tries));
        }
        requireAction(fields.place("action"), action);
        return new QRow(state, action, q, (long) tries);
    }

    private static void requireAction(String place, String action) {
        int slash = action.indexOf('/');
        try {
            new Candidate(action.substring(0, Math.max(0, slash)), action.substring(slash + 1));
        } catch (IllegalArgumentException e) {
            throw refused("out_of_range", "must be provider/sku", place, action);
        }
    }

    private static ProblemException refused(String reason, String rule, String field, String value) {
        return Problem.refusedField(ProblemKind.POLICY_REFUSED, reason, rule, field, value)
                .exception();
    }
}
