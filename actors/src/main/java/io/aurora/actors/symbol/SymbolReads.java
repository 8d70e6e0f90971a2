package io.aurora.actors.symbol;

import akka.actor.typed.javadsl.ActorContext;
import akka.persistence.typed.javadsl.ReplyEffect;
import io.aurora.actors.protocol.SymbolProtocol.Command;
import io.aurora.actors.protocol.SymbolProtocol.Read;
import io.aurora.actors.protocol.SymbolProtocol.ReadAfter;
import io.aurora.actors.protocol.SymbolProtocol.Shown;
import io.aurora.actors.symbol.SymbolEntity.Opened;
import io.aurora.domain.symbol.RecordedEvent;
import java.time.Duration;
import java.util.OptionalLong;

/** Reads, answered from the last stored state whatever is in flight, and long polls. Owned by the actor. */
final class SymbolReads {
    private final ActorContext<Command> context;
    private final Ledger ledger;
    private final Waiters waiters;

    SymbolReads(ActorContext<Command> context, Ledger ledger, Waiters waiters) {
        this.context = context;
        this.ledger = ledger;
        this.waiters = waiters;
    }

    ReplyEffect<RecordedEvent, SymbolEntity> read(Opened opened, Read command) {
        command.replyTo().tell(new Shown(ledger.view(opened)));
        return ledger.nothing();
    }

    ReplyEffect<RecordedEvent, SymbolEntity> readAfter(Opened opened, ReadAfter command) {
        boolean waits = command.seq() >= opened.sequenceNr() && command.waitMs() > 0;
        OptionalLong waiter = waits ? waiters.add(command) : OptionalLong.empty();
        if (waiter.isPresent()) {
            Duration wait = Duration.ofMillis(command.waitMs());
            context.scheduleOnce(wait, context.getSelf(), new SymbolMessages.WaitOver(waiter.getAsLong()));
        } else {
            command.replyTo().tell(new Shown(ledger.view(opened)));
        }
        return ledger.nothing();
    }

    ReplyEffect<RecordedEvent, SymbolEntity> waitOver(Opened opened, SymbolMessages.WaitOver message) {
        waiters.remove(message.waiter()).ifPresent(replyTo -> replyTo.tell(new Shown(ledger.view(opened))));
        return ledger.nothing();
    }
}
