package io.aurora.http.resource;

import akka.NotUsed;
import akka.actor.typed.ActorSystem;
import akka.pattern.Patterns;
import akka.stream.OverflowStrategy;
import akka.stream.SharedKillSwitch;
import akka.stream.javadsl.Flow;
import akka.util.ByteString;
import io.aurora.actors.protocol.SymbolProtocol.BarReply;
import io.aurora.actors.protocol.SymbolProtocol.Busy;
import io.aurora.actors.protocol.SymbolProtocol.Decided;
import io.aurora.actors.protocol.SymbolProtocol.Duplicate;
import io.aurora.actors.protocol.SymbolProtocol.Late;
import io.aurora.actors.protocol.SymbolProtocol.Refused;
import io.aurora.actors.protocol.SymbolProtocol.Unavailable;
import io.aurora.actors.symbol.Symbols;
import io.aurora.domain.symbol.Offer;
import io.aurora.domain.symbol.SymbolView;
import io.aurora.http.edge.FailureMapper;
import io.aurora.http.edge.Lines;
import io.aurora.http.edge.Problem;
import io.aurora.http.edge.ProblemException;
import io.aurora.http.edge.ProblemKind;
import io.aurora.http.wire.LineBody;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;

/**
 * The bars of one stream, offered one after another, because a symbol's bars must reach it in order. A symbol that is busy or cannot
 * store holds the stream up: the bar is offered again, with growing pauses, and nothing more is read from the client meanwhile. Where
 * that lasts longer than the patience, the line is answered {@code busy} or {@code unavailable} and nothing behind it is offered, so
 * that the client can go on from that line without leaving a hole.
 */
final class BarStream {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);

    private final String symbol;
    private final boolean historical;
    private final Symbols symbols;
    private final Serving serving;
    private final Clock clock;
    private final ActorSystem<?> system;
    private final Duration patience;
    private String stoppedBy;

    /** How long one bar has been offered in vain. */
    private record Attempt(Offer offer, long line, long sinceMs, Duration pause) {
        Attempt again() {
            Duration longer = pause.multipliedBy(2);
            return new Attempt(offer, line, sinceMs, longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer);
        }
    }

    BarStream(
            String symbol,
            boolean historical,
            Symbols symbols,
            Serving serving,
            ActorSystem<?> system,
            Duration patience) {
        this.symbol = symbol;
        this.historical = historical;
        this.symbols = symbols;
        this.serving = serving;
        this.clock = serving.clock();
        this.system = system;
        this.patience = patience;
    }

    /**
     * Lines in, their answers out, in order.
     *
     * @param maxLineBytes longest line
     * @param ahead lines read ahead of the one that is offered
     * @param closing ends the stream between two lines
     */
    Flow<ByteString, LineBody, NotUsed> flow(int maxLineBytes, int ahead, SharedKillSwitch closing) {
        return Flow.of(ByteString.class)
                .via(Lines.flow(maxLineBytes))
                .filterNot(Lines.Line::blank)
                .via(closing.flow())
                .buffer(ahead, OverflowStrategy.backpressure())
                .mapAsync(1, this::answer);
    }

    private CompletionStage<LineBody> answer(Lines.Line line) {
        if (stoppedBy != null) {
            return answered(line.number(), stoppedBy, "not offered: an earlier line could not be taken");
        }
        if (line.tooLong()) {
            return answered(line.number(), "too_long", "the line is longer than allowed");
        }
        try {
            Offer offer = new Offer(BarReading.read(symbol, line.text()), historical, clock.millis());
            return offer(new Attempt(offer, line.number(), clock.millis(), FIRST_PAUSE));
        } catch (ProblemException e) {
            Problem p = e.problem();
            return CompletableFuture.completedFuture(
                    new LineBody(line.number(), "unparsable", null, null, p.detail(), p.field(), null));
        }
    }

    private CompletionStage<LineBody> offer(Attempt attempt) {
        return attempted(attempt.offer())
                .handle((reply, failure) -> failure == null ? reply : unanswered(failure))
                .thenCompose(reply -> settled(attempt, reply));
    }

    private CompletionStage<BarReply> attempted(Offer offer) {
        try {
            serving.requireQuorum();
            return BarReading.offer(symbols, symbol, offer);
        } catch (ProblemException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** No answer says nothing about the bar: offered again it is decided or a duplicate. */
    private static BarReply unanswered(Throwable failure) {
        Throwable cause = FailureMapper.unwrap(failure);
        if (cause instanceof ProblemException known && known.problem().kind() == ProblemKind.NO_MAJORITY) {
            return new Unavailable("no_majority");
        }
        if (cause instanceof TimeoutException) {
            return new Unavailable("timeout");
        }
        throw new CompletionException(cause);
    }

    private CompletionStage<LineBody> settled(Attempt attempt, BarReply reply) {
        if (!(reply instanceof Busy) && !(reply instanceof Unavailable)) {
            return CompletableFuture.completedFuture(taken(attempt.line(), reply));
        }
        if (clock.millis() - attempt.sinceMs() < patience.toMillis()) {
            return Patterns.after(attempt.pause(), system.classicSystem(), () -> offer(attempt.again()));
        }
        stoppedBy = reply instanceof Busy ? "busy" : "unavailable";
        String detail = reply instanceof Unavailable u ? u.reason() : "too many bars of the symbol wait";
        return answered(attempt.line(), stoppedBy, detail);
    }

    private LineBody taken(long line, BarReply reply) {
        if (reply instanceof Decided decided) {
            return line(line, "decided", null, decided.view());
        }
        if (reply instanceof Duplicate duplicate) {
            return line(line, "duplicate", duplicate.differs(), duplicate.view());
        }
        if (reply instanceof Late late) {
            return line(line, "late", null, late.view());
        }
        Refused refused = (Refused) reply;
        return new LineBody(line, "refused", null, refused.reason(), refused.detail(), null, null);
    }

    private LineBody line(long number, String outcome, Boolean differs, SymbolView view) {
        return new LineBody(number, outcome, differs, null, null, null, StateMapping.decision(serving.serve(view)));
    }

    private static CompletionStage<LineBody> answered(long line, String outcome, String detail) {
        return CompletableFuture.completedFuture(new LineBody(line, outcome, null, null, detail, null, null));
    }
}
