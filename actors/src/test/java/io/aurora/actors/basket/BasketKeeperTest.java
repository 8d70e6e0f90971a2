package io.aurora.actors.basket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.pubsub.Topic;
import io.aurora.config.AuroraSettings;
import io.aurora.config.BasketSettings;
import io.aurora.domain.portfolio.RebalanceRule;
import io.aurora.domain.portfolio.RebalanceRule.Cause;
import io.aurora.domain.portfolio.RegimeScenarios;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BasketKeeperTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final List<String> NAMES = List.of("A", "B", "C");
    private static final int WARM = 300;

    private static ActorTestKit kit;

    private final FoldedMembers members = new FoldedMembers(NAMES, 1_000);
    private final List<String> counted = new CopyOnWriteArrayList<>();
    private volatile RecordedBars bars = members::newest;
    private ActorRef<BasketKeeper.Command> keeper;

    @BeforeAll
    static void start() {
        kit = ActorTestKit.create("baskets");
    }

    @AfterAll
    static void stop() {
        kit.shutdownTestKit();
    }

    private static BasketSettings basket(List<String> symbols, RebalanceRule rule) {
        return new BasketSettings("core", symbols, rule);
    }

    private TestProbe<BasketKeeper.Told> keep(BasketSettings... baskets) {
        TestProbe<BasketKeeper.Told> probe = kit.createTestProbe(BasketKeeper.Told.class);
        ActorRef<Topic.Command<BasketKeeper.Told>> topic =
                kit.spawn(Topic.create(BasketKeeper.Told.class, "told-" + System.nanoTime()));
        topic.tell(Topic.subscribe(probe.ref()));
        BasketMetrics metrics = new BasketMetrics() {
            @Override
            public void optimised(Cause cause, Result result) {
                counted.add(cause + " " + result);
            }

            @Override
            public void shortfall(String basket, double worstCase) {
                counted.add(basket + " " + (worstCase > 0.0));
            }

            @Override
            public void left(String basket) {
                counted.add(basket + " left");
            }
        };
        BasketNode node = new BasketNode(
                List.of(baskets),
                AuroraSettings.defaults().offline().get("default").dro(),
                members.symbols::read,
                (symbol, limit) -> bars.newest(symbol, limit),
                ForkJoinPool.commonPool(),
                () -> Instant.ofEpochMilli(77L),
                System::nanoTime,
                metrics);
        keeper = kit.spawn(BasketKeeper.create(node, topic));
        return probe;
    }

    /** The first view told that meets the wish. */
    private static BasketView await(TestProbe<BasketKeeper.Told> probe, Predicate<BasketView> wish) {
        return probe.fishForMessage(
                        PATIENCE,
                        told -> wish.test(told.baskets().get(0))
                                ? akka.actor.testkit.typed.javadsl.FishingOutcomes.complete()
                                : akka.actor.testkit.typed.javadsl.FishingOutcomes.continueAndIgnore())
                .get(0)
                .baskets()
                .get(0);
    }

    private static boolean standsFor(BasketView view, Cause cause) {
        return view.standing()
                .filter(one -> one.optimised().due().cause() == cause)
                .isPresent();
    }

    @Test
    void shouldOptimiseAtTheStartAndAgainWhenAMemberHasHadItsBars() {
        members.step(WARM);
        TestProbe<BasketKeeper.Told> told = keep(basket(NAMES, new RebalanceRule(1, 1e9, 0.0)));

        BasketView first = await(told, view -> standsFor(view, Cause.START));
        BasketView.Standing standing = first.standing().orElseThrow();
        assertThat(first.trouble()).isEmpty();
        assertThat(standing.rebalanced()).isEqualTo(standing.optimised());
        assertThat(standing.optimised().atMs()).isEqualTo(77L);
        assertThat(standing.weights().certified()).isTrue();
        assertThat(standing.weights().weights().stream().mapToDouble(w -> w).sum())
                .isCloseTo(1.0, within(1e-12));
        assertThat(standing.weights().drawn().scenarios()).isEqualTo(512);
        assertThat(standing.weights().drawn().barsKnown()).isEqualTo(WARM - 1);

        members.step(1);
        BasketView second = await(
                told,
                view -> view.standing().filter(one -> !one.equals(standing)).isPresent());
        assertThat(second.standing().orElseThrow().optimised().due().symbol()).isPresent();
        assertThat(second.standing().orElseThrow().weights().drawn().barsKnown())
                .isEqualTo(WARM);
        assertThat(second.standing().orElseThrow().weights().turnover()).isPresent();
        assertThat(counted).contains("START MOVED", "core true").doesNotContain("core left");
        kit.stop(keeper);
        assertThat(counted).contains("core left");
    }

    @Test
    void shouldKeepWeightsAndSayWhenTheyLastMovedWhenMovingIsTooDear() {
        members.step(WARM);
        TestProbe<BasketKeeper.Told> told = keep(basket(NAMES, new RebalanceRule(1, 1e9, 1e6)));
        BasketView.Standing first =
                await(told, view -> view.standing().isPresent()).standing().orElseThrow();

        members.step(1);
        BasketView.Standing second = await(
                        told,
                        view -> view.standing()
                                .filter(one -> !one.equals(first))
                                .isPresent())
                .standing()
                .orElseThrow();

        assertThat(second.weights().kept()).isTrue();
        assertThat(second.weights().weights()).isEqualTo(first.weights().weights());
        assertThat(second.rebalanced()).isEqualTo(first.rebalanced());
        assertThat(second.optimised()).isNotEqualTo(first.optimised());
    }

    @Test
    void shouldSayWhyItHasNoWeightsAndTryAgain() {
        TestProbe<BasketKeeper.Told> told = keep(basket(NAMES, new RebalanceRule(24, 0.1, 0.0)));

        BasketView waiting = await(told, view -> view.trouble().isPresent());
        assertThat(waiting.standing()).isEmpty();
        assertThat(waiting.trouble().orElseThrow())
                .startsWith("too_short: members A, B, C must have at least 3 recorded bars in common");

        members.step(70);
        // members seen before their bars and a history read after them give weights without a regime first
        BasketView served = await(
                told,
                view -> view.standing()
                        .filter(one -> one.weights()
                                .drawn()
                                .fallback()
                                .equals(Optional.of(RegimeScenarios.Fallback.FEW_BARS_IN_REGIME)))
                        .isPresent());
        assertThat(served.trouble()).isEmpty();
        assertThat(served.standing().orElseThrow().weights().drawn().barsKnown())
                .isEqualTo(69);
    }

    @Test
    void shouldNameAMemberThatNobodyKnows() {
        members.step(WARM);
        TestProbe<BasketKeeper.Told> told = keep(basket(List.of("A", "B", "Z"), new RebalanceRule(24, 0.1, 0.0)));

        assertThat(await(told, view -> view.trouble().isPresent()).trouble()).contains("symbol Z: unknown_symbol");
    }

    @Test
    void shouldKeepItsWeightsWhenTheHistoryCannotBeRead() {
        members.step(WARM);
        TestProbe<BasketKeeper.Told> told = keep(basket(NAMES, new RebalanceRule(1, 1e9, 0.0)));
        BasketView.Standing first =
                await(told, view -> view.standing().isPresent()).standing().orElseThrow();
        bars = (symbol, limit) -> CompletableFuture.failedFuture(new IllegalStateException("the database is away"));

        members.step(1);
        BasketView troubled = await(told, view -> view.trouble().isPresent());

        assertThat(troubled.trouble()).contains("the database is away");
        assertThat(troubled.standing()).contains(first);
        bars = members::newest;
        await(told, view -> view.trouble().isEmpty());
        assertThat(counted.stream().filter(one -> one.endsWith("FAILED"))).isNotEmpty();
    }
}
