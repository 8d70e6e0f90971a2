package io.aurora.http.edge;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/** Reads the fields of one JSON object; a bad one ends the request with its name, the rule and what it held. */
public final class JsonFields {
    private final JsonNode object;
    private final String path;

    /** @throws ProblemException where the object has a field that is not among {@code known} */
    public JsonFields(JsonNode object, Set<String> known) {
        this(object, "");
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw bad("unknown field, must be one of " + new TreeSet<>(known), name, shown(object.get(name)));
            }
        }
    }

    private JsonFields(JsonNode object, String path) {
        this.object = object;
        this.path = path;
    }

    /** Fields of an object that may have others besides those that are asked for. */
    public static JsonFields open(JsonNode object) {
        return new JsonFields(object, "");
    }

    /** The same of an object within another one, whose place stands before the names in problems, e.g. {@code outcome}. */
    public static JsonFields within(String place, JsonNode object) {
        if (!object.isObject()) {
            throw Problem.field(ProblemKind.BAD_FIELD, "must be an object", place, shown(object))
                    .exception();
        }
        return new JsonFields(object, place + ".");
    }

    /** Where a field of this object stands, for problems. */
    public String place(String name) {
        return path + name;
    }

    /** The object of this name. */
    public JsonFields object(String name) {
        return within(place(name), required(name));
    }

    /** What stands there, of whatever kind; absent also where it is null. */
    public Optional<JsonNode> any(String name) {
        return Optional.ofNullable(object.get(name)).filter(node -> !node.isNull());
    }

    public OptionalDouble optionalNumber(String name) {
        return any(name).isPresent() ? OptionalDouble.of(number(name)) : OptionalDouble.empty();
    }

    public boolean flag(String name) {
        JsonNode node = required(name);
        if (!node.isBoolean()) {
            throw bad("must be true or false", place(name), shown(node));
        }
        return node.booleanValue();
    }

    /** A number; one too large for a double is infinite, which the receiver judges. */
    public double number(String name) {
        JsonNode node = required(name);
        if (!node.isNumber()) {
            throw bad("must be a number", place(name), shown(node));
        }
        return node.doubleValue();
    }

    /** Whether the flag is there and true. */
    public boolean optionalFlag(String name) {
        return any(name).isPresent() && flag(name);
    }

    /** The elements of an array; absent where it is not there. */
    public Optional<List<JsonNode>> array(String name) {
        return any(name).map(node -> elements(place(name), node));
    }

    /** The numbers of an array; absent where it is not there. One too large for a double is infinite. */
    public Optional<double[]> numbers(String name) {
        return any(name).map(node -> numbers(place(name), node));
    }

    /** Numbers of an array that stands at {@code place}. */
    public static double[] numbers(String place, JsonNode node) {
        List<JsonNode> values = elements(place, node);
        double[] out = new double[values.size()];
        for (int i = 0; i < out.length; i++) {
            JsonNode value = values.get(i);
            if (!value.isNumber()) {
                throw bad("must be a number", place + "[" + i + "]", shown(value));
            }
            out[i] = value.doubleValue();
        }
        return out;
    }

    private static List<JsonNode> elements(String place, JsonNode node) {
        if (!node.isArray()) {
            throw bad("must be an array", place, shown(node));
        }
        List<JsonNode> out = new ArrayList<>(node.size());
        node.forEach(out::add);
        return out;
    }

    /** Text that is not blank and has at most {@code most} characters. */
    public String text(String name, int most) {
        return checked(place(name), required(name), most);
    }

    public Optional<String> optionalText(String name, int most) {
        JsonNode node = object.get(name);
        return node == null || node.isNull() ? Optional.empty() : Optional.of(checked(place(name), node, most));
    }

    private JsonNode required(String name) {
        JsonNode node = object.get(name);
        if (node == null || node.isNull()) {
            throw bad("must be given", place(name), null);
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
