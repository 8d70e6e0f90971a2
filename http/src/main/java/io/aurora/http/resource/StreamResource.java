package io.aurora.http.resource;

import akka.NotUsed;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import akka.stream.SharedKillSwitch;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import io.aurora.http.edge.Admission;
import io.aurora.http.edge.Call;
import io.aurora.http.edge.Endpoint;
import io.aurora.http.edge.Json;
import io.aurora.http.edge.Problem;
import io.aurora.http.edge.ProblemKind;
import io.aurora.http.port.DecisionRow;
import io.aurora.http.port.EventFeed;
import io.aurora.http.port.FeedRow;
import io.aurora.http.port.TransitionRow;
import io.aurora.http.wire.StreamDecisionBody;
import io.aurora.http.wire.StreamTransitionBody;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Server-sent events {@code decision} and {@code transition}. Their ids are the read side's offsets, so that {@code Last-Event-ID}
 * resumes on any node; without it the stream starts now. Comments keep the connection alive.
 */
public final class StreamResource {
    private static final ByteString RETRY = ByteString.fromString("retry: 2000\n\n");
    private static final ByteString HEARTBEAT = ByteString.fromString(": heartbeat\n\n");

    private final EventFeed feed;
    private final Serving serving;
    private final Admission admission;
    private final SharedKillSwitch closing;
    private final Duration heartbeat;

    public StreamResource(
            EventFeed feed, Serving serving, Admission admission, SharedKillSwitch closing, Duration heartbeat) {
        this.feed = feed;
        this.serving = serving;
        this.admission = admission;
        this.closing = closing;
        this.heartbeat = heartbeat;
    }

    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get("/stream", this::stream).with("symbol", "last_event_id"));
    }

    private CompletionStage<HttpResponse> stream(Call call) {
        Set<String> wanted = Set.copyOf(call.parameters().list("symbol"));
        wanted.forEach(name -> Call.symbol("symbol", name));
        OptionalLong offset = offset(call);
        serving.requireQuorum();
        Source<ByteString, NotUsed> events = feed.after(offset)
                .filter(row -> wanted.isEmpty() || wanted.contains(row.payload().symbol()))
                .map(this::event)
                .via(closing.flow())
                .keepAlive(heartbeat, () -> HEARTBEAT)
                .prepend(Source.single(RETRY))
                .watchTermination((before, done) -> {
                    admission.streamBegan();
                    done.whenComplete((end, failure) -> admission.streamEnded());
                    return before;
                });
        return CompletableFuture.completedFuture(HttpResponse.create()
                .withEntity(HttpEntities.create(ContentTypes.create(MediaTypes.TEXT_EVENT_STREAM), events)));
    }

    private static OptionalLong offset(Call call) {
        OptionalLong parameter = call.parameters().whole("last_event_id", 0L, Long.MAX_VALUE);
        Optional<String> header = call.header("Last-Event-ID").filter(id -> !id.isBlank());
        if (parameter.isPresent() || header.isEmpty()) {
            return parameter;
        }
        try {
            return OptionalLong.of(Long.parseLong(header.get().strip()));
        } catch (NumberFormatException e) {
            throw Problem.field(
                            ProblemKind.BAD_PARAMETER,
                            "must be the id of an event of this stream",
                            "Last-Event-ID",
                            header.get())
                    .exception();
        }
    }

    private ByteString event(FeedRow row) {
        boolean decision = row.payload() instanceof DecisionRow;
        Object body = decision ? body((DecisionRow) row.payload()) : body((TransitionRow) row.payload());
        String head = "id: " + row.offset() + "\nevent: " + (decision ? "decision" : "transition") + "\ndata: ";
        return ByteString.fromString(head).concat(Json.line(body)).concat(ByteString.fromString("\n"));
    }

    private StreamDecisionBody body(DecisionRow row) {
        Serving.ServedRow served = serving.serve(row);
        return new StreamDecisionBody(
                row.symbol(),
                row.seq(),
                Instant.ofEpochMilli(row.barTsMs()),
                Instant.ofEpochMilli(row.decidedAtMs()),
                StateMapping.instant(row.validUntilMs()),
                served.stale(),
                served.state().name(),
                StateMapping.boxed(row.kappaPlus()),
                StateMapping.boxed(row.coverageEma()),
                StateMapping.boxed(row.alpha()),
                HistoryResource.interval(row.lower(), row.upper()),
                StateMapping.boxed(row.close()),
                served.blocked() ? 0.0 : row.notional(),
                served.blocked() ? 0.0 : row.riskScale(),
                served.blockReasons(),
                row.state().name(),
                row.notional());
    }

    private static StreamTransitionBody body(TransitionRow row) {
        return new StreamTransitionBody(
                row.symbol(),
                row.seq(),
                Instant.ofEpochMilli(row.barTsMs()),
                Instant.ofEpochMilli(row.decidedAtMs()),
                row.from().name(),
                row.to().name(),
                row.reasons());
    }
}
