package io.aurora.http.resource;

import akka.util.ByteString;
import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.actors.ingest.BarJson;
import io.aurora.actors.protocol.SymbolProtocol.BarReply;
import io.aurora.actors.protocol.SymbolProtocol.Refused;
import io.aurora.actors.symbol.Symbols;
import io.aurora.domain.market.Bar;
import io.aurora.domain.market.Refusal;
import io.aurora.domain.symbol.Offer;
import io.aurora.http.edge.Json;
import io.aurora.http.edge.Problem;
import io.aurora.http.edge.ProblemKind;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A bar as clients write it, see {@link BarJson}; {@code symbol} may be given and must then be the path's. */
final class BarReading {
    private BarReading() {}

    static Bar read(String symbol, ByteString text) {
        return read(symbol, Json.parse(text));
    }

    static Bar read(String symbol, JsonNode json) {
        BarJson.Parsed parsed = BarJson.read(json, Optional.of(symbol));
        if (parsed instanceof BarJson.Bad bad) {
            throw Problem.field(
                            ProblemKind.BAD_FIELD,
                            bad.rule(),
                            bad.field().orElseThrow(),
                            bad.value().orElse(null))
                    .exception();
        }
        return ((BarJson.Good) parsed).bar();
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
