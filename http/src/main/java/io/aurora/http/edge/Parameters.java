package io.aurora.http.edge;

import akka.http.javadsl.model.Query;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/** Query parameters of one request. One the endpoint does not know is refused: a mistyped flag must not pass for its absence. */
public final class Parameters {
    private final Query query;

    Parameters(Query query, Set<String> known) {
        this.query = query;
        query.toMultiMap().keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw Problem.field(
                                    ProblemKind.UNKNOWN_PARAMETER,
                                    known.isEmpty() ? "no parameter is known here" : "must be one of " + known,
                                    name,
                                    query.get(name).orElse(""))
                            .exception();
                });
    }

    public Optional<String> text(String name) {
        return query.get(name);
    }

    public String required(String name) {
        return text(name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> Problem.field(ProblemKind.MISSING_PARAMETER, "must be given", name, null)
                        .exception());
    }

    /** Comma-separated values, also of a repeated parameter, each once, in the order given. */
    public List<String> list(String name) {
        return query.getAll(name).stream()
                .flatMap(value -> List.of(value.split(",")).stream())
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
    }

    /** {@code true} or {@code false}; absent is false. */
    public boolean flag(String name) {
        String value = text(name).orElse("false").toLowerCase(Locale.ROOT);
        if (!value.equals("true") && !value.equals("false")) {
            throw bad("must be true or false", name, value);
        }
        return value.equals("true");
    }

    public OptionalLong whole(String name, long low, long high) {
        Optional<String> value = text(name);
        return value.isEmpty() ? OptionalLong.empty() : OptionalLong.of(whole(name, value.get(), low, high));
    }

    public OptionalDouble decimal(String name, double low, double high) {
        Optional<String> value = text(name);
        if (value.isEmpty()) {
            return OptionalDouble.empty();
        }
        String rule = "must be a number in [" + low + ", " + high + "]";
        try {
            double number = Double.parseDouble(value.get());
            if (number >= low && number <= high) {
                return OptionalDouble.of(number);
            }
        } catch (NumberFormatException e) {
            throw bad(rule, name, value.get());
        }
        throw bad(rule, name, value.get());
    }

    /** ISO-8601 or epoch milliseconds. */
    public OptionalLong epochMs(String name) {
        Optional<String> value = text(name);
        return value.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(JsonFields.Times.parseMs(ProblemKind.BAD_PARAMETER, name, value.get()));
    }

    static long whole(String name, String value, long low, long high) {
        String rule = "must be a whole number in [" + low + ", " + high + "]";
        try {
            long number = Long.parseLong(value);
            if (number >= low && number <= high) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw bad(rule, name, value);
        }
        throw bad(rule, name, value);
    }

    private static ProblemException bad(String rule, String name, String value) {
        return Problem.field(ProblemKind.BAD_PARAMETER, rule, name, value).exception();
    }
}
