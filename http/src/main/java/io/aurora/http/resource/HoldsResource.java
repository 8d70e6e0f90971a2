package io.aurora.http.resource;

import akka.http.javadsl.model.HttpResponse;
import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.actors.protocol.DeskProtocol;
import io.aurora.actors.protocol.SymbolProtocol.HoldReply;
import io.aurora.actors.symbol.Symbols;
import io.aurora.http.edge.Call;
import io.aurora.http.edge.Endpoint;
import io.aurora.http.edge.Json;
import io.aurora.http.edge.JsonFields;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Holds and releases of one symbol and of the desk. Repeating one changes nothing. */
public final class HoldsResource {
    private static final Set<String> FIELDS = Set.of("reason", "by");
    private static final int REASON_CHARS = 500;
    private static final int BY_CHARS = 64;

    private final Symbols symbols;
    private final Serving serving;

    private record Order(String by, String reason) {
        static Order of(Call call, JsonNode body) {
            JsonFields fields = new JsonFields(body, FIELDS);
            return new Order(
                    fields.optionalText("by", BY_CHARS).orElse(call.user()), fields.text("reason", REASON_CHARS));
        }
    }

    private interface OnSymbol {
        CompletionStage<HoldReply> apply(String symbol, String by, String reason);
    }

    private interface OnDesk {
        CompletionStage<DeskProtocol.Reply> apply(String by, String reason);
    }

    public HoldsResource(Symbols symbols, Serving serving) {
        this.symbols = symbols;
        this.serving = serving;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post("/symbols/{symbol}/hold", call -> symbol(call, "hold", symbols::hold)),
                Endpoint.post("/symbols/{symbol}/release", call -> symbol(call, "release", symbols::release)),
                Endpoint.post("/hold", call -> desk(call, "hold", symbols::holdDesk)),
                Endpoint.post("/release", call -> desk(call, "release", symbols::releaseDesk)));
    }

    private CompletionStage<HttpResponse> symbol(Call call, String what, OnSymbol command) {
        String symbol = call.symbol();
        return call.json().thenCompose(body -> {
            Order order = Order.of(call, body);
            CompletionStage<HttpResponse> answer = command.apply(symbol, order.by(), order.reason())
                    .thenApply(reply -> serving.serve(SymbolsResource.shown(symbol, reply)))
                    .thenApply(served -> Json.ok(StateMapping.state(served)));
            return Audit.ended(answer, order.by(), what + " (" + Audit.clean(order.reason()) + ")", symbol, call);
        });
    }

    private CompletionStage<HttpResponse> desk(Call call, String what, OnDesk command) {
        return call.json().thenCompose(body -> {
            Order order = Order.of(call, body);
            CompletionStage<HttpResponse> answer = command.apply(order.by(), order.reason())
                    .thenApply(reply -> Json.ok(StateMapping.desk(Optional.of(reply.state()))));
            return Audit.ended(answer, order.by(), what + " (" + Audit.clean(order.reason()) + ")", "desk", call);
        });
    }
}
