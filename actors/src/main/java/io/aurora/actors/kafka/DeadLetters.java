package io.aurora.actors.kafka;

import akka.Done;
import akka.actor.typed.ActorSystem;
import akka.kafka.javadsl.SendProducer;
import akka.pattern.Patterns;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records that could not be taken, on topic {@code aurora.dead-letters}: same key and value, with headers {@code reason} and
 * {@code source} (topic, partition, offset). Sent until the broker has them, so that none is lost.
 */
public final class DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ActorSystem<?> system;
    private final SendProducer<String, byte[]> producer;
    private final String topic;

    public DeadLetters(ActorSystem<?> system, SendProducer<String, byte[]> producer, String topic) {
        this.system = system;
        this.producer = producer;
        this.topic = topic;
    }

    /** Done once the broker has it. */
    public CompletionStage<Done> send(ConsumerRecord<String, byte[]> record, String reason) {
        ProducerRecord<String, byte[]> letter = new ProducerRecord<>(topic, record.key(), record.value());
        String source = record.topic() + "/" + record.partition() + "/" + record.offset();
        letter.headers().add("reason", reason.getBytes(StandardCharsets.UTF_8));
        letter.headers().add("source", source.getBytes(StandardCharsets.UTF_8));
        LOG.warn("dead letter from {}: {}", source, reason);
        return send(letter);
    }

    private CompletionStage<Done> send(ProducerRecord<String, byte[]> letter) {
        return producer.send(letter)
                .thenApply(sent -> Done.getInstance())
                .exceptionallyCompose(failure -> Patterns.after(
                        PAUSE, system.classicSystem().scheduler(), system.executionContext(), () -> send(letter)));
    }
}
