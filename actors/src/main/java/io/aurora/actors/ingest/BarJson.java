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

/**
 * One bar as a JSON object: {@code {"symbol": "BTC-USDT", "ts": "2021-05-19T13:00:00Z", "open": 1, "high": 2, "low": 1, "close": 2,
 * "volume": 3}}. {@code ts} is ISO-8601 with an offset or epoch milliseconds; {@code symbol} may be left out where the carrier (path,
 * record key) names it and must agree with it where it is given. Unknown fields, doubled fields and trailing text are refused.
 */
public final class BarJson {
    private static final Set<String> FIELDS = Set.of("symbol", "ts", "open", "high", "low", "close", "volume");
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
     * @param value what it held
     * @param rule what it should have held
     */
    public record Bad(Optional<String> field, String value, String rule) implements Parsed {
        public String message() {
            return field.map(name -> rule + ": " + name + "=" + value).orElse(rule + ": " + value);
        }
    }

    /**
     * Reads one bar.
     *
     * @param carried the symbol that the carrier names, where it does
     */
    public static Parsed parse(byte[] text, Optional<String> carried) {
        JsonNode node;
        try {
            node = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return new Bad(Optional.empty(), shown(e), "must be one JSON object");
        } catch (IOException e) {
            return new Bad(Optional.empty(), e.toString(), "must be one JSON object");
        }
        if (!node.isObject()) {
            return new Bad(Optional.empty(), node.getNodeType().name(), "must be one JSON object");
        }
        try {
            return new Good(bar(node, carried));
        } catch (BadField e) {
            return e.bad;
        }
    }

    private static Bar bar(JsonNode node, Optional<String> carried) {
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!FIELDS.contains(name)) {
                throw new BadField(name, node.get(name), "unknown field");
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

    private static String symbol(JsonNode node, Optional<String> carried) {
        JsonNode given = node.get("symbol");
        if (given == null || given.isNull()) {
            return checked(carried.orElseThrow(() -> new BadField("symbol", null, "must be given")));
        }
        if (!given.isTextual()) {
            throw new BadField("symbol", given, "must be text");
        }
        if (carried.isPresent() && !carried.get().equals(given.textValue())) {
            throw new BadField("symbol", given, "must be " + carried.get());
        }
        return checked(given.textValue());
    }

    private static String checked(String name) {
        if (!SymbolSpec.isName(name)) {
            String hint = name.indexOf('/') >= 0 ? " (write '-' instead of '/')" : "";
            throw new BadField(new Bad(Optional.of("symbol"), name, "must match [A-Za-z0-9._-]{1,32}" + hint));
        }
        return name;
    }

    private static double number(JsonNode node, String name) {
        JsonNode given = node.get(name);
        if (given == null || !given.isNumber()) {
            throw new BadField(name, given, "must be a number");
        }
        return given.doubleValue();
    }

    private static long epochMs(JsonNode node) {
        JsonNode given = node.get("ts");
        if (given != null && given.isIntegralNumber() && given.canConvertToLong()) {
            return inRange(given, given.longValue());
        }
        if (given == null || !given.isTextual()) {
            throw new BadField("ts", given, TIME_RULE);
        }
        try {
            return inRange(
                    given, OffsetDateTime.parse(given.textValue()).toInstant().toEpochMilli());
        } catch (DateTimeException e) {
            throw new BadField("ts", given, TIME_RULE);
        }
    }

    private static long inRange(JsonNode given, long ms) {
        if (ms < LEAST_MS || ms > MOST_MS) {
            throw new BadField("ts", given, "must be in the years 1 to 9999");
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

        BadField(String field, JsonNode value, String rule) {
            this(new Bad(
                    Optional.of(field),
                    value == null ? "null" : value.isTextual() ? value.textValue() : value.toString(),
                    rule));
        }
    }
}
