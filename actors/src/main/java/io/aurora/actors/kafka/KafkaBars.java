package io.aurora.actors.kafka;

import akka.Done;
import akka.actor.typed.ActorSystem;
import akka.kafka.CommitterSettings;
import akka.kafka.ConsumerMessage;
import akka.kafka.ConsumerMessage.Committable;
import akka.kafka.ConsumerMessage.CommittableMessage;
import akka.kafka.ConsumerSettings;
import akka.kafka.Subscriptions;
import akka.kafka.javadsl.Committer;
import akka.kafka.javadsl.Consumer;
import akka.pattern.Patterns;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import io.aurora.actors.ingest.BarIntake;
import io.aurora.actors.protocol.SymbolProtocol.BarReply;
import io.aurora.actors.protocol.SymbolProtocol.Refused;
import io.aurora.config.KafkaSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bars from topic {@code aurora.bars} (key = symbol, value = {@link io.aurora.actors.ingest.BarJson}, header {@code
 * aurora-historical: true} for bars of the past). Records come in batches; within a batch a symbol's bars go one after the other and
 * up to {@code parallelism} symbols side by side. Offsets are committed after every bar of the batch is answered and stored, so a
 * crash repeats bars, which symbols answer as duplicates. What cannot be read, or is refused, goes to the dead letters with its
 * reason before its offset is committed.
 *
 * <p>A broker that is gone, and a topic that is not there yet, are waited for without end.
 */
public final class KafkaBars {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaBars.class);
    private static final int BATCH = 2_000;
    private static final Duration BATCH_WAIT = Duration.ofMillis(5);
    /** Longest time that what is answered stays uncommitted. */
    private static final Duration COMMIT_WAIT = Duration.ofSeconds(1);
    /** A topic made later is seen after this at the latest. */
    private static final String METADATA_MAX_AGE_MS = "10000";
    /** Partitions of a reader that died, or lost the broker, are free again after this. */
    private static final String SESSION_TIMEOUT_MS = "10000";

    private final ActorSystem<?> system;
    private final BarIntake intake;
    private final KafkaSettings settings;
    private final DeadLetters deadLetters;
    private final InstantSource clock;
    private final CompletableFuture<Done> ended = new CompletableFuture<>();

    private Optional<Consumer.DrainingControl<Done>> running = Optional.empty();
    private boolean draining;
    private volatile boolean progressed;

    private KafkaBars(
            ActorSystem<?> system,
            BarIntake intake,
            KafkaSettings settings,
            DeadLetters deadLetters,
            InstantSource clock) {
        this.system = system;
        this.intake = intake;
        this.settings = settings;
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    /** Starts reading. */
    static KafkaBars start(
            ActorSystem<?> system,
            BarIntake intake,
            KafkaSettings settings,
            DeadLetters deadLetters,
            InstantSource clock) {
        KafkaBars bars = new KafkaBars(system, intake, settings, deadLetters, clock);
        bars.run(settings.minBackoff());
        return bars;
    }

    /** Takes no more records; done when those already taken are answered and their offsets committed. */
    synchronized CompletionStage<Done> drain() {
        draining = true;
        if (running.isEmpty()) {
            ended.complete(Done.getInstance());
        } else {
            running.get()
                    .drainAndShutdown(system.executionContext())
                    .whenComplete((done, failure) -> LOG.debug("drained", failure));
        }
        return ended;
    }

    private synchronized void run(Duration pause) {
        if (draining) {
            ended.complete(Done.getInstance());
            return;
        }
        progressed = false;
        Consumer.DrainingControl<Done> control = Consumer.committableSource(
                        consumer(), Subscriptions.topics(settings.topics().bars()))
                .groupedWithin(BATCH, BATCH_WAIT)
                .mapAsync(1, this::taken)
                .via(Committer.flow(CommitterSettings.create(system).withMaxInterval(COMMIT_WAIT)))
                .toMat(Sink.<Done>ignore(), Consumer::createDrainingControl)
                .run(system);
        running = Optional.of(control);
        control.streamCompletion()
                .handle((done, failure) -> Optional.ofNullable(failure))
                .thenCombine(control.isShutdown(), (failure, shutdown) -> failure)
                .whenComplete((failure, bug) -> ended(pause, failure == null ? Optional.of(bug) : failure));
    }

    private synchronized void ended(Duration pause, Optional<Throwable> failure) {
        running = Optional.empty();
        if (draining) {
            failure.ifPresent(cause -> LOG.info("reading bars has ended: {}", cause.toString()));
            ended.complete(Done.getInstance());
            return;
        }
        Duration wait = progressed ? settings.minBackoff() : pause;
        LOG.warn(
                "reading bars was interrupted, starting again: topic={}, pause_ms={}, cause={}",
                settings.topics().bars(),
                wait.toMillis(),
                failure.map(Throwable::toString).orElse("the stream ended"));
        Patterns.after(wait, system.classicSystem().scheduler(), system.executionContext(), () -> {
            run(longer(wait));
            return CompletableFuture.completedFuture(Done.getInstance());
        });
    }

    private Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(settings.maxBackoff()) > 0 ? settings.maxBackoff() : twice;
    }

    private ConsumerSettings<String, byte[]> consumer() {
        return ConsumerSettings.create(system, new StringDeserializer(), new ByteArrayDeserializer())
                .withBootstrapServers(settings.bootstrap())
                .withGroupId(settings.group())
                .withStopTimeout(Duration.ZERO)
                .withProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest")
                .withProperty(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MS)
                .withProperty(ConsumerConfig.METADATA_MAX_AGE_CONFIG, METADATA_MAX_AGE_MS)
                .withProperty(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    }

    /** Offers a batch; done when every record of it is answered or among the dead letters. */
    private CompletionStage<Committable> taken(List<CommittableMessage<String, byte[]>> batch) {
        progressed = true;
        long now = clock.millis();
        Map<String, List<BarRecord>> lines = new LinkedHashMap<>();
        for (CommittableMessage<String, byte[]> message : batch) {
            BarRecord read = BarRecord.read(message.record(), now);
            lines.computeIfAbsent(read.line(), line -> new ArrayList<>()).add(read);
        }
        return Source.from(lines.values())
                .mapAsyncUnordered(settings.parallelism(), this::inOrder)
                .runWith(Sink.ignore(), system)
                .thenApply(done -> ConsumerMessage.createCommittableOffsetBatch(batch.stream()
                        .map(CommittableMessage::committableOffset)
                        .toList()));
    }

    private CompletionStage<Done> inOrder(List<BarRecord> records) {
        CompletionStage<Done> last = CompletableFuture.completedFuture(Done.getInstance());
        for (BarRecord record : records) {
            last = last.thenCompose(done -> taken(record));
        }
        return last;
    }

    private CompletionStage<Done> taken(BarRecord bar) {
        if (bar.offer().isEmpty()) {
            return deadLetters.send(bar.record(), DeadLetters.UNREADABLE, bar.fault());
        }
        return intake.offer(bar.offer().get()).thenCompose(reply -> answered(bar, reply));
    }

    private CompletionStage<Done> answered(BarRecord bar, BarReply reply) {
        if (reply instanceof Refused refused) {
            return deadLetters.send(bar.record(), refused.reason(), refused.detail());
        }
        return CompletableFuture.completedFuture(Done.getInstance());
    }
}
