package io.aurora.http.resource;

import akka.NotUsed;
import akka.actor.typed.ActorSystem;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import akka.stream.SharedKillSwitch;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import io.aurora.actors.protocol.SymbolProtocol.BarReply;
import io.aurora.actors.protocol.SymbolProtocol.Busy;
import io.aurora.actors.protocol.SymbolProtocol.Decided;
import io.aurora.actors.protocol.SymbolProtocol.Duplicate;
import io.aurora.actors.protocol.SymbolProtocol.Late;
import io.aurora.actors.protocol.SymbolProtocol.Refused;
import io.aurora.actors.protocol.SymbolProtocol.Unavailable;
import io.aurora.actors.symbol.Symbols;
import io.aurora.config.HttpSettings;
import io.aurora.domain.symbol.Offer;
import io.aurora.domain.symbol.SymbolView;
import io.aurora.http.edge.Admission;
import io.aurora.http.edge.Call;
import io.aurora.http.edge.Endpoint;
import io.aurora.http.edge.Json;
import io.aurora.http.edge.Problem;
import io.aurora.http.edge.ProblemKind;
import io.aurora.http.wire.BarBody;
import io.aurora.http.wire.LineBody;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/** Bars in: one as JSON, or many as NDJSON, streamed both ways with back-pressure. */
public final class BarsResource {
    private static final Set<String> NDJSON_TYPES =
            Set.of("application/x-ndjson", "application/ndjson", "application/jsonl");

    private final Symbols symbols;
    private final Serving serving;
    private final HttpSettings settings;
    private final Admission admission;
    private final SharedKillSwitch closing;
    private final ActorSystem<?> system;

    public BarsResource(
            Symbols symbols,
            Serving serving,
            HttpSettings settings,
            Admission admission,
            SharedKillSwitch closing,
            ActorSystem<?> system) {
        this.symbols = symbols;
        this.serving = serving;
        this.settings = settings;
        this.admission = admission;
        this.closing = closing;
        this.system = system;
    }

    public List<Endpoint> endpoints() {
        return List.of(Endpoint.post("/symbols/{symbol}/bars", this::bars).with("historical"));
    }

    private CompletionStage<HttpResponse> bars(Call call) {
        String symbol = call.symbol();
        boolean historical = call.parameters().flag("historical");
        serving.requireQuorum();
        if (NDJSON_TYPES.contains(call.mediaType().toString())) {
            return CompletableFuture.completedFuture(many(call, symbol, historical));
        }
        if (!call.mediaType().equals(MediaTypes.APPLICATION_JSON)) {
            throw call.unsupported("application/json or application/x-ndjson");
        }
        CompletionStage<HttpResponse> answer = call.json()
                .thenCompose(json -> BarReading.offer(
                        symbols, symbol, new Offer(BarReading.read(symbol, json), historical, call.receivedAtMs())))
                .thenApply(this::one);
        return Audit.ended(answer, call.user(), "bar", symbol, call);
    }

    private HttpResponse one(BarReply reply) {
        if (reply instanceof Decided decided) {
            return answer("decided", null, decided.view());
        }
        if (reply instanceof Duplicate duplicate) {
            return answer("duplicate", duplicate.differs(), duplicate.view());
        }
        if (reply instanceof Late late) {
            return answer("late", null, late.view());
        }
        if (reply instanceof Refused refused) {
            throw Problem.refusal(ProblemKind.BAR_REFUSED, refused.reason(), refused.detail())
                    .exception();
        }
        if (reply instanceof Busy) {
            throw Problem.of(ProblemKind.BUSY, "too many bars of the symbol wait; nothing changed")
                    .exception();
        }
        String reason = ((Unavailable) reply).reason();
        throw Problem.refusal(ProblemKind.UNAVAILABLE, reason, "the bar cannot be taken now: " + reason)
                .exception();
    }

    private HttpResponse answer(String outcome, Boolean differs, SymbolView view) {
        return Json.ok(new BarBody(outcome, differs, StateMapping.decision(serving.serve(view))));
    }

    private HttpResponse many(Call call, String symbol, boolean historical) {
        BarStream stream = new BarStream(symbol, historical, symbols, serving, system, settings.requestTimeout());
        AtomicLong lines = new AtomicLong();
        Source<ByteString, NotUsed> answers = call.request()
                .entity()
                .withoutSizeLimit()
                .getDataBytes()
                .via(stream.flow((int) settings.maxLineBytes(), settings.streamParallelism(), closing))
                .map((LineBody body) -> {
                    lines.incrementAndGet();
                    return Json.line(body);
                })
                .watchTermination((before, done) -> {
                    admission.streamBegan();
                    done.whenComplete((end, failure) -> {
                        admission.streamEnded();
                        String outcome = lines.get() + " lines" + (failure == null ? "" : ", cut off");
                        Audit.write(call.user(), historical ? "bars (historical)" : "bars", symbol, outcome, call);
                    });
                    return NotUsed.getInstance();
                })
                .mapMaterializedValue(ignored -> NotUsed.getInstance());
        return HttpResponse.create().withEntity(HttpEntities.create(Json.NDJSON, answers));
    }
}
