package io.aurora.actors.desk;

import static org.assertj.core.api.Assertions.assertThat;

import akka.Done;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.pubsub.Topic;
import akka.persistence.testkit.PersistenceTestKitPlugin;
import akka.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import akka.persistence.testkit.javadsl.PersistenceTestKit;
import com.typesafe.config.ConfigFactory;
import io.aurora.actors.protocol.DeskProtocol;
import io.aurora.actors.protocol.DeskProtocol.Command;
import io.aurora.actors.protocol.DeskProtocol.Reply;
import io.aurora.config.ActorSettings;
import io.aurora.domain.desk.DeskBytes;
import io.aurora.domain.desk.DeskEvent;
import io.aurora.domain.desk.DeskState;
import io.aurora.domain.desk.RecordedDeskEvent;
import io.aurora.domain.settings.HoldSettings;
import io.aurora.domain.symbol.HashChain;
import io.aurora.persistence.PersistenceIds;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The desk, and a node's copy of it. */
class DeskTest {
    private static final Duration GOOD = Duration.ofMillis(200);
    private static final ActorTestKit KIT = ActorTestKit.create(ConfigFactory.parseString("akka.loglevel = WARNING")
            .withFallback(ConfigFactory.parseResources("io/aurora/persistence/store/store.conf")
                    .withOnlyPath("akka.actor"))
            .withFallback(PersistenceTestKitPlugin.getInstance().config())
            .withFallback(PersistenceTestKitSnapshotPlugin.config())
            .withFallback(ConfigFactory.load()));
    private static final PersistenceTestKit JOURNAL = PersistenceTestKit.create(KIT.system());
    private static final ActorSettings SETTINGS =
            new ActorSettings(1, 1, 1, 1, 1, GOOD, Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(20));

    private final AtomicLong nanos = new AtomicLong();
    private final ActorRef<Topic.Command<DeskProtocol.Changed>> topic =
            KIT.spawn(Topic.create(DeskProtocol.Changed.class, "desk"));
    private final TestProbe<Reply> probe = KIT.createTestProbe();

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @BeforeEach
    void clear() {
        JOURNAL.clearAll();
    }

    private ActorRef<Command> desk() {
        return KIT.spawn(Desk.create(SETTINGS, () -> Instant.ofEpochMilli(9L), topic));
    }

    private static DeskState held(String by, String reason, boolean automatic) {
        return new DeskState(Optional.of(new DeskEvent.DeskHeld(9L, by, reason, automatic)));
    }

    private static List<DeskEvent> events() {
        return JOURNAL.persistedInStorage(PersistenceIds.DESK).stream()
                .map(recorded -> ((RecordedDeskEvent) recorded).event())
                .toList();
    }

    private DeskState ask(ActorRef<Command> desk, Command command) {
        desk.tell(command);
        return probe.receiveMessage(Duration.ofSeconds(5)).state();
    }

    private DeskState hold(ActorRef<Command> desk, String by, String reason, boolean automatic) {
        return ask(desk, new DeskProtocol.Hold(by, reason, automatic, probe.ref()));
    }

    private DeskState release(ActorRef<Command> desk) {
        return ask(desk, new DeskProtocol.Release("ann", "over", probe.ref()));
    }

    static Stream<Arguments> everyCommandInEveryPhase() {
        return Stream.of(false, true)
                .flatMap(held -> Arrays.stream(Command.class.getPermittedSubclasses())
                        .map(command -> Arguments.of(held, command)));
    }

    @ParameterizedTest
    @MethodSource("everyCommandInEveryPhase")
    void shouldAnswerWhenAsked(boolean held, Class<?> type) {
        ActorRef<Command> desk = desk();
        if (held) {
            hold(desk, "ann", "flash crash", false);
        }
        Command command = List.<Command>of(
                        new DeskProtocol.Hold("bob", "news", false, probe.ref()),
                        new DeskProtocol.Release("bob", "over", probe.ref()),
                        new DeskProtocol.Read(probe.ref()))
                .stream()
                .filter(type::isInstance)
                .findFirst()
                .orElseThrow();

        DeskState answer = ask(desk, command);

        boolean expected = type == DeskProtocol.Hold.class || held && type == DeskProtocol.Read.class;
        assertThat(answer.held()).isEqualTo(expected);
        probe.expectNoMessage(Duration.ofMillis(10));
    }

    @Test
    void shouldRememberTheHoldAndChainItsEventsWhenItStartsAgain() {
        ActorRef<Command> desk = desk();
        hold(desk, "ann", "flash crash", false);
        hold(desk, "bob", "flash crash", false);
        hold(desk, "node:a", "error_rate", true);
        KIT.stop(desk);

        DeskState recovered = ask(desk(), new DeskProtocol.Read(probe.ref()));

        assertThat(recovered).isEqualTo(held("ann", "flash crash", false));
        assertThat(events()).hasSize(1);
        RecordedDeskEvent first = (RecordedDeskEvent)
                JOURNAL.persistedInStorage(PersistenceIds.DESK).get(0);
        assertThat(first.hash())
                .isEqualTo(
                        HashChain.next(HashChain.genesis(), PersistenceIds.DESK, 1L, DeskBytes.encode(first.event())));
    }

    @Test
    void shouldStartAgainAndLoseNothingWhenTheStoreFailsOrRejects() {
        ActorRef<Command> desk = desk();
        hold(desk, "ann", "flash crash", false);

        JOURNAL.rejectNextPersisted(PersistenceIds.DESK);
        desk.tell(new DeskProtocol.Release("ann", "over", probe.ref()));
        TestProbe<Reply> reads = KIT.createTestProbe();
        await(() -> {
            desk.tell(new DeskProtocol.Read(reads.ref()));
            assertThat(reads.receiveMessage(Duration.ofMillis(200)).state().held())
                    .isTrue();
        });
        JOURNAL.failNextPersisted(PersistenceIds.DESK);
        desk.tell(new DeskProtocol.Release("ann", "over", probe.ref()));
        assertThat(ask(desk, new DeskProtocol.Read(probe.ref())).held()).isTrue();

        assertThat(release(desk).held()).isFalse();
    }

    private ActorRef<DeskWatch.Command> watch(ActorRef<Command> desk, DeskCopy copy, ErrorRate errors) {
        return KIT.spawn(DeskWatch.create(desk, topic, copy, errors, System::nanoTime, "node:a", GOOD));
    }

    private ErrorRate errors() {
        return new ErrorRate(new HoldSettings(true, 0.3, 5, true, 0.05, 300_000L), System::nanoTime);
    }

    private void await(Runnable assertion) {
        probe.awaitAssert(Duration.ofSeconds(5), () -> {
            assertion.run();
            return null;
        });
    }

    @Test
    void shouldKnowTheDeskOnlyAsLongAsAReadingIsFresh() {
        DeskCopy copy = new DeskCopy(nanos::get, GOOD);
        assertThat(copy.current()).isEmpty();

        copy.read(DeskState.FREE, nanos.get());
        nanos.addAndGet(GOOD.toNanos());
        assertThat(copy.current()).contains(DeskState.FREE);
        nanos.incrementAndGet();
        assertThat(copy.current()).isEmpty();
    }

    @Test
    void shouldFollowTheDeskAndForgetItWhenItIsGone() {
        ActorRef<Command> desk = desk();
        DeskCopy copy = new DeskCopy(System::nanoTime, GOOD);
        ActorRef<DeskWatch.Command> watch = watch(desk, copy, errors());
        await(() -> assertThat(copy.current()).contains(DeskState.FREE));

        hold(desk, "ann", "flash crash", false);
        TestProbe<Done> done = KIT.createTestProbe();
        watch.tell(new DeskWatch.Refresh(done.ref()));
        done.receiveMessage(Duration.ofSeconds(5));
        assertThat(copy.current()).contains(held("ann", "flash crash", false));

        KIT.stop(desk);
        await(() -> assertThat(copy.current()).isEmpty());
    }

    @Test
    void shouldHoldTheDeskWhenTooManyRequestsOfTheNodeFail() {
        ActorRef<Command> desk = desk();
        DeskCopy copy = new DeskCopy(System::nanoTime, GOOD);
        ErrorRate errors = errors();
        watch(desk, copy, errors);
        for (int i = 0; i < ErrorRate.LEAST_REQUESTS; i++) {
            errors.count(true);
        }

        await(() -> assertThat(copy.current()).contains(held("node:a", "error_rate", true)));
        release(desk);
        await(() -> assertThat(copy.current()).contains(DeskState.FREE));

        assertThat(errors.breached())
                .as("an operator's release starts the count anew")
                .isFalse();
        assertThat(events()).hasSize(2);
    }
}
