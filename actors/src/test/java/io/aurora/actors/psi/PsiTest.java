package io.aurora.actors.psi;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.pubsub.Topic;
import io.aurora.actors.decisions.PsiReader;
import io.aurora.domain.learning.PsiField;
import io.aurora.domain.learning.PsiSums;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The field is read once at a time, served stale rather than late, and merged from the nodes that are heard of. */
class PsiTest {
    private static final PsiField CALM = new PsiField(0.8, 0.9);
    private static final PsiField WILD = new PsiField(0.2, 0.1);
    private static final long TTL_NANOS = Duration.ofSeconds(5).toNanos();

    private static ActorTestKit kit;

    private final AtomicLong nanos = new AtomicLong(1L);
    private final List<CompletableFuture<PsiField>> readings = new ArrayList<>();
    private final AtomicLong hits = new AtomicLong();
    private final AtomicLong misses = new AtomicLong();

    @BeforeAll
    static void start() {
        kit = ActorTestKit.create("psi");
    }

    @AfterAll
    static void stop() {
        kit.shutdownTestKit();
    }

    private PsiCache cache() {
        return new PsiCache(
                () -> {
                    CompletableFuture<PsiField> reading = new CompletableFuture<>();
                    readings.add(reading);
                    return reading;
                },
                () -> PsiField.NEUTRAL,
                new PsiCache.Terms(
                        Duration.ofSeconds(5),
                        Duration.ofMillis(50),
                        nanos::get,
                        kit.system().scheduler(),
                        kit.system().executionContext()),
                hits::incrementAndGet,
                misses::incrementAndGet);
    }

    private static PsiField get(CompletionStage<PsiField> stage) {
        return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }

    @Test
    void shouldReadOnceWhenManyAskAtTheSameTime() {
        PsiCache cache = cache();
        List<CompletionStage<PsiField>> asked = List.of(cache.now(), cache.now(), cache.now());

        readings.get(0).complete(CALM);

        assertThat(asked).allSatisfy(stage -> assertThat(get(stage)).isIn(CALM, PsiField.NEUTRAL));
        assertThat(readings).hasSize(1);
        assertThat(get(cache.now())).isEqualTo(CALM);
        assertThat(cache.cache()).satisfies(figures -> {
            assertThat(figures.hits()).isEqualTo(hits.get()).isEqualTo(1);
            assertThat(figures.misses()).isEqualTo(misses.get()).isEqualTo(3);
            assertThat(figures.hitRate()).isEqualTo(0.25);
            assertThat(figures.valid()).isTrue();
        });
    }

    @Test
    void shouldServeTheOldValueWhileTheNextIsReadAndWhenThatFails() {
        PsiCache cache = cache();
        cache.now();
        readings.get(0).complete(CALM);
        nanos.addAndGet(TTL_NANOS + 1);

        assertThat(get(cache.now())).isEqualTo(CALM);
        assertThat(readings).hasSize(2);
        readings.get(1).completeExceptionally(new IllegalStateException("down"));
        assertThat(get(cache.now())).isEqualTo(CALM);
        readings.get(2).complete(WILD);
        assertThat(get(cache.now())).isEqualTo(WILD);
        assertThat(cache.cache().errors()).isEqualTo(1);
    }

    @Test
    void shouldNotWaitLongWhenThereIsNoValueAtAll() {
        assertThat(get(cache().now())).as("nothing answers").isEqualTo(PsiField.NEUTRAL);

        PsiReader broken = new PsiCache(
                () -> {
                    throw new IllegalStateException("no such host");
                },
                () -> WILD,
                new PsiCache.Terms(
                        Duration.ofSeconds(5),
                        Duration.ofMillis(50),
                        nanos::get,
                        kit.system().scheduler(),
                        kit.system().executionContext()),
                () -> {},
                () -> {});
        assertThat(broken.now()).as("the stand-in at once").isCompletedWithValue(WILD);
    }

    @Test
    void shouldAddUpTheNodesThatAreHeardOfWhenTheyTell() {
        PsiBoard board = new PsiBoard();
        TestProbe<Topic.Command<PsiExchange.Part>> topic = topicProbe();
        var exchange =
                kit.spawn(PsiExchange.create("me", () -> new PsiSums(2, 1.2, 1), board, nanos::get, topic.ref()));
        exchange.tell(new PsiExchange.Part("other", new PsiSums(2, 1.6, 2)));

        topic.awaitAssert(Duration.ofSeconds(10), () -> {
            assertThat(board.sums()).isEqualTo(new PsiSums(4, 1.2 + 1.6, 3));
            assertThat(board.field()).isEqualTo(new PsiField((1.2 + 1.6) / 4, 0.75));
            return null;
        });
        nanos.addAndGet(Duration.ofSeconds(11).toNanos());
        topic.awaitAssert(Duration.ofSeconds(10), () -> {
            assertThat(board.sums()).isEqualTo(new PsiSums(2, 1.2, 1));
            return null;
        });
        assertThat(PsiSums.NONE.field()).isEqualTo(PsiField.NEUTRAL);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static TestProbe<Topic.Command<PsiExchange.Part>> topicProbe() {
        return (TestProbe) kit.createTestProbe(Topic.Command.class);
    }
}
