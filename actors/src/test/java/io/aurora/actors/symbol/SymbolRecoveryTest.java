package io.aurora.actors.symbol;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.japi.Pair;
import akka.persistence.testkit.SnapshotMeta;
import akka.persistence.testkit.javadsl.SnapshotTestKit;
import io.aurora.actors.protocol.SymbolProtocol.Command;
import io.aurora.actors.protocol.SymbolProtocol.Decided;
import io.aurora.actors.protocol.SymbolProtocol.Duplicate;
import io.aurora.actors.protocol.SymbolProtocol.Hold;
import io.aurora.actors.protocol.SymbolProtocol.HoldReply;
import io.aurora.actors.protocol.SymbolProtocol.Shown;
import io.aurora.actors.protocol.SymbolProtocol.Unavailable;
import io.aurora.domain.symbol.HashChain;
import io.aurora.domain.symbol.Offer;
import io.aurora.domain.symbol.RecordedEvent;
import io.aurora.domain.symbol.SymbolView;
import io.aurora.persistence.SymbolCheckpoint;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is stored is the symbol: recovery, failing stores, snapshots and checkpoints. */
class SymbolRecoveryTest {
    private static final String SYMBOL = "BTC-USDT";
    private static final String PID = SymbolActor.persistenceId(SYMBOL);
    private static final int BARS = 260;

    private final SymbolBench bench = new SymbolBench();
    private final List<Offer> offers = TestBars.offers(SYMBOL, 7L, BARS);

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void shouldGoOnToTheSameBitsWhenRestartedAtRandomBars() {
        ActorRef<Command> untouched = bench.spawn("ETH-USDT");
        bench.decideAll(untouched, TestBars.offers("ETH-USDT", 7L, BARS));
        long seed = 8L;
        Random random = new Random(seed);

        ActorRef<Command> actor = bench.spawn(SYMBOL);
        for (Offer offer : offers) {
            SymbolView before = bench.decide(actor, offer);
            if (random.nextInt(25) == 0) {
                actor = bench.restart(actor, SYMBOL);
                assertThat(bench.read(actor)).as("seed " + seed).isEqualTo(before);
            }
        }

        assertThat(bench.digest(SYMBOL)).as("seed " + seed).isEqualTo(bench.digest("ETH-USDT"));
        bench.await(() -> assertThat(bench.told.all).contains("recovered", "stopped"));
    }

    @Test
    void shouldHoldTheSameStateWhenReplayedFromItsEvents() {
        ActorRef<Command> actor = bench.spawn(SYMBOL);
        bench.decideAll(actor, offers);

        assertThat(bench.kept.all).extracting(SymbolCheckpoint::sequenceNr).containsExactly(100L, 200L);
        for (SymbolCheckpoint live : bench.kept.all) {
            SymbolEntity.Opened replayed = (SymbolEntity.Opened) bench.fold(SYMBOL, (int) live.sequenceNr());
            assertThat(replayed.checkpoint()).isEqualTo(live);
        }
    }

    @Test
    void shouldHoldTheSameStateWhenASnapshotAndTheTailAreReplayed() {
        ActorRef<Command> actor = bench.spawn(SYMBOL);
        bench.decideAll(actor, offers);
        bench.stop(actor);
        SnapshotTestKit snapshots = SnapshotTestKit.create(bench.kit.system());
        int events = bench.journal(SYMBOL).size();

        List<Pair<SnapshotMeta, Object>> stored = snapshots.persistedInStorage(PID);
        assertThat(stored).isNotEmpty();
        for (Pair<SnapshotMeta, Object> snapshot : stored) {
            SymbolEntity entity = new SnapshotCopies(bench.told).fromJournal(snapshot.second());
            for (RecordedEvent tail : bench.journal(SYMBOL).subList((int) entity.sequenceNr(), events)) {
                entity = entity.after(tail);
            }
            assertThat(entity).isEqualTo(bench.fold(SYMBOL, events));
        }
        bench.await(() -> assertThat(bench.told.all).contains("SAVE", "DELETE", "LOAD"));
    }

    @Test
    void shouldChainEveryEventToTheOneBefore() {
        ActorRef<Command> actor = bench.spawn(SYMBOL);
        bench.decideAll(actor, offers.subList(0, 100));
        actor = bench.restart(actor, SYMBOL);
        bench.decideAll(actor, offers.subList(100, 120));

        byte[] hash = HashChain.genesis();
        long sequenceNr = 0;
        for (RecordedEvent recorded : bench.journal(SYMBOL)) {
            hash = HashChain.next(hash, PID, ++sequenceNr, recorded.event());
            assertThat(recorded.hash()).as("event " + sequenceNr).isEqualTo(hash);
        }
        assertThat(sequenceNr).isEqualTo(121);
    }

    @Test
    void shouldAnswerDuplicateWhenTheAnswerWasLostAfterTheEventWasStored() {
        ActorRef<Command> actor = bench.spawn(SYMBOL);
        bench.decideAll(actor, offers.subList(0, 80));
        bench.send(actor, offers.get(80));
        bench.kit.createTestProbe().awaitAssert(Duration.ofSeconds(5), () -> {
            assertThat(bench.journal(SYMBOL)).hasSize(82);
            return null;
        });

        actor = bench.restart(actor, SYMBOL);

        assertThat(bench.offer(actor, offers.get(80))).isEqualTo(new Duplicate(false, bench.read(actor)));
        assertThat(bench.journal(SYMBOL)).hasSize(82);
    }

    @Test
    void shouldRecoverAndLoseNothingWhenTheStoreFails() {
        ActorRef<Command> untouched = bench.spawn("ETH-USDT");
        bench.decideAll(untouched, TestBars.offers("ETH-USDT", 7L, 100));
        ActorRef<Command> actor = bench.spawn(SYMBOL);
        bench.decideAll(actor, offers.subList(0, 80));

        bench.journal.failNextPersisted(PID);
        assertThat(bench.offer(actor, offers.get(80))).isEqualTo(new Unavailable("store"));
        assertThat(bench.read(actor).counts().accepted()).isEqualTo(80);
        bench.decideAll(actor, offers.subList(80, 90));
        bench.journal.failNextPersisted(PID);
        TestProbe<HoldReply> held = bench.kit.createTestProbe();
        actor.tell(new Hold("ann", "news", held.ref()));
        assertThat(held.receiveMessage()).isEqualTo(new Unavailable("store"));
        assertThat(bench.read(actor).hold()).isEmpty();
        bench.decideAll(actor, offers.subList(90, 100));

        assertThat(bench.digest(SYMBOL)).isEqualTo(bench.digest("ETH-USDT"));
        bench.await(() -> assertThat(bench.told.all).contains("journal-failed"));
    }

    @Test
    void shouldStopAndRecoverWhenTheStoreRejectsAnEvent() {
        ActorRef<Command> actor = bench.spawn(SYMBOL);
        bench.decideAll(actor, offers.subList(0, 10));

        bench.journal.rejectNextPersisted(PID);
        assertThat(bench.offer(actor, offers.get(10))).isEqualTo(new Unavailable("stopped"));

        ActorRef<Command> again = bench.spawn(SYMBOL);
        assertThat(bench.offer(again, offers.get(10))).isInstanceOf(Decided.class);
    }

    @Test
    void shouldRecoverFromWhatIsStoredWhenAnotherWriterWasFaster() {
        ActorRef<Command> stale = bench.spawn(SYMBOL);
        bench.decideAll(stale, offers.subList(0, 10));
        ActorRef<Command> faster = bench.spawn(SYMBOL);
        bench.decideAll(faster, offers.subList(10, 12));

        bench.journal.failNextPersisted(PID);
        assertThat(bench.offer(stale, offers.get(10))).isEqualTo(new Unavailable("store"));

        assertThat(bench.read(stale)).isEqualTo(bench.read(faster));
        assertThat(bench.offer(stale, offers.get(12))).isInstanceOf(Decided.class);
    }

    @Test
    void shouldFinishTheBarInFlightWhenToldToStop() {
        ActorRef<Command> actor = bench.spawn(SYMBOL);
        bench.decideAll(actor, offers.subList(0, 70));
        bench.inference.mood = FakeInference.Mood.SILENT;
        TestProbe<io.aurora.actors.protocol.SymbolProtocol.BarReply> inFlight = bench.send(actor, offers.get(70));
        TestProbe<io.aurora.actors.protocol.SymbolProtocol.BarReply> behind = bench.send(actor, offers.get(71));

        bench.stop(actor);

        assertThat(inFlight.receiveMessage()).isInstanceOf(Decided.class);
        assertThat(behind.receiveMessage()).isEqualTo(new Unavailable("moving"));
        assertThat(bench.journal(SYMBOL)).hasSize(72);
    }

    @Test
    void shouldLetGoOfTheBarWhenToldToStopAndInferenceNeverAnswers() {
        bench.withoutFallback();
        bench.askTimeout = Duration.ofMillis(30);
        ActorRef<Command> actor = bench.spawn(SYMBOL);
        bench.decideAll(actor, offers.subList(0, 70));
        bench.inference.mood = FakeInference.Mood.SILENT;
        var inFlight = bench.send(actor, offers.get(70));

        bench.stop(actor);

        assertThat(inFlight.receiveMessage()).isEqualTo(new Unavailable("moving"));
        assertThat(bench.read(bench.spawn(SYMBOL)).counts().accepted()).isEqualTo(70);
    }

    @Test
    void shouldAnswerHoldsOnceWhenTheSymbolIsHeldAlready() {
        ActorRef<Command> actor = bench.spawn(SYMBOL);
        bench.decide(actor, offers.get(0));
        TestProbe<HoldReply> probe = bench.kit.createTestProbe();

        actor.tell(new Hold("ann", "news", probe.ref()));
        Shown first = (Shown) probe.receiveMessage();
        actor.tell(new Hold("bob", "news", probe.ref()));

        assertThat(probe.receiveMessage()).isEqualTo(first);
        assertThat(bench.journal(SYMBOL)).hasSize(3);
    }
}
