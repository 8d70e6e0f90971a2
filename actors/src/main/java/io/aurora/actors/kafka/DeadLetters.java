package io.aurora.actors.kafka;

import akka.Done;
import akka.actor.typed.ActorSystem;
import akka.pattern.Patterns;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records that could not be taken, on topic {@code aurora.dead-letters}: same key and value, with these headers.
 *
 * <ul>
 *   <li>{@code reason}: {@code unreadable}, or the code of the symbol's refusal;
 *   <li>{@code detail}: for people, at most 1,000 characters;
 *   <li>{@code source}: topic/partition/offset;
 *   <li>{@code value_bytes}: only where key and value were left out, because with the headers they exceed what the broker takes.
 * </ul>
 *
 * Sent until the broker has them, so that none is lost; at least once, so that one may come twice.
 */
public final class DeadLetters {
    /** Reason of what is no bar at all. */
    public static final String UNREADABLE = "unreadable";

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final int LONGEST_DETAIL = 1_000;

    private final ActorSystem<?> system;
    private final KafkaSender sender;
    private final String topic;
    private final Duration pause;

    /** @param pause before a letter that did not get through is sent again */
    DeadLetters(ActorSystem<?> system, KafkaSender sender, String topic, Duration pause) {
        this.system = system;
        this.sender = sender;
        this.topic = topic;
        this.pause = pause;
    }

    /** Done once the broker has it. */
    CompletionStage<Done> send(ConsumerRecord<String, byte[]> record, String reason, String detail) {
        String source = record.topic() + "/" + record.partition() + "/" + record.offset();
        String cut = detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL) + "...";
        LOG.warn("dead letter: source={}, reason={}, detail={}", source, reason, cut);
        ProducerRecord<String, byte[]> letter = letter(record.key(), record.value(), reason, cut, source);
        ProducerRecord<String, byte[]> bare = letter(null, null, reason, cut, source);
        int length = record.value() == null ? 0 : record.value().length;
        header(bare, "value_bytes", Integer.toString(length));
        return send(letter, bare);
    }

    private ProducerRecord<String, byte[]> letter(
            String key, byte[] value, String reason, String detail, String source) {
        ProducerRecord<String, byte[]> letter = new ProducerRecord<>(topic, key, value);
        header(letter, "reason", reason);
        header(letter, "detail", detail);
        header(letter, "source", source);
        return letter;
    }

    private static void header(ProducerRecord<String, byte[]> letter, String name, String value) {
        letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private CompletionStage<Done> send(ProducerRecord<String, byte[]> letter, ProducerRecord<String, byte[]> bare) {
        return sender.send(List.of(letter)).exceptionallyCompose(failure -> {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            if (cause instanceof RecordTooLargeException && letter != bare) {
                return send(bare, bare);
            }
            LOG.warn("cannot send a dead letter, trying again: topic={}, cause={}", topic, cause.toString());
            return Patterns.after(
                    pause, system.classicSystem().scheduler(), system.executionContext(), () -> send(letter, bare));
        });
    }
}
