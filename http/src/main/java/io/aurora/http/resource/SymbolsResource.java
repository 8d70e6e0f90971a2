package io.aurora.http.resource;

import akka.http.javadsl.model.HttpResponse;
import akka.stream.Materializer;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import io.aurora.actors.protocol.SymbolProtocol.ReadReply;
import io.aurora.actors.protocol.SymbolProtocol.Shown;
import io.aurora.actors.protocol.SymbolProtocol.Unavailable;
import io.aurora.actors.protocol.SymbolProtocol.Unknown;
import io.aurora.actors.symbol.Symbols;
import io.aurora.config.HttpSettings;
import io.aurora.domain.symbol.SymbolView;
import io.aurora.http.edge.Call;
import io.aurora.http.edge.Endpoint;
import io.aurora.http.edge.FailureMapper;
import io.aurora.http.edge.Json;
import io.aurora.http.edge.Problem;
import io.aurora.http.edge.ProblemKind;
import io.aurora.http.port.SymbolCatalogue;
import io.aurora.http.wire.ManyStatesBody;
import io.aurora.http.wire.StateBody;
import io.aurora.http.wire.SymbolsBody;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Names, states and regimes of symbols. */
public final class SymbolsResource {
    private static final Logger LOG = LoggerFactory.getLogger(SymbolsResource.class);
    private static final int MOST_NAMES = 1000;
    private static final double MS_PER_SECOND = 1000.0;

    private final Symbols symbols;
    private final SymbolCatalogue catalogue;
    private final Serving serving;
    private final HttpSettings settings;
    private final CompletionStage<?> closing;
    private final Materializer materializer;

    /** The reply of one of many symbols, or why there is none. */
    private record Answer(String name, Optional<ReadReply> reply) {}

    /** @param closing completes when the node shuts down, which ends long polls */
    public SymbolsResource(
            Symbols symbols,
            SymbolCatalogue catalogue,
            Serving serving,
            HttpSettings settings,
            CompletionStage<?> closing,
            Materializer materializer) {
        this.symbols = symbols;
        this.catalogue = catalogue;
        this.serving = serving;
        this.settings = settings;
        this.closing = closing;
        this.materializer = materializer;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/symbols", this::names),
                Endpoint.get("/symbols/state", this::states).with("s"),
                Endpoint.get("/symbols/{symbol}/state", this::state)
                        .with("after", "wait")
                        .asPatient(),
                Endpoint.get("/regime/current", this::regime).with("symbol"));
    }

    private CompletionStage<HttpResponse> names(Call call) {
        return catalogue.known().thenApply(known -> {
            List<SymbolsBody.Entry> entries = known.stream()
                    .map(k -> new SymbolsBody.Entry(k.name(), k.live()))
                    .toList();
            return Json.ok(new SymbolsBody(entries.size(), entries));
        });
    }

    private CompletionStage<HttpResponse> state(Call call) {
        String symbol = call.symbol();
        OptionalLong after = call.parameters().whole("after", 0L, Long.MAX_VALUE);
        Duration wait = wait(call);
        serving.requireQuorum();
        CompletionStage<ReadReply> reply = after.isEmpty()
                ? symbols.read(symbol)
                : untilClosing(symbols.readAfter(symbol, after.getAsLong(), wait));
        return reply.thenApply(r -> {
            serving.requireQuorum();
            return Json.ok(StateMapping.state(serving.serve(shown(symbol, r))));
        });
    }

    private Duration wait(Call call) {
        long most = settings.longPoll().toSeconds();
        double seconds = call.parameters().decimal("wait", 0.0, most).orElse(most);
        return Duration.ofMillis(Math.round(seconds * MS_PER_SECOND));
    }

    private CompletionStage<ReadReply> untilClosing(CompletionStage<ReadReply> poll) {
        CompletionStage<ReadReply> closed = closing.thenApply(done -> {
            throw Problem.of(ProblemKind.SHUTTING_DOWN, "the node is shutting down")
                    .exception();
        });
        return poll.applyToEither(closed, reply -> reply);
    }

    private CompletionStage<HttpResponse> states(Call call) {
        List<String> asked = call.parameters().list("s");
        asked.forEach(name -> Call.symbol("s", name));
        if (asked.size() > MOST_NAMES) {
            throw Problem.field(
                            ProblemKind.BAD_PARAMETER,
                            "must name at most " + MOST_NAMES + " symbols",
                            "s",
                            Integer.toString(asked.size()))
                    .exception();
        }
        serving.requireQuorum();
        CompletionStage<List<String>> names = asked.isEmpty() ? live() : CompletableFuture.completedFuture(asked);
        return names.thenCompose(this::readAll).thenApply(answers -> Json.ok(many(answers)));
    }

    private CompletionStage<List<String>> live() {
        return catalogue
                .known()
                .thenApply(known -> known.stream()
                        .filter(SymbolCatalogue.Known::live)
                        .map(SymbolCatalogue.Known::name)
                        .toList());
    }

    /** The live symbols that answer, for the overview. */
    CompletionStage<List<SymbolView>> liveViews() {
        return live().thenCompose(this::readAll)
                .thenApply(answers -> answers.stream()
                        .flatMap(answer -> answer.reply().stream())
                        .filter(Shown.class::isInstance)
                        .map(reply -> ((Shown) reply).view())
                        .toList());
    }

    private CompletionStage<List<Answer>> readAll(List<String> names) {
        return Source.from(names)
                .mapAsync(settings.streamParallelism(), this::readOne)
                .runWith(Sink.seq(), materializer);
    }

    private CompletionStage<Answer> readOne(String name) {
        return symbols.read(name).handle((reply, failure) -> {
            if (failure != null) {
                LOG.debug("symbol {} did not answer", name, FailureMapper.unwrap(failure));
            }
            return new Answer(name, Optional.ofNullable(reply));
        });
    }

    private ManyStatesBody many(List<Answer> answers) {
        List<StateBody> shown = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        List<String> unavailable = new ArrayList<>();
        for (Answer answer : answers) {
            ReadReply reply = answer.reply().orElse(null);
            if (reply instanceof Shown known) {
                shown.add(StateMapping.state(serving.serve(known.view())));
            } else if (reply instanceof Unknown) {
                unknown.add(answer.name());
            } else {
                unavailable.add(answer.name());
            }
        }
        return new ManyStatesBody(shown, unknown, unavailable);
    }

    private CompletionStage<HttpResponse> regime(Call call) {
        String symbol = Call.symbol("symbol", call.parameters().required("symbol"));
        serving.requireQuorum();
        return symbols.read(symbol).thenApply(reply -> Json.ok(StateMapping.regime(shown(symbol, reply))));
    }

    /** The view of a reply; the others end the request. */
    static SymbolView shown(String symbol, Object reply) {
        if (reply instanceof Shown known) {
            return known.view();
        }
        if (reply instanceof Unavailable unavailable) {
            throw Problem.refusal(
                            ProblemKind.UNAVAILABLE,
                            unavailable.reason(),
                            "the symbol cannot answer now: " + unavailable.reason())
                    .exception();
        }
        throw Problem.field(ProblemKind.UNKNOWN_SYMBOL, "no bar has opened this symbol", "symbol", symbol)
                .exception();
    }
}
