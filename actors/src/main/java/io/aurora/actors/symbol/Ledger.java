package io.aurora.actors.symbol;

import akka.persistence.typed.javadsl.EffectBuilder;
import akka.persistence.typed.javadsl.EffectFactories;
import akka.persistence.typed.javadsl.ReplyEffect;
import io.aurora.actors.protocol.SymbolProtocol.Shown;
import io.aurora.actors.symbol.SymbolEntity.Opened;
import io.aurora.domain.symbol.RecordedEvent;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.domain.symbol.SymbolView;
import java.util.Optional;

/** The one place where a symbol's events are written and its state is shown. Owned by the actor. */
final class Ledger {
    private final String symbol;
    private final SymbolNode node;
    private final EffectFactories<RecordedEvent, SymbolEntity> effects;
    private final Waiters waiters;
    private Optional<SymbolView> view = Optional.empty();

    Ledger(String symbol, SymbolNode node, EffectFactories<RecordedEvent, SymbolEntity> effects, Waiters waiters) {
        this.symbol = symbol;
        this.node = node;
        this.effects = effects;
        this.waiters = waiters;
    }

    /** Stores {@code event} as the entity's next one; then long polls are answered and, where it is time, a checkpoint is kept. */
    EffectBuilder<RecordedEvent, SymbolEntity> write(SymbolEntity entity, SymbolEvent event) {
        return effects.persist(entity.record(SymbolActor.persistenceId(symbol), event))
                .thenRun(after -> stored((Opened) after));
    }

    /** Nothing to store; whoever asked has been answered or waits. */
    ReplyEffect<RecordedEvent, SymbolEntity> nothing() {
        return effects.noReply();
    }

    ReplyEffect<RecordedEvent, SymbolEntity> stop() {
        return effects.stop().thenNoReply();
    }

    private void stored(Opened opened) {
        view = Optional.empty();
        waiters.advanced(opened.sequenceNr(), () -> new Shown(view(opened)));
        if (opened.sequenceNr() % node.actor().checkpointEvery() == 0) {
            node.checkpoints().keep(symbol, opened.checkpoint());
        }
    }

    /** The last stored state as it is shown; one copy an event. */
    SymbolView view(Opened opened) {
        SymbolView shown = view.orElseGet(() -> SymbolView.of(opened.state(), opened.sequenceNr()));
        view = Optional.of(shown);
        return shown;
    }

    /** Settings, models, logic, hold or risk mode are others now. */
    void changed(Opened opened) {
        node.metrics().changed(opened.state().profile(), view(opened));
    }

    /** What was shown may never have been stored. */
    void forget() {
        view = Optional.empty();
    }
}
