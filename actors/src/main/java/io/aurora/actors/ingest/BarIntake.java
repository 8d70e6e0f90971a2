package io.aurora.actors.ingest;

import akka.actor.typed.ActorSystem;
import akka.pattern.Patterns;
import io.aurora.actors.protocol.SymbolProtocol.BarReply;
import io.aurora.actors.protocol.SymbolProtocol.Busy;
import io.aurora.actors.protocol.SymbolProtocol.Refused;
import io.aurora.actors.protocol.SymbolProtocol.Shown;
import io.aurora.actors.protocol.SymbolProtocol.Unavailable;
import io.aurora.actors.symbol.Symbols;
import io.aurora.domain.market.Bar;
import io.aurora.domain.symbol.Offer;
import io.aurora.domain.symbol.SymbolEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers bars until they are taken: busy and unavailable symbols are asked again with a growing pause, for as long as the source runs.
 * Offering a bar twice is harmless.
 */
public final class BarIntake {
    private static final Logger LOG = LoggerFactory.getLogger(BarIntake.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final ActorSystem<?> system;
    private final Symbols symbols;

    public BarIntake(ActorSystem<?> system, Symbols symbols) {
        this.system = system;
        this.symbols = symbols;
    }

    /** The symbol's final answer to a bar: decided, duplicate, late or refused. */
    public CompletionStage<BarReply> offer(Offer offer) {
        return again(() -> symbols.offer(offer), FIRST_PAUSE).thenCompose(reply -> taken(offer, reply, FIRST_PAUSE));
    }

    private CompletionStage<BarReply> taken(Offer offer, BarReply reply, Duration pause) {
        if (!(reply instanceof Busy || reply instanceof Unavailable)) {
            return CompletableFuture.completedFuture(reply);
        }
        note("bar not taken yet", reply + " of " + offer.bar().symbol(), pause);
        return after(pause, () -> again(() -> symbols.offer(offer), pause))
                .thenCompose(next -> taken(offer, next, longer(pause)));
    }

    /** Start of a symbol's last accepted bar, epoch milliseconds; absent for a symbol without one. */
    public CompletionStage<OptionalLong> lastBarMs(String symbol) {
        return again(() -> symbols.read(symbol), FIRST_PAUSE).thenCompose(reply -> {
            if (reply instanceof Unavailable) {
                return after(LONGEST_PAUSE, () -> lastBarMs(symbol));
            }
            OptionalLong last = reply instanceof Shown shown
                    ? shown.view().last().map(BarIntake::startMs).orElseGet(OptionalLong::empty)
                    : OptionalLong.empty();
            return CompletableFuture.completedFuture(last);
        });
    }

    private static OptionalLong startMs(SymbolEvent.BarDecided decided) {
        return OptionalLong.of(decided.inputs().bar().tsMs());
    }

    /** The reply, logged where it is a refusal: nobody else would tell a feed's owner. */
    static BarReply noted(Object source, Bar bar, BarReply reply) {
        if (reply instanceof Refused refused) {
            LOG.warn(
                    "{}: bar refused: symbol={}, ts={}, reason={}, detail={}",
                    source,
                    bar.symbol(),
                    Instant.ofEpochMilli(bar.tsMs()),
                    refused.reason(),
                    refused.detail());
        }
        return reply;
    }

    /** Asks until an answer comes; a stage that fails says nothing about what took effect. */
    private <T> CompletionStage<T> again(Supplier<CompletionStage<T>> ask, Duration pause) {
        return asked(ask)
                .handle((answer, failure) -> {
                    if (failure == null) {
                        return CompletableFuture.<T>completedStage(answer);
                    }
                    note("no answer", cause(failure).toString(), pause);
                    return after(pause, () -> again(ask, longer(pause)));
                })
                .thenCompose(stage -> stage);
    }

    private static <T> CompletionStage<T> asked(Supplier<CompletionStage<T>> ask) {
        try {
            return ask.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    /** Short waits are usual; long ones should be seen. */
    private static void note(String what, String cause, Duration pause) {
        if (pause.equals(LONGEST_PAUSE)) {
            LOG.warn("{}, asking again: pause_ms={}, cause={}", what, pause.toMillis(), cause);
        } else {
            LOG.debug("{}, asking again: pause_ms={}, cause={}", what, pause.toMillis(), cause);
        }
    }

    private <T> CompletionStage<T> after(Duration pause, Supplier<CompletionStage<T>> then) {
        return Patterns.after(pause, system.classicSystem().scheduler(), system.executionContext(), then::get);
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
