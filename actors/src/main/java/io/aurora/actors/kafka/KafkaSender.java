package io.aurora.actors.kafka;

import akka.Done;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import io.aurora.config.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A producer that never overtakes itself. What it has taken it sends until the broker has it: a record given up while its followers
 * went through would be missing between them, and readers that drop repeats by sequence number would drop it when it is sent again.
 * One request at a time is on its way: with more, a partition that has just got its leader may refuse the first and take the second,
 * idempotence or not (seen with the 3.9.2 broker). Only a topic or broker that was never seen fails a send, after {@link #LONGEST_BLOCK}, before anything of it is taken. Calls block
 * on a dispatcher for that, never on the caller's thread. Thread-safe.
 */
final class KafkaSender implements AutoCloseable {
    static final Duration LONGEST_BLOCK = Duration.ofSeconds(5);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(3);

    private final KafkaProducer<String, byte[]> producer;
    private final Executor blocking;

    KafkaSender(ActorSystem<?> system, KafkaSettings settings) {
        this.blocking = system.dispatchers().lookup(DispatcherSelector.blocking());
        this.producer = new KafkaProducer<>(properties(settings), new StringSerializer(), new ByteArraySerializer());
    }

    private static Map<String, Object> properties(KafkaSettings settings) {
        return Map.ofEntries(
                Map.entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap()),
                Map.entry(ProducerConfig.CLIENT_ID_CONFIG, settings.group() + "-out"),
                Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE),
                Map.entry(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1),
                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, LONGEST_BLOCK.toMillis()),
                Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000),
                Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 5_000),
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, 5),
                Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip"));
    }

    /** Sends in order; done once the broker has them all. After the first that is not taken nothing more is sent. */
    CompletionStage<Done> send(List<ProducerRecord<String, byte[]>> records) {
        return CompletableFuture.supplyAsync(() -> taken(records), blocking)
                .thenCompose(sent -> sent)
                .thenApply(all -> Done.getInstance());
    }

    private CompletableFuture<Void> taken(List<ProducerRecord<String, byte[]>> records) {
        CompletableFuture<?>[] sent = new CompletableFuture<?>[records.size()];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = taken(records.get(i));
            if (sent[i].isCompletedExceptionally()) {
                return sent[i].thenApply(never -> null);
            }
        }
        return CompletableFuture.allOf(sent);
    }

    private CompletableFuture<Done> taken(ProducerRecord<String, byte[]> record) {
        CompletableFuture<Done> sent = new CompletableFuture<>();
        producer.send(record, (metadata, failure) -> {
            if (failure == null) {
                sent.complete(Done.getInstance());
            } else {
                sent.completeExceptionally(failure);
            }
        });
        return sent;
    }

    /** Waits a little for what is on its way; what does not get through fails its send. */
    @Override
    public void close() {
        producer.close(LONGEST_CLOSE);
    }
}
