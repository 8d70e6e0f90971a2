package io.aurora.http.resource;

import akka.util.ByteString;
import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.actors.protocol.SymbolProtocol.BarReply;
import io.aurora.actors.protocol.SymbolProtocol.Refused;
import io.aurora.actors.symbol.Symbols;
import io.aurora.domain.market.Bar;
import io.aurora.domain.market.Refusal;
import io.aurora.domain.symbol.Offer;
import io.aurora.http.edge.Json;
import io.aurora.http.edge.JsonFields;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A bar as clients write it: {@code {"ts": "2024-01-01T00:00:00Z", "open": 1, "high": 1, "low": 1, "close": 1, "volume": 0}}; {@code
 * ts} is the start of the bar, ISO-8601 or epoch milliseconds; {@code symbol} may be given and must then be the path's. What the
 * numbers must be is the domain's to judge.
 */
final class BarReading {
    private static final Set<String> FIELDS = Set.of("symbol", "ts", "open", "high", "low", "close", "volume");
    private static final int SYMBOL_CHARS = 256;

    private BarReading() {}

    static Bar read(String symbol, ByteString text) {
        return read(symbol, Json.parse(text));
    }

    static Bar read(String symbol, JsonNode json) {
        JsonFields fields = new JsonFields(json, FIELDS);
        return new Bar(
                fields.optionalText("symbol", SYMBOL_CHARS).orElse(symbol),
                fields.epochMs("ts"),
                fields.number("open"),
                fields.number("high"),
                fields.number("low"),
                fields.number("close"),
                fields.number("volume"));
    }

    /** Offers the bar, unless it names another symbol than the path: it would reach that one. */
    static CompletionStage<BarReply> offer(Symbols symbols, String symbol, Offer offer) {
        String named = offer.bar().symbol();
        return named.equals(symbol)
                ? symbols.offer(offer)
                : CompletableFuture.completedFuture(new Refused(
                        Refusal.WRONG_SYMBOL.code(), "must be the path's symbol " + symbol + ": symbol=" + named));
    }
}
