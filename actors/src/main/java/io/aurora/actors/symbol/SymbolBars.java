package io.aurora.actors.symbol;

import akka.actor.typed.javadsl.ActorContext;
import akka.persistence.typed.javadsl.ReplyEffect;
import io.aurora.actors.protocol.SymbolProtocol.BarReply;
import io.aurora.actors.protocol.SymbolProtocol.Busy;
import io.aurora.actors.protocol.SymbolProtocol.Command;
import io.aurora.actors.protocol.SymbolProtocol.Decided;
import io.aurora.actors.protocol.SymbolProtocol.Duplicate;
import io.aurora.actors.protocol.SymbolProtocol.Late;
import io.aurora.actors.protocol.SymbolProtocol.OfferBar;
import io.aurora.actors.protocol.SymbolProtocol.Refused;
import io.aurora.actors.protocol.SymbolProtocol.Unavailable;
import io.aurora.actors.symbol.SymbolEntity.Opened;
import io.aurora.actors.symbol.SymbolEntity.Unopened;
import io.aurora.actors.symbol.SymbolMetrics.TurnedAway;
import io.aurora.domain.symbol.Preparation;
import io.aurora.domain.symbol.RecordedEvent;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.domain.symbol.SymbolFold;
import io.aurora.domain.symbol.SymbolView;
import java.util.Optional;

/**
 * Bars on their way to decisions, one in flight and the others behind it. Every bar is answered once: when its decision is stored, or
 * with the reason why there is none. Owned by the actor.
 */
final class SymbolBars {
    /** This node has not heard yet which models its cluster runs on. */
    private static final Unavailable MODELS_UNKNOWN = new Unavailable("models_unknown");

    private final ActorContext<Command> context;
    private final String symbol;
    private final SymbolNode node;
    private final Ledger ledger;
    private final WaitingBars waiting;
    private final Forecasting forecasting;
    private final Upkeep upkeep;
    private Optional<BarInFlight> inFlight = Optional.empty();
    private boolean stopping;

    SymbolBars(ActorContext<Command> context, String symbol, SymbolNode node, Ledger ledger, Forecasting forecasting) {
        this.context = context;
        this.symbol = symbol;
        this.node = node;
        this.ledger = ledger;
        this.waiting = new WaitingBars(node.actor().stashLimit());
        this.forecasting = forecasting;
        this.upkeep = new Upkeep(node);
    }

    ReplyEffect<RecordedEvent, SymbolEntity> offerFirst(Unopened unopened, OfferBar command) {
        if (node.models().get().isEmpty()) {
            return away(command, TurnedAway.UNAVAILABLE, MODELS_UNKNOWN);
        }
        var spec = node.symbols().symbol(symbol);
        var profile = spec.flatMap(known -> node.profiles().named(known.profile()));
        if (profile.isEmpty()) {
            return refuseFirst(command, "unknown_symbol", "symbols are declared in the settings: symbol=" + symbol);
        }
        SymbolEvent opened = SymbolFold.open(
                spec.get(), profile.get().profile(), node.clock().millis());
        Preparation preparation = SymbolFold.prepare(SymbolFold.next(Optional.empty(), opened), command.offer());
        if (preparation instanceof Preparation.Refused refused) {
            return refuseFirst(
                    command,
                    refused.reason().code(),
                    refused.reason().explain(command.offer().bar()));
        }
        inFlight = Optional.of(new BarInFlight(command, node.nanos().getAsLong()));
        return ledger.write(unopened, opened)
                .thenRun(entity -> tellSelf(new SymbolMessages.Begin()))
                .thenNoReply();
    }

    private ReplyEffect<RecordedEvent, SymbolEntity> refuseFirst(OfferBar command, String reason, String detail) {
        node.metrics().turnedAway(symbol, TurnedAway.REFUSED, reason);
        command.replyTo().tell(new Refused(reason, detail));
        return ledger.nothing();
    }

    ReplyEffect<RecordedEvent, SymbolEntity> offer(Opened opened, OfferBar command) {
        if (stopping) {
            return away(command, TurnedAway.UNAVAILABLE, new Unavailable("moving"));
        }
        if (node.models().get().isEmpty()) {
            return away(command, TurnedAway.UNAVAILABLE, MODELS_UNKNOWN);
        }
        if (inFlight.isEmpty() && waiting.isEmpty()) {
            return take(opened, command);
        }
        return waiting.add(command) ? ledger.nothing() : away(command, TurnedAway.BUSY, new Busy());
    }

    private ReplyEffect<RecordedEvent, SymbolEntity> take(Opened opened, OfferBar command) {
        long takenNanos = node.nanos().getAsLong();
        Preparation preparation = SymbolFold.prepare(opened.state(), command.offer());
        if (preparation instanceof Preparation.Ready ready) {
            BarInFlight bar = new BarInFlight(command, takenNanos);
            inFlight = Optional.of(bar);
            return begin(opened, bar, Optional.of(ready));
        }
        takeNextLater();
        return answered(opened, command, preparation);
    }

    private ReplyEffect<RecordedEvent, SymbolEntity> answered(
            Opened opened, OfferBar command, Preparation preparation) {
        if (preparation instanceof Preparation.Duplicate duplicate) {
            TurnedAway kind = duplicate.differs() ? TurnedAway.DUPLICATE_DIFFERS : TurnedAway.DUPLICATE;
            return away(command, kind, new Duplicate(duplicate.differs(), ledger.view(opened)));
        } else if (preparation instanceof Preparation.Refused refused) {
            return away(
                    command,
                    TurnedAway.REFUSED,
                    new Refused(
                            refused.reason().code(),
                            refused.reason().explain(command.offer().bar())));
        }
        return away(command, TurnedAway.LATE, new Late(ledger.view(opened)));
    }

    private ReplyEffect<RecordedEvent, SymbolEntity> away(OfferBar command, TurnedAway kind, BarReply reply) {
        String reason = reply instanceof Refused refused ? refused.reason() : kind.code();
        node.metrics().turnedAway(symbol, kind, reason);
        command.replyTo().tell(reply);
        return ledger.nothing();
    }

    ReplyEffect<RecordedEvent, SymbolEntity> beginStored(Opened opened, SymbolMessages.Begin message) {
        return inFlight.isEmpty() ? ledger.nothing() : begin(opened, inFlight.get(), Optional.empty());
    }

    /** One event of upkeep at a time; when there is none left, the bar itself. */
    private ReplyEffect<RecordedEvent, SymbolEntity> begin(
            Opened opened, BarInFlight bar, Optional<Preparation.Ready> known) {
        Optional<SymbolEvent> before = upkeep.next(opened);
        if (before.isPresent()) {
            return ledger.write(opened, before.get())
                    .thenRun(entity -> ledger.changed((Opened) entity))
                    .thenRun(entity -> forecasting.changed())
                    .thenRun(entity -> tellSelf(new SymbolMessages.Begin()))
                    .thenNoReply();
        }
        Preparation preparation = known.isPresent()
                ? known.get()
                : SymbolFold.prepare(opened.state(), bar.command().offer());
        if (preparation instanceof Preparation.Ready ready) {
            forecasting.begin(bar, opened.state(), ready);
            return decideWhenReady(opened);
        }
        inFlight = Optional.empty();
        takeNextLater();
        return answered(opened, bar.command(), preparation);
    }

    ReplyEffect<RecordedEvent, SymbolEntity> takeNext(Opened opened, SymbolMessages.TakeNext message) {
        Optional<OfferBar> next = inFlight.isPresent() ? Optional.empty() : waiting.poll();
        return next.isPresent() ? take(opened, next.get()) : ledger.nothing();
    }

    ReplyEffect<RecordedEvent, SymbolEntity> fitted(Opened opened, SymbolMessages.RouterFitted message) {
        forecasting.fitted(inFlight, Optional.of(opened.state()), message);
        return decideWhenReady(opened);
    }

    ReplyEffect<RecordedEvent, SymbolEntity> routerLate(Opened opened, SymbolMessages.RouterLate message) {
        inFlight.ifPresent(bar -> forecasting.routerLate(bar, opened.state(), message.token()));
        return decideWhenReady(opened);
    }

    ReplyEffect<RecordedEvent, SymbolEntity> answered(Opened opened, SymbolMessages.Answered message) {
        inFlight.ifPresent(bar -> forecasting.answered(bar, opened.state(), message));
        return decideWhenReady(opened);
    }

    ReplyEffect<RecordedEvent, SymbolEntity> askAgain(Opened opened, SymbolMessages.AskAgain message) {
        if (stopping) {
            letGo(new Unavailable("moving"));
            return ledger.stop();
        }
        inFlight.ifPresent(bar -> forecasting.askAgain(bar, opened.state(), message.token()));
        return decideWhenReady(opened);
    }

    private ReplyEffect<RecordedEvent, SymbolEntity> decideWhenReady(Opened opened) {
        Optional<BarInFlight> decidable = inFlight.filter(BarInFlight::decidable);
        return decidable.isPresent() ? decide(opened, decidable.get()) : ledger.nothing();
    }

    private ReplyEffect<RecordedEvent, SymbolEntity> decide(Opened opened, BarInFlight bar) {
        SymbolEvent.BarDecided decided =
                SymbolFold.decide(opened.state(), bar.ready(), bar.result(), bar.latencyMs(), now());
        bar.decided(node.nanos().getAsLong());
        var stored = ledger.write(opened, decided).thenRun(entity -> decided((Opened) entity, bar, decided));
        return stopping ? stored.thenStop().thenNoReply() : stored.thenNoReply();
    }

    private void decided(Opened opened, BarInFlight bar, SymbolEvent.BarDecided decided) {
        inFlight = Optional.empty();
        forecasting.decided(decided, opened.state(), bar);
        SymbolView shown = ledger.view(opened);
        bar.command().replyTo().tell(new Decided(shown));
        node.metrics()
                .decided(
                        opened.state().profile(), shown, bar.stages(node.nanos().getAsLong()));
        takeNextLater();
    }

    /** Whether no bar is in flight. */
    boolean idle() {
        return inFlight.isEmpty();
    }

    /** Whether the entity has to go. */
    boolean stopping() {
        return stopping;
    }

    /** The entity has to go: now, or when the bar in flight is decided. */
    ReplyEffect<RecordedEvent, SymbolEntity> stop() {
        stopping = true;
        Unavailable moving = new Unavailable("moving");
        waiting.drain(bar -> bar.replyTo().tell(moving));
        return inFlight.isPresent() ? ledger.nothing() : ledger.stop();
    }

    /** Whoever waits gets word; nothing in memory counts any more. */
    void letGo(Unavailable unavailable) {
        inFlight.ifPresent(bar -> bar.command().replyTo().tell(unavailable));
        waiting.drain(bar -> bar.replyTo().tell(unavailable));
        inFlight = Optional.empty();
        forecasting.forget();
    }

    private void takeNextLater() {
        if (!waiting.isEmpty()) {
            tellSelf(new SymbolMessages.TakeNext());
        }
    }

    private void tellSelf(Command message) {
        context.getSelf().tell(message);
    }

    private long now() {
        return node.clock().millis();
    }
}
