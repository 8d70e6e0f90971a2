package io.aurora.actors.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.aurora.domain.market.Bar;
import io.aurora.domain.market.SymbolSpec;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One bar as a JSON object: {@code {"symbol": "BTC-USDT", "ts": "2021-05-19T13:00:00Z", "open": 1, "high": 2, "low": 1, "close": 2,
 * "volume": 3}}. {@code ts} is ISO-8601 with an offset or epoch milliseconds; {@code symbol} may be left out where the carrier (path,
 * record key) names it. Kafka and HTTP read bars by this. Unknown fields, doubled fields and trailing text are refused.
 */
public final class BarJson {
    private static final SortedSet<String> FIELDS =
            new TreeSet<>(Set.of("symbol", "ts", "open", "high", "low", "close", "volume"));
    private static final String TIME_RULE = "must be ISO-8601 with an offset, or milliseconds since 1970 UTC";
    private static final long LEAST_MS = Instant.parse("0001-01-01T00:00:00Z").toEpochMilli();
    private static final long MOST_MS = Instant.parse("9999-12-31T00:00:00Z").toEpochMilli();
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private BarJson() {}

    /** What a text turned out to be. */
    public sealed interface Parsed permits Good, Bad {}

    /** A bar; whether it is a good one is the symbol's to say. */
    public record Good(Bar bar) implements Parsed {}

    /**
     * No bar.
     *
     * @param field the field at fault, absent where the text is no JSON object at all
     * @param value what it held, or what the text is instead of an object; absent where the field is
     * @param rule what it should have held
     */
    public record Bad(Optional<String> field, Optional<String> value, String rule) implements Parsed {
        public String message() {
            return rule + ": "
                    + Stream.of(field, value).flatMap(Optional::stream).collect(Collectors.joining("="));
        }
    }

    /**
     * Reads one bar.
     *
     * @param carried the symbol that the carrier names, where it does; another one in the text is refused
     */
    public static Parsed parse(byte[] text, Optional<String> carried) {
        JsonNode node;
        try {
            node = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return noObject(shown(e));
        } catch (IOException e) {
            return noObject(e.toString());
        }
        if (!node.isObject()) {
            return noObject(node.getNodeType().name());
        }
        Parsed parsed = read(node, carried);
        return parsed instanceof Good good
                        && carried.isPresent()
                        && !carried.get().equals(good.bar().symbol())
                ? bad("symbol", node.get("symbol"), "must be " + carried.get())
                : parsed;
    }

    /**
     * Reads the bar that an object holds. It may name another symbol than the carrier does: what that means is the caller's to say.
     *
     * @param carried the symbol where the object names none
     */
    public static Parsed read(JsonNode object, Optional<String> carried) {
        try {
            return new Good(bar(object, carried));
        } catch (BadField e) {
            return e.bad;
        }
    }

    private static Bad noObject(String instead) {
        return new Bad(Optional.empty(), Optional.of(instead), "must be one JSON object");
    }

    private static Bad bad(String field, JsonNode value, String rule) {
        return new Bad(
                Optional.of(field),
                Optional.ofNullable(value).map(held -> held.isTextual() ? held.textValue() : held.toString()),
                rule);
    }

    private static Bar bar(JsonNode node, Optional<String> carried) {
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!FIELDS.contains(name)) {
                throw new BadField(bad(name, node.get(name), "unknown field, must be one of " + FIELDS));
            }
        }
        return new Bar(
                symbol(node, carried),
                epochMs(node),
                number(node, "open"),
                number(node, "high"),
                number(node, "low"),
                number(node, "close"),
                number(node, "volume"));
    }

    private static JsonNode required(JsonNode node, String name) {
        JsonNode given = node.get(name);
        if (given == null || given.isNull()) {
            throw new BadField(bad(name, null, "must be given"));
        }
        return given;
    }

    private static String symbol(JsonNode node, Optional<String> carried) {
        JsonNode given = node.get("symbol");
        if (carried.isPresent() && (given == null || given.isNull())) {
            return checked(carried.get());
        }
        given = required(node, "symbol");
        if (!given.isTextual()) {
            throw new BadField(bad("symbol", given, "must be text"));
        }
        return checked(given.textValue());
    }

    private static String checked(String name) {
        if (!SymbolSpec.isName(name)) {
            String hint = name.indexOf('/') >= 0 ? " (write '-' instead of '/')" : "";
            throw new BadField(
                    new Bad(Optional.of("symbol"), Optional.of(name), "must match [A-Za-z0-9._-]{1,32}" + hint));
        }
        return name;
    }

    private static double number(JsonNode node, String name) {
        JsonNode given = required(node, name);
        if (!given.isNumber()) {
            throw new BadField(bad(name, given, "must be a number"));
        }
        return given.doubleValue();
    }

    private static long epochMs(JsonNode node) {
        JsonNode given = required(node, "ts");
        if (given.isIntegralNumber() && given.canConvertToLong()) {
            return inRange(given, given.longValue());
        }
        if (!given.isTextual()) {
            throw new BadField(bad("ts", given, TIME_RULE));
        }
        try {
            return inRange(
                    given, OffsetDateTime.parse(given.textValue()).toInstant().toEpochMilli());
        } catch (DateTimeException e) {
            throw new BadField(bad("ts", given, TIME_RULE));
        }
    }

    private static long inRange(JsonNode given, long ms) {
        if (ms < LEAST_MS || ms > MOST_MS) {
            throw new BadField(bad("ts", given, "must be in the years 1 to 9999"));
        }
        return ms;
    }

    private static String shown(JsonProcessingException e) {
        return e.getOriginalMessage()
                + (e.getLocation() == null ? "" : ", column " + e.getLocation().getColumnNr());
    }

    /** Ends the reading of one object; never leaves this class. */
    private static final class BadField extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Bad bad;

        BadField(Bad bad) {
            super(bad.message(), null, false, false);
            this.bad = bad;
        }
    }
}
