package io.aurora.actors.basket;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.pubsub.Topic;
import io.aurora.config.BasketSettings;
import io.aurora.domain.portfolio.RebalanceRule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BasketBoardTest {
    private static final RebalanceRule RULE = new RebalanceRule(24, 0.1, 0.0);

    private final AtomicLong nanos = new AtomicLong(5L);
    private final BasketBoard board =
            new BasketBoard(List.of(new BasketSettings("core", List.of("A", "B"), RULE)), nanos::get);
    private ActorTestKit kit;
    private ActorRef<Topic.Command<BasketKeeper.Told>> topic;

    @BeforeEach
    void start() {
        kit = ActorTestKit.create();
        topic = kit.spawn(Topic.create(BasketKeeper.Told.class, "told"));
        kit.spawn(board.listener(topic));
    }

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    private void told(BasketView view) {
        // a topic forgets what it is told before it knows the listener
        TestProbe<Void> probe = kit.createTestProbe();
        probe.awaitAssert(Duration.ofSeconds(10), Duration.ofMillis(20), () -> {
            topic.tell(Topic.publish(new BasketKeeper.Told(List.of(view))));
            assertThat(board.all()).containsExactly(view);
            return null;
        });
    }

    @Test
    void shouldShowWhatTheSettingsSayUntilTheKeeperIsHeard() {
        assertThat(board.all())
                .containsExactly(
                        new BasketView("core", List.of("A", "B"), RULE, Optional.empty(), Optional.of("not_heard")));
        assertThat(board.of("A")).isEmpty();
        assertThat(board.find("core")).isPresent();
        assertThat(board.find("other")).isEmpty();
    }

    @Test
    void shouldServeEachMembersWeightUntilTheKeeperIsSilentForTooLong() {
        BasketView view = new BasketView(
                "core", List.of("A", "B"), RULE, Optional.of(Standings.of(List.of(0.75, 0.25))), Optional.empty());
        told(view);

        assertThat(board.of("B"))
                .containsExactly(
                        new Baskets.Holding("core", 0.25, view.standing().orElseThrow()));
        assertThat(board.of("C")).isEmpty();

        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(board.of("B")).hasSize(1);
        nanos.addAndGet(1L);
        assertThat(board.of("B")).isEmpty();
        assertThat(board.all().get(0).trouble()).contains("not_heard");
    }
}
