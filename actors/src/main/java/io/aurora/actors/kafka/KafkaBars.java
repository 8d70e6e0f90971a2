package io.aurora.actors.kafka;

import akka.Done;
import akka.NotUsed;
import akka.actor.typed.ActorSystem;
import akka.kafka.CommitterSettings;
import akka.kafka.ConsumerMessage;
import akka.kafka.ConsumerMessage.Committable;
import akka.kafka.ConsumerMessage.CommittableMessage;
import akka.kafka.ConsumerSettings;
import akka.kafka.Subscriptions;
import akka.kafka.javadsl.Committer;
import akka.kafka.javadsl.Consumer;
import akka.stream.KillSwitches;
import akka.stream.RestartSettings;
import akka.stream.SharedKillSwitch;
import akka.stream.javadsl.RestartSource;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import io.aurora.actors.ingest.BarIntake;
import io.aurora.actors.ingest.BarJson;
import io.aurora.actors.protocol.SymbolProtocol.BarReply;
import io.aurora.actors.protocol.SymbolProtocol.Refused;
import io.aurora.config.KafkaSettings;
import io.aurora.domain.market.Bar;
import io.aurora.domain.symbol.Offer;
import java.nio.charset.StandardCharsets;
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
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bars from topic {@code aurora.bars} (key = symbol, value = {@link BarJson}, header {@code aurora-historical: true} for bars of the
 * past). Records come in batches; within a batch a symbol's bars go one after the other and the symbols side by side. Offsets are
 * committed after every bar of the batch is answered and stored, so a crash repeats bars, which symbols answer as duplicates. What
 * cannot be read, or is refused, goes to the dead letters with its reason before its offset is committed.
 */
public final class KafkaBars implements AutoCloseable {
    public static final String HISTORICAL = "aurora-historical";

    private static final Logger LOG = LoggerFactory.getLogger(KafkaBars.class);
    private static final int BATCH = 2_000;
    private static final Duration BATCH_WAIT = Duration.ofMillis(5);
    private static final double JITTER = 0.2;

    private final SharedKillSwitch stop = KillSwitches.shared("kafka-bars");
    private final BarIntake intake;
    private final DeadLetters deadLetters;
    private final InstantSource clock;

    private KafkaBars(BarIntake intake, DeadLetters deadLetters, InstantSource clock) {
        this.intake = intake;
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    /** Starts reading; a lost broker is waited for. */
    public static KafkaBars start(
            ActorSystem<?> system,
            BarIntake intake,
            KafkaSettings settings,
            DeadLetters deadLetters,
            InstantSource clock) {
        KafkaBars bars = new KafkaBars(intake, deadLetters, clock);
        RestartSettings restart = RestartSettings.create(settings.minBackoff(), settings.maxBackoff(), JITTER);
        RestartSource.withBackoff(restart, () -> bars.reading(system, settings))
                .via(bars.stop.flow())
                .runWith(Sink.ignore(), system);
        return bars;
    }

    private Source<Done, NotUsed> reading(ActorSystem<?> system, KafkaSettings settings) {
        ConsumerSettings<String, byte[]> consumer = ConsumerSettings.create(
                        system, new StringDeserializer(), new ByteArrayDeserializer())
                .withBootstrapServers(settings.bootstrap())
                .withGroupId(settings.group())
                .withStopTimeout(Duration.ZERO)
                .withProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest")
                .withProperty(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        return Consumer.committableSource(
                        consumer, Subscriptions.topics(settings.topics().bars()))
                .groupedWithin(BATCH, BATCH_WAIT)
                .mapAsync(1, this::taken)
                .via(Committer.flow(CommitterSettings.create(system)))
                .mapMaterializedValue(control -> NotUsed.getInstance());
    }

    /** Offers a batch; done when every record of it is answered or among the dead letters. */
    private CompletionStage<Committable> taken(List<CommittableMessage<String, byte[]>> batch) {
        Map<String, List<ConsumerRecord<String, byte[]>>> bySymbol = new LinkedHashMap<>();
        for (CommittableMessage<String, byte[]> message : batch) {
            ConsumerRecord<String, byte[]> record = message.record();
            bySymbol.computeIfAbsent(String.valueOf(record.key()), key -> new ArrayList<>())
                    .add(record);
        }
        CompletableFuture<?>[] symbols = bySymbol.values().stream()
                .map(records -> inOrder(records).toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(symbols)
                .thenApply(done -> ConsumerMessage.createCommittableOffsetBatch(batch.stream()
                        .map(CommittableMessage::committableOffset)
                        .toList()));
    }

    private CompletionStage<Done> inOrder(List<ConsumerRecord<String, byte[]>> records) {
        CompletionStage<Done> last = CompletableFuture.completedFuture(Done.getInstance());
        for (ConsumerRecord<String, byte[]> record : records) {
            last = last.thenCompose(done -> taken(record));
        }
        return last;
    }

    private CompletionStage<Done> taken(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return deadLetters.send(record, "must have a value: value=null");
        }
        BarJson.Parsed parsed = BarJson.parse(record.value(), Optional.ofNullable(record.key()));
        if (parsed instanceof BarJson.Bad bad) {
            return deadLetters.send(record, bad.message());
        }
        Bar bar = ((BarJson.Good) parsed).bar();
        return intake.offer(new Offer(bar, historical(record), clock.millis()))
                .thenCompose(reply -> answered(record, reply));
    }

    private CompletionStage<Done> answered(ConsumerRecord<String, byte[]> record, BarReply reply) {
        if (reply instanceof Refused refused) {
            LOG.info("refused a bar from Kafka: {} {}", refused.reason(), refused.detail());
            return deadLetters.send(record, refused.reason());
        }
        return CompletableFuture.completedFuture(Done.getInstance());
    }

    private static boolean historical(ConsumerRecord<String, byte[]> record) {
        Header header = record.headers().lastHeader(HISTORICAL);
        return header != null && "true".equals(new String(header.value(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        stop.shutdown();
    }
}
