package io.aurora.http.resource;

import akka.NotUsed;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import akka.stream.Materializer;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import io.aurora.http.edge.Call;
import io.aurora.http.edge.Endpoint;
import io.aurora.http.edge.Json;
import io.aurora.http.edge.Problem;
import io.aurora.http.edge.ProblemKind;
import io.aurora.http.port.DecisionRow;
import io.aurora.http.port.Explainer;
import io.aurora.http.port.History;
import io.aurora.http.port.JournalSource;
import io.aurora.http.port.TransitionRow;
import io.aurora.http.wire.HistoryBody;
import io.aurora.http.wire.IntervalBody;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/** What was: records of the read side, stored events, and the derivation of one decision. Nothing here is certified at the time of reading. */
public final class HistoryResource {
    private static final int LIMIT = 200;
    private static final int MOST = 1000;
    private static final ByteString NEW_LINE = ByteString.fromString("\n");

    private final History history;
    private final JournalSource journal;
    private final Explainer explainer;
    private final Materializer materializer;

    public HistoryResource(History history, JournalSource journal, Explainer explainer, Materializer materializer) {
        this.history = history;
        this.journal = journal;
        this.explainer = explainer;
        this.materializer = materializer;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/symbols/{symbol}/history", this::history).with("from", "to", "after", "limit"),
                Endpoint.get("/symbols/{symbol}/journal", this::journal).with("from_seq"),
                Endpoint.get("/symbols/{symbol}/explain/{seq}", this::explain));
    }

    private CompletionStage<HttpResponse> history(Call call) {
        OptionalLong from = call.parameters().epochMs("from");
        OptionalLong to = call.parameters().epochMs("to");
        if (from.isPresent() && to.isPresent() && from.getAsLong() > to.getAsLong()) {
            throw Problem.field(
                            ProblemKind.BAD_PARAMETER,
                            "must not be after to=" + Instant.ofEpochMilli(to.getAsLong()),
                            "from",
                            Instant.ofEpochMilli(from.getAsLong()).toString())
                    .exception();
        }
        History.Query query = new History.Query(
                call.symbol(),
                from,
                to,
                call.parameters().whole("after", 0L, Long.MAX_VALUE).orElse(0L),
                (int) call.parameters().whole("limit", 1L, MOST).orElse(LIMIT));
        return history.page(query).thenApply(page -> Json.ok(body(query.symbol(), page)));
    }

    static HistoryBody body(String symbol, History.Page page) {
        return new HistoryBody(
                symbol,
                page.decisions().stream().map(HistoryResource::decision).toList(),
                page.transitions().stream().map(HistoryResource::transition).toList(),
                page.next().isPresent() ? page.next().getAsLong() : null);
    }

    private static HistoryBody.Decision decision(DecisionRow row) {
        return new HistoryBody.Decision(
                row.seq(),
                Instant.ofEpochMilli(row.barTsMs()),
                Instant.ofEpochMilli(row.decidedAtMs()),
                StateMapping.instant(row.validUntilMs()),
                row.state().name(),
                StateMapping.boxed(row.kappaPlus()),
                StateMapping.boxed(row.coverageEma()),
                StateMapping.boxed(row.alpha()),
                interval(row.lower(), row.upper()),
                StateMapping.boxed(row.close()),
                row.notional(),
                row.riskScale(),
                row.blockReasons());
    }

    private static HistoryBody.Transition transition(TransitionRow row) {
        return new HistoryBody.Transition(
                row.seq(),
                Instant.ofEpochMilli(row.barTsMs()),
                Instant.ofEpochMilli(row.decidedAtMs()),
                row.from().name(),
                row.to().name(),
                row.reasons());
    }

    static IntervalBody interval(OptionalDouble lower, OptionalDouble upper) {
        return lower.isPresent() && upper.isPresent()
                ? new IntervalBody(lower.getAsDouble(), upper.getAsDouble())
                : null;
    }

    /** The first event is awaited before the answer's head is sent, so that an unknown symbol is a 404 and not an empty answer. */
    private CompletionStage<HttpResponse> journal(Call call) {
        String symbol = call.symbol();
        long fromSeq = call.parameters().whole("from_seq", 1L, Long.MAX_VALUE).orElse(1L);
        return journal.lines(symbol, fromSeq)
                .prefixAndTail(1)
                .runWith(Sink.head(), materializer)
                .thenApply(split -> {
                    if (split.first().isEmpty()) {
                        throw noEvents(symbol, fromSeq);
                    }
                    Source<ByteString, NotUsed> lines =
                            Source.from(split.first()).concat(split.second()).map(line -> line.concat(NEW_LINE));
                    return HttpResponse.create().withEntity(HttpEntities.create(Json.NDJSON, lines));
                });
    }

    private static RuntimeException noEvents(String symbol, long fromSeq) {
        String rule =
                fromSeq == 1 ? "no bar has opened this symbol" : "the symbol has no event from " + fromSeq + " on";
        return Problem.field(ProblemKind.UNKNOWN_SYMBOL, rule, "symbol", symbol).exception();
    }

    private CompletionStage<HttpResponse> explain(Call call) {
        String symbol = call.symbol();
        long seq = call.pathNumber("seq", 1L);
        return explainer
                .explain(symbol, seq)
                .thenApply(found -> found.map(Json::ok)
                        .orElseThrow(() -> Problem.field(
                                        ProblemKind.UNKNOWN_DECISION,
                                        "the symbol " + symbol + " has no decision of this sequence number",
                                        "seq",
                                        Long.toString(seq))
                                .exception()));
    }
}
