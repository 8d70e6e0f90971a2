package io.aurora.actors.symbol;

import akka.actor.typed.ActorRef;
import akka.persistence.typed.javadsl.ReplyEffect;
import io.aurora.actors.protocol.SymbolProtocol.ChangeRiskMode;
import io.aurora.actors.protocol.SymbolProtocol.Command;
import io.aurora.actors.protocol.SymbolProtocol.Hold;
import io.aurora.actors.protocol.SymbolProtocol.HoldReply;
import io.aurora.actors.protocol.SymbolProtocol.Release;
import io.aurora.actors.protocol.SymbolProtocol.Shown;
import io.aurora.actors.protocol.SymbolProtocol.Unavailable;
import io.aurora.actors.symbol.SymbolEntity.Opened;
import io.aurora.domain.symbol.RecordedEvent;
import io.aurora.domain.symbol.SymbolEvent;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Holds, releases and risk modes: events between bars, also while one is in flight. What is so already is only shown. Owned by the
 * actor.
 */
final class SymbolChanges {
    private final Ledger ledger;
    private final InstantSource clock;
    private final ActorRef<Command> self;
    private Optional<ActorRef<HoldReply>> unanswered = Optional.empty();

    SymbolChanges(Ledger ledger, InstantSource clock, ActorRef<Command> self) {
        this.ledger = ledger;
        this.clock = clock;
        this.self = self;
    }

    ReplyEffect<RecordedEvent, SymbolEntity> hold(Opened opened, Hold command) {
        boolean same = opened.state()
                .hold()
                .filter(held -> held.reason().equals(command.reason()))
                .isPresent();
        return change(
                opened,
                command,
                command.replyTo(),
                !same,
                () -> new SymbolEvent.Held(SymbolEvent.LOGIC_VERSION, clock.millis(), command.by(), command.reason()));
    }

    ReplyEffect<RecordedEvent, SymbolEntity> release(Opened opened, Release command) {
        return change(
                opened,
                command,
                command.replyTo(),
                opened.state().hold().isPresent(),
                () -> new SymbolEvent.Released(
                        SymbolEvent.LOGIC_VERSION, clock.millis(), command.by(), command.reason()));
    }

    ReplyEffect<RecordedEvent, SymbolEntity> changeRiskMode(Opened opened, ChangeRiskMode command) {
        return change(
                opened,
                command,
                command.replyTo(),
                opened.state().riskMode() != command.mode(),
                () -> new SymbolEvent.RiskModeChanged(
                        SymbolEvent.LOGIC_VERSION, clock.millis(), command.mode(), command.reason()));
    }

    private ReplyEffect<RecordedEvent, SymbolEntity> change(
            Opened opened, Command command, ActorRef<HoldReply> replyTo, boolean needed, Supplier<SymbolEvent> event) {
        unanswered = Optional.of(replyTo);
        Optional<SymbolEvent> logic = needed ? Upkeep.logic(opened, clock.millis()) : Optional.empty();
        if (logic.isPresent()) {
            return ledger.write(opened, logic.get())
                    .thenRun(entity -> self.tell(command))
                    .thenNoReply();
        }
        return needed
                ? ledger.write(opened, event.get())
                        .thenRun(entity -> ledger.changed((Opened) entity))
                        .thenRun(entity -> answer((Opened) entity))
                        .thenNoReply()
                : answered(opened);
    }

    private ReplyEffect<RecordedEvent, SymbolEntity> answered(Opened opened) {
        answer(opened);
        return ledger.nothing();
    }

    private void answer(Opened opened) {
        unanswered.ifPresent(replyTo -> replyTo.tell(new Shown(ledger.view(opened))));
        unanswered = Optional.empty();
    }

    /** The event may not be stored: its asker gets word. */
    void letGo(Unavailable unavailable) {
        unanswered.ifPresent(replyTo -> replyTo.tell(unavailable));
        unanswered = Optional.empty();
    }
}
