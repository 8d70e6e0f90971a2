package io.aurora.actors.kafka;

import akka.Done;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.projection.ProjectionBehavior;
import akka.projection.ProjectionId;
import akka.projection.javadsl.Handler;
import akka.projection.jdbc.javadsl.JdbcProjection;
import io.aurora.config.KafkaSettings;
import io.aurora.domain.symbol.RecordedEvent;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.domain.symbol.SymbolEvent.BarDecided;
import io.aurora.persistence.PersistenceIds;
import io.aurora.persistence.journal.JournalReader;
import io.aurora.persistence.journal.JournalRow;
import io.aurora.persistence.readside.JournalSource;
import io.aurora.persistence.readside.StoreSession;
import io.aurora.persistence.serial.StoredFormException;
import io.aurora.persistence.store.Store;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decisions and transitions out, from the journal alone: every decision stored comes at least once, a symbol's in their order (key =
 * symbol), with header {@code seq} by which readers drop repeats. The offset is stored after the broker has the group. An event that
 * cannot be read is left out and logged with its place, as on the read side. One instance serves the cluster.
 */
final class KafkaOut {
    static final String NAME = "kafka-out";
    static final String SEQ = "seq";

    private static final Logger LOG = LoggerFactory.getLogger(KafkaOut.class);
    private static final String KEY = "all";
    private static final int GROUP = 500;
    private static final Duration WITHIN = Duration.ofMillis(100);

    private KafkaOut() {}

    static Behavior<ProjectionBehavior.Command> behavior(
            ActorSystem<?> system, KafkaSettings settings, Store store, KafkaSender sender) {
        return ProjectionBehavior.create(JdbcProjection.groupedWithinAsync(
                        ProjectionId.of(NAME, KEY),
                        new JournalSource(system, store),
                        () -> new StoreSession(store),
                        () -> new Sending(system, settings.topics(), store, sender),
                        system)
                .withGroup(GROUP, WITHIN));
    }

    /** Sends one group after the other. */
    private static final class Sending extends Handler<List<JournalRow>> {
        private final Executor blocking;
        private final KafkaSettings.Topics topics;
        private final KafkaSender sender;
        private final ServingTerms terms;

        Sending(ActorSystem<?> system, KafkaSettings.Topics topics, Store store, KafkaSender sender) {
            this.blocking = system.dispatchers().lookup(DispatcherSelector.blocking());
            this.topics = topics;
            this.sender = sender;
            this.terms = new ServingTerms(new JournalReader(store));
        }

        @Override
        public CompletionStage<Done> process(List<JournalRow> rows) {
            return CompletableFuture.supplyAsync(() -> messages(rows), blocking).thenCompose(sender::send);
        }

        private List<ProducerRecord<String, byte[]>> messages(List<JournalRow> rows) {
            List<ProducerRecord<String, byte[]>> messages = new ArrayList<>();
            for (JournalRow row : rows) {
                PersistenceIds.symbolOf(row.persistenceId()).ifPresent(symbol -> add(messages, symbol, row));
            }
            return messages;
        }

        private void add(List<ProducerRecord<String, byte[]>> messages, String symbol, JournalRow row) {
            try {
                SymbolEvent event = ((RecordedEvent) row.decoded()).event();
                if (event instanceof BarDecided decided) {
                    add(messages, symbol, row.sequenceNr(), decided);
                } else {
                    terms.passed(symbol, event);
                }
            } catch (StoredFormException | IllegalStateException e) {
                LOG.error(
                        "event not sent to Kafka: persistence_id={}, sequence_nr={}: {}",
                        row.persistenceId(),
                        row.sequenceNr(),
                        e.getMessage());
            }
        }

        private void add(List<ProducerRecord<String, byte[]>> messages, String symbol, long seq, BarDecided decided) {
            byte[] decision = OutJson.decision(symbol, seq, decided, terms.validUntilMs(symbol, seq, decided));
            messages.add(message(topics.decisions(), symbol, seq, decision));
            Optional<byte[]> transition = OutJson.transition(symbol, seq, decided);
            transition.ifPresent(value -> messages.add(message(topics.transitions(), symbol, seq, value)));
        }

        private static ProducerRecord<String, byte[]> message(String topic, String symbol, long seq, byte[] value) {
            ProducerRecord<String, byte[]> message = new ProducerRecord<>(topic, symbol, value);
            message.headers().add(SEQ, Long.toString(seq).getBytes(StandardCharsets.UTF_8));
            return message;
        }
    }
}
