package io.aurora.actors.symbol;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.persistence.testkit.PersistenceTestKitPlugin;
import akka.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import akka.persistence.testkit.javadsl.PersistenceTestKit;
import com.typesafe.config.ConfigFactory;
import io.aurora.actors.protocol.SymbolProtocol.BarReply;
import io.aurora.actors.protocol.SymbolProtocol.Command;
import io.aurora.actors.protocol.SymbolProtocol.Decided;
import io.aurora.actors.protocol.SymbolProtocol.OfferBar;
import io.aurora.actors.protocol.SymbolProtocol.Read;
import io.aurora.actors.protocol.SymbolProtocol.ReadReply;
import io.aurora.actors.protocol.SymbolProtocol.Shown;
import io.aurora.config.ActorSettings;
import io.aurora.config.SymbolsSettings;
import io.aurora.domain.inference.ModelIds;
import io.aurora.domain.market.GapPolicy;
import io.aurora.domain.market.SymbolSpec;
import io.aurora.domain.settings.Profile;
import io.aurora.domain.settings.TestProfiles;
import io.aurora.domain.symbol.DecisionDigest;
import io.aurora.domain.symbol.Offer;
import io.aurora.domain.symbol.RecordedEvent;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.domain.symbol.SymbolView;
import io.aurora.inference.protocol.InferenceProtocol;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** Symbols over an in-memory journal, with a worker and a clock of our own. */
final class SymbolBench implements AutoCloseable {
    static final long NOW_MS = 1_800_000_000_000L;

    final ActorTestKit kit;
    final PersistenceTestKit journal;
    final TestProbe<ClusterSharding.ShardCommand> shard;
    final FakeInference inference;
    final Kept kept = new Kept();
    final Told told = new Told();
    private final ActorRef<InferenceProtocol.Command> worker;
    private final AtomicLong nanos = new AtomicLong();

    Profile profile = TestProfiles.quiet();
    /** Models in force; null where the node does not know them. */
    volatile ModelIds models = ModelIds.BUILT_IN;

    boolean autoCreate = true;
    int stashLimit = 4;
    int snapshotEvery = 50;
    Duration deadline = Duration.ofMillis(300);
    Duration askTimeout = Duration.ofSeconds(3);

    SymbolBench() {
        this(new FakeInference());
    }

    SymbolBench(FakeInference inference) {
        this.inference = inference;
        this.kit = ActorTestKit.create(
                ConfigFactory.parseString("akka.loglevel = WARNING\n" + "akka.log-dead-letters = off")
                        .withFallback(ConfigFactory.parseResources("io/aurora/persistence/store/store.conf")
                                .withOnlyPath("akka.actor"))
                        .withFallback(PersistenceTestKitPlugin.getInstance().config())
                        .withFallback(PersistenceTestKitSnapshotPlugin.config())
                        .withFallback(ConfigFactory.load()));
        this.journal = PersistenceTestKit.create(kit.system());
        this.shard = kit.createTestProbe();
        this.worker = kit.spawn(inference.behavior());
    }

    SymbolNode node() {
        SymbolSpec defaults = new SymbolSpec(
                "defaults", TestBars.MINUTE_MS, GapPolicy.GRID, OptionalLong.empty(), profile.name(), 1.0);
        return new SymbolNode(
                new SymbolsSettings(autoCreate, defaults, new TreeMap<>()),
                new Profiles(Map.of(profile.name(), profile)),
                () -> Optional.ofNullable(models),
                new ActorSettings(
                        stashLimit,
                        snapshotEvery,
                        2,
                        snapshotEvery * 2,
                        100,
                        askTimeout,
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(50)),
                deadline,
                worker,
                () -> Instant.ofEpochMilli(NOW_MS),
                () -> nanos.addAndGet(1_000L),
                symbol -> Set.of("shard-0"),
                kept,
                told);
    }

    ActorRef<Command> spawn(String symbol) {
        return kit.spawn(SymbolActor.create(symbol, node(), shard.ref()));
    }

    void stop(ActorRef<Command> actor) {
        TestProbe<Object> watcher = kit.createTestProbe();
        actor.tell(SymbolActor.stop());
        watcher.expectTerminated(actor, Duration.ofSeconds(10));
    }

    BarReply offer(ActorRef<Command> actor, Offer offer) {
        TestProbe<BarReply> probe = kit.createTestProbe();
        actor.tell(new OfferBar(offer, probe.ref()));
        return probe.receiveMessage(Duration.ofSeconds(10));
    }

    SymbolView decide(ActorRef<Command> actor, Offer offer) {
        BarReply reply = offer(actor, offer);
        if (reply instanceof Decided decided) {
            return decided.view();
        }
        throw new AssertionError("not decided: " + reply + " for " + offer);
    }

    void decideAll(ActorRef<Command> actor, List<Offer> offers) {
        offers.forEach(offer -> decide(actor, offer));
    }

    SymbolView read(ActorRef<Command> actor) {
        TestProbe<ReadReply> probe = kit.createTestProbe();
        actor.tell(new Read(probe.ref()));
        return ((Shown) probe.receiveMessage(Duration.ofSeconds(10))).view();
    }

    List<RecordedEvent> journal(String symbol) {
        return journal.persistedInStorage(SymbolActor.persistenceId(symbol)).stream()
                .map(RecordedEvent.class::cast)
                .toList();
    }

    /** Sends a bar without waiting for its answer. */
    TestProbe<BarReply> send(ActorRef<Command> actor, Offer offer) {
        TestProbe<BarReply> probe = kit.createTestProbe();
        actor.tell(new OfferBar(offer, probe.ref()));
        return probe;
    }

    /** The actor is gone as by a crash; another one recovers from what is stored. */
    ActorRef<Command> restart(ActorRef<Command> actor, String symbol) {
        kit.stop(actor, Duration.ofSeconds(10));
        return spawn(symbol);
    }

    /** The profile without fall-back, as in {@code replay}. */
    void withoutFallback() {
        profile = TestSettings.fallback(profile, false);
    }

    String digest(String symbol) {
        DecisionDigest digest = new DecisionDigest();
        journal(symbol).stream()
                .map(RecordedEvent::event)
                .filter(SymbolEvent.BarDecided.class::isInstance)
                .map(SymbolEvent.BarDecided.class::cast)
                .forEach(digest::add);
        return digest.hex();
    }

    /** Fold of the journal's first events. */
    SymbolEntity fold(String symbol, int events) {
        SymbolEntity entity = new SymbolEntity.Unopened();
        for (RecordedEvent recorded : journal(symbol).subList(0, events)) {
            entity = entity.after(recorded);
        }
        return entity;
    }

    @Override
    public void close() {
        kit.shutdownTestKit();
    }

    /** What an actor tells besides its answer may come a moment after it. */
    void await(Runnable assertion) {
        kit.createTestProbe().awaitAssert(Duration.ofSeconds(10), () -> {
            assertion.run();
            return null;
        });
    }
}
