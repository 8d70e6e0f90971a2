package io.aurora.actors.kafka;

import akka.actor.Cancellable;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import io.aurora.config.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every few seconds whether the broker answers, has our topics, and how far the group is behind. Reading the last look costs
 * nothing and never waits. A change is logged once.
 */
final class KafkaWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int ANSWER_MS = 4_000;
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(1);

    private final KafkaSettings settings;
    private final Admin admin;
    private final Cancellable looking;
    private volatile Optional<String> problem = Optional.of("not looked yet");
    private volatile OptionalLong lag = OptionalLong.empty();

    KafkaWatch(ActorSystem<?> system, KafkaSettings settings) {
        this.settings = settings;
        this.admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.bootstrap(),
                AdminClientConfig.CLIENT_ID_CONFIG,
                settings.group() + "-watch",
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                ANSWER_MS,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                ANSWER_MS / 2,
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                ANSWER_MS / 2));
        this.looking = system.scheduler()
                .scheduleWithFixedDelay(
                        Duration.ZERO, PAUSE, this::look, system.dispatchers().lookup(DispatcherSelector.blocking()));
    }

    /** What is wrong; absent where the broker answers and has every topic. */
    Optional<String> problem() {
        return problem;
    }

    /** Records of the group not answered yet, over all partitions, at the last look that succeeded. */
    OptionalLong lag() {
        return lag;
    }

    private void look() {
        Optional<String> now;
        try {
            List<String> missing = missing();
            if (!missing.contains(settings.topics().bars())) {
                lag = OptionalLong.of(readLag());
            }
            now = missing.isEmpty()
                    ? Optional.empty()
                    : Optional.of("waiting for topics that do not exist: bootstrap=" + settings.bootstrap()
                            + ", topics=" + String.join(", ", missing));
        } catch (ExecutionException | TimeoutException e) {
            now = Optional.of("no answer: bootstrap=" + settings.bootstrap() + ", cause="
                    + Optional.ofNullable(e.getCause()).orElse(e).toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        note(now);
    }

    private void note(Optional<String> now) {
        if (!now.equals(problem)) {
            now.ifPresentOrElse(
                    text -> LOG.warn("Kafka: {}", text),
                    () -> LOG.info("Kafka answers and has every topic: bootstrap={}", settings.bootstrap()));
        }
        problem = now;
    }

    private List<String> missing() throws ExecutionException, TimeoutException, InterruptedException {
        KafkaSettings.Topics topics = settings.topics();
        List<String> all = List.of(topics.bars(), topics.decisions(), topics.transitions(), topics.deadLetters());
        Map<String, KafkaFuture<TopicDescription>> asked =
                admin.describeTopics(all).topicNameValues();
        List<String> missing = new ArrayList<>();
        for (String topic : all) {
            try {
                answer(asked.get(topic));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
                missing.add(topic);
            }
        }
        return missing;
    }

    private long readLag() throws ExecutionException, TimeoutException, InterruptedException {
        String topic = settings.topics().bars();
        List<TopicPartition> partitions =
                answer(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic).partitions().stream()
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .toList();
        Map<TopicPartition, OffsetAndMetadata> committed =
                answer(admin.listConsumerGroupOffsets(settings.group()).partitionsToOffsetAndMetadata());
        Map<TopicPartition, Long> first = offsets(partitions, OffsetSpec.earliest());
        Map<TopicPartition, Long> last = offsets(partitions, OffsetSpec.latest());
        long behind = 0;
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata known = committed.get(partition);
            long next = Math.max(first.get(partition), known == null ? 0L : known.offset());
            behind += Math.max(0L, last.get(partition) - next);
        }
        return behind;
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec spec)
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked =
                partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> spec));
        Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> found =
                answer(admin.listOffsets(asked).all());
        return found.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    private static <T> T answer(KafkaFuture<T> asked)
            throws ExecutionException, TimeoutException, InterruptedException {
        return asked.get(2L * ANSWER_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        looking.cancel();
        admin.close(LONGEST_CLOSE);
    }
}
