package io.aurora.persistence.store;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import com.typesafe.config.ConfigFactory;
import io.aurora.domain.symbol.RecordedEvent;
import io.aurora.persistence.PersistenceIds;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Writes events through Akka Persistence, as a node does, and reads them back by recovery. */
public final class JournalWriter implements AutoCloseable {
    private final ActorSystem<Void> system;

    public JournalWriter(Store store) {
        system = ActorSystem.create(
                Behaviors.empty(),
                "journal-writer",
                store.akkaConfig()
                        .withFallback(ConfigFactory.parseString("akka.loglevel=WARNING, akka.stdout-loglevel=OFF"))
                        .withFallback(ConfigFactory.load()));
    }

    public ActorSystem<Void> system() {
        return system;
    }

    /** Persists {@code events} one after the other as the journal of {@code symbol}; done once all are stored. */
    public CompletableFuture<Integer> write(String symbol, List<RecordedEvent> events) {
        CompletableFuture<Integer> stored = new CompletableFuture<>();
        ActorRef<Write> writer = system.systemActorOf(
                Behaviors.<Write>setup(context -> new Writer(symbol, new CompletableFuture<>())),
                "writer-" + symbol + "-" + System.identityHashCode(stored),
                akka.actor.typed.Props.empty());
        for (RecordedEvent event : events) {
            boolean last = event == events.get(events.size() - 1);
            writer.tell(new Write(event, last ? stored : new CompletableFuture<>()));
        }
        return stored;
    }

    /** How many events the journal of {@code symbol} gives at recovery. */
    public List<RecordedEvent> recover(String symbol) throws Exception {
        CompletableFuture<List<RecordedEvent>> recovered = new CompletableFuture<>();
        system.systemActorOf(
                Behaviors.<Write>setup(context -> new Writer(symbol, recovered)),
                "reader-" + symbol + "-" + System.identityHashCode(recovered),
                akka.actor.typed.Props.empty());
        return recovered.get(30, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        system.terminate();
        system.getWhenTerminated()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    record Write(RecordedEvent event, CompletableFuture<Integer> stored) {}

    /** Events so far. */
    static final class Events {
        private final java.util.ArrayList<RecordedEvent> list = new java.util.ArrayList<>();
    }

    private static final class Writer extends EventSourcedBehavior<Write, RecordedEvent, Events> {
        private final String symbol;
        private final CompletableFuture<List<RecordedEvent>> recovered;

        Writer(String symbol, CompletableFuture<List<RecordedEvent>> recovered) {
            super(PersistenceId.of(PersistenceIds.SYMBOL_TYPE, symbol));
            this.symbol = symbol;
            this.recovered = recovered;
        }

        @Override
        public Events emptyState() {
            return new Events();
        }

        @Override
        public CommandHandler<Write, RecordedEvent, Events> commandHandler() {
            return newCommandHandlerBuilder()
                    .forAnyState()
                    .onAnyCommand((state, write) -> Effect()
                            .persist(write.event())
                            .thenRun(after -> write.stored().complete(after.list.size())));
        }

        @Override
        public EventHandler<Events, RecordedEvent> eventHandler() {
            return newEventHandlerBuilder().forAnyState().onAnyEvent((state, event) -> {
                state.list.add(event);
                return state;
            });
        }

        @Override
        public akka.persistence.typed.javadsl.SignalHandler<Events> signalHandler() {
            return newSignalHandlerBuilder()
                    .onSignal(
                            akka.persistence.typed.RecoveryCompleted.instance(),
                            state -> recovered.complete(List.copyOf(state.list)))
                    .build();
        }

        @Override
        public Set<String> tagsFor(RecordedEvent event) {
            return Set.of();
        }
    }
}
