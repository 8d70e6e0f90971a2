package io.aurora.http.edge;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the fields of one JSON object; a bad one ends the request with its name, the rule and what it held. */
public final class JsonFields {
    private final JsonNode object;

    /** @throws ProblemException where the object has a field that is not among {@code known} */
    public JsonFields(JsonNode object, Set<String> known) {
        this.object = object;
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw bad("unknown field, must be one of " + new TreeSet<>(known), name, shown(object.get(name)));
            }
        }
    }

    /** Text that is not blank and has at most {@code most} characters. */
    public String text(String name, int most) {
        return checked(name, required(name), most);
    }

    public Optional<String> optionalText(String name, int most) {
        JsonNode node = object.get(name);
        return node == null || node.isNull() ? Optional.empty() : Optional.of(checked(name, node, most));
    }

    private JsonNode required(String name) {
        JsonNode node = object.get(name);
        if (node == null || node.isNull()) {
            throw bad("must be given", name, null);
        }
        return node;
    }

    private static String checked(String name, JsonNode node, int most) {
        if (!node.isTextual() || node.textValue().isBlank() || node.textValue().length() > most) {
            throw bad("must be text of 1 to " + most + " characters", name, shown(node));
        }
        return node.textValue().strip();
    }

    private static String shown(JsonNode node) {
        return node.isTextual() ? node.textValue() : node.toString();
    }

    private static ProblemException bad(String rule, String name, String value) {
        return Problem.field(ProblemKind.BAD_FIELD, rule, name, value).exception();
    }

    /** Times as clients write them. */
    static final class Times {
        static final String RULE = "must be ISO-8601 with an offset, or milliseconds since 1970 UTC";
        private static final long LEAST = Instant.parse("0001-01-01T00:00:00Z").toEpochMilli();
        private static final long MOST = Instant.parse("9999-12-31T00:00:00Z").toEpochMilli();

        private Times() {}

        static long parseMs(ProblemKind kind, String name, String text) {
            try {
                boolean digits = !text.isEmpty()
                        && text.chars().allMatch(c -> c >= '0' && c <= '9' || c == '-')
                        && text.lastIndexOf('-') <= 0;
                long ms = digits
                        ? Long.parseLong(text)
                        : OffsetDateTime.parse(text).toInstant().toEpochMilli();
                return requireMs(kind, name, ms);
            } catch (DateTimeException | NumberFormatException e) {
                throw Problem.field(kind, RULE, name, text).exception();
            }
        }

        static long requireMs(ProblemKind kind, String name, long ms) {
            if (ms < LEAST || ms > MOST) {
                throw Problem.field(kind, "must be in the years 1 to 9999", name, Long.toString(ms))
                        .exception();
            }
            return ms;
        }
    }
}
