package io.aurora.actors.symbol;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import akka.persistence.testkit.PersistenceTestKitPlugin;
import akka.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import akka.persistence.testkit.javadsl.PersistenceTestKit;
import com.typesafe.config.ConfigFactory;
import io.aurora.config.ActorSettings;
import io.aurora.config.NodeSettings;
import io.aurora.config.SymbolsSettings;
import io.aurora.domain.inference.ModelIds;
import io.aurora.domain.market.GapPolicy;
import io.aurora.domain.market.SymbolSpec;
import io.aurora.domain.settings.Profile;
import io.aurora.domain.settings.TestProfiles;
import io.aurora.inference.protocol.InferenceProtocol;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** A cluster of one node over an in-memory journal. */
final class SymbolCluster implements AutoCloseable {
    static final int IN_MEMORY = 4;

    final ActorTestKit kit;
    final PersistenceTestKit journal;
    final ShardedSymbols symbols;

    /** A node alone, which shuts down in good order. */
    SymbolCluster() {
        this("symbols", null, "on");
    }

    /** Joins {@code first}, or is the first one itself; ends without a word to the others. */
    SymbolCluster(String role, Cluster first) {
        this(role, first, "off");
    }

    private SymbolCluster(String role, Cluster first, String orderly) {
        kit = ActorTestKit.create(
                "cluster",
                ConfigFactory.parseString("akka.actor.provider = cluster\n"
                                + "akka.remote.artery.canonical { hostname = \"127.0.0.1\", port = 0 }\n"
                                + "akka.cluster { roles = [" + role + "], jmx.enabled = off, min-nr-of-members = 1,"
                                + " downing-provider-class = \"\", run-coordinated-shutdown-when-down = off }\n"
                                + "akka.coordinated-shutdown.run-by-actor-system-terminate = " + orderly + "\n"
                                + "akka.loglevel = WARNING\n"
                                + "akka.log-dead-letters = off")
                        .withFallback(ConfigFactory.parseResources("io/aurora/persistence/store/store.conf")
                                .withOnlyPath("akka.actor"))
                        .withFallback(PersistenceTestKitPlugin.getInstance().config())
                        .withFallback(PersistenceTestKitSnapshotPlugin.config())
                        .withFallback(ConfigFactory.load()));
        journal = PersistenceTestKit.create(kit.system());
        Cluster node = Cluster.get(kit.system());
        node.manager()
                .tell(Join.create((first == null ? node : first).selfMember().address()));
        await(() -> assertThat(node.selfMember().status()).isEqualTo(MemberStatus.up()));
        ActorRef<InferenceProtocol.Command> worker = kit.spawn(new FakeInference().behavior());
        Profile profile = TestProfiles.quiet();
        symbols = ShardedSymbols.start(kit.system(), lent(profile, worker), settings(), profile.holds());
        await(() -> assertThat(symbols.desk()).isPresent());
    }

    void await(Runnable assertion) {
        kit.createTestProbe().awaitAssert(Duration.ofSeconds(30), () -> {
            assertion.run();
            return null;
        });
    }

    private static SymbolNode lent(Profile profile, ActorRef<InferenceProtocol.Command> worker) {
        SymbolSpec defaults = new SymbolSpec(
                "defaults", TestBars.MINUTE_MS, GapPolicy.GRID, OptionalLong.empty(), profile.name(), 1.0);
        return new SymbolNode(
                new SymbolsSettings(true, defaults, new TreeMap<>()),
                new Profiles(Map.of(profile.name(), profile)),
                () -> Optional.of(ModelIds.BUILT_IN),
                new ActorSettings(
                        16,
                        50,
                        2,
                        100,
                        IN_MEMORY,
                        Duration.ofSeconds(5),
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(50)),
                Duration.ofSeconds(1),
                worker,
                InstantSource.system(),
                System::nanoTime,
                symbol -> Set.of("shard-0"),
                CheckpointSink.NONE,
                SymbolMetrics.NONE);
    }

    private static NodeSettings settings() {
        return new NodeSettings(
                "aurora",
                0,
                List.of(NodeSettings.Role.SYMBOLS),
                "127.0.0.1",
                0,
                0,
                List.of(),
                1,
                Duration.ofSeconds(2),
                Duration.ofSeconds(5));
    }

    /** The node is gone without a word to the others. */
    void cut() {
        kit.shutdownTestKit();
    }

    @Override
    public void close() {
        kit.shutdownTestKit();
    }
}
