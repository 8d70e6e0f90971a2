package io.aurora.actors.strategist;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import akka.persistence.testkit.PersistenceTestKitPlugin;
import akka.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import akka.persistence.testkit.javadsl.PersistenceTestKit;
import com.typesafe.config.ConfigFactory;
import io.aurora.actors.protocol.StrategistProtocol.Command;
import io.aurora.actors.protocol.StrategistProtocol.Decide;
import io.aurora.actors.protocol.StrategistProtocol.DecideReply;
import io.aurora.actors.protocol.StrategistProtocol.Decided;
import io.aurora.actors.protocol.StrategistProtocol.Learn;
import io.aurora.actors.protocol.StrategistProtocol.LearnReply;
import io.aurora.actors.protocol.StrategistProtocol.RouteCall;
import io.aurora.actors.protocol.StrategistProtocol.Task;
import io.aurora.config.ActorSettings;
import io.aurora.config.NodeSettings;
import io.aurora.config.PolicySettings;
import io.aurora.config.PsiSettings;
import io.aurora.config.RouterSettings;
import io.aurora.config.StrategistSettings;
import io.aurora.domain.learning.Exploration;
import io.aurora.domain.learning.Gate;
import io.aurora.domain.learning.PolicyTerms;
import io.aurora.domain.learning.PsiField;
import io.aurora.domain.learning.RecordedPartitionEvent;
import io.aurora.domain.learning.RewardTerms;
import io.aurora.domain.learning.StateKey;
import io.aurora.domain.learning.TaskContext;
import io.aurora.domain.learning.TaskOutcome;
import io.aurora.persistence.PersistenceIds;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Partitions on a cluster of one node over an in-memory journal, with what they are lent in the test's hands. */
public final class StrategistBench implements AutoCloseable {
    /** Partitions of the policy. */
    public static final int PARTITIONS = 4;

    public static final List<String> CANDIDATES = List.of("akash/A8", "aws/c5", "gcp/n2");

    private static final int MOST_OPEN = 40;
    private static final int DEDUPE = 40;

    public final ActorTestKit kit;
    public final PersistenceTestKit journal;
    public final AtomicLong nowMs = new AtomicLong(1_000_000L);
    /** What symbols say of themselves; replaced by tests. */
    public volatile Function<String, CompletionStage<Optional<Gate>>> gates =
            symbol -> CompletableFuture.completedFuture(Optional.empty());
    /** What the router says; replaced by tests. */
    public volatile Scoring scoring = (call, index) -> CompletableFuture.completedFuture(Scoring.Score.of(0.9));

    public final StrategistNode node;
    public final Partitions partitions;

    /** A bench whose policy explores with probability {@code epsilon}. */
    public StrategistBench(double epsilon) {
        kit = ActorTestKit.create(
                "strategist",
                ConfigFactory.parseString("akka.actor.provider = cluster\n"
                                + "akka.remote.artery.canonical { hostname = \"127.0.0.1\", port = 0 }\n"
                                + "akka.cluster { roles = [decisions], jmx.enabled = off }\n"
                                + "akka.loglevel = WARNING\n"
                                + "akka.log-dead-letters = off")
                        .withFallback(ConfigFactory.parseResources("io/aurora/persistence/store/store.conf")
                                .withOnlyPath("akka.actor"))
                        .withFallback(PersistenceTestKitPlugin.getInstance().config())
                        .withFallback(PersistenceTestKitSnapshotPlugin.config())
                        .withFallback(ConfigFactory.load()));
        journal = PersistenceTestKit.create(kit.system());
        Cluster cluster = Cluster.get(kit.system());
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        await(() -> {
            if (!cluster.selfMember().status().equals(MemberStatus.up())) {
                throw new AssertionError("not up yet");
            }
        });
        node = new StrategistNode(
                settings(epsilon),
                actorSettings(),
                () -> java.time.Instant.ofEpochMilli(nowMs.get()),
                System::nanoTime,
                () -> new Random(7L),
                (call, index) -> scoring.score(call, index),
                symbol -> gates.apply(symbol),
                StrategistMetrics.NONE);
        partitions = Partitions.start(kit.system(), node, nodeSettings());
    }

    public void await(Runnable assertion) {
        kit.createTestProbe().awaitAssert(Duration.ofSeconds(30), () -> {
            assertion.run();
            return null;
        });
    }

    public static PolicyTerms terms() {
        return new PolicyTerms(
                "default", PARTITIONS, 0.2, 0.92, List.of("eu", "us"), RewardTerms.DEFAULT, StateKey.FORM);
    }

    private static StrategistSettings settings(double epsilon) {
        TreeMap<String, PolicySettings> policies = new TreeMap<>();
        policies.put(
                "default",
                new PolicySettings(
                        terms(), new Exploration(epsilon, 0.0, 0.02), MOST_OPEN, Duration.ofDays(7), DEDUPE));
        return new StrategistSettings(
                policies,
                new RouterSettings(
                        Optional.empty(),
                        Duration.ofMillis(300),
                        Duration.ofMillis(140),
                        Duration.ofMillis(340),
                        5,
                        Duration.ofSeconds(10)),
                new PsiSettings(Optional.empty(), Duration.ofSeconds(5), Duration.ofMillis(50)),
                50);
    }

    private static ActorSettings actorSettings() {
        return new ActorSettings(
                16,
                50,
                2,
                100,
                100,
                Duration.ofSeconds(5),
                Duration.ofMillis(5),
                Duration.ofMillis(10),
                Duration.ofMillis(50));
    }

    /** A node alone. */
    public static NodeSettings nodeSettings() {
        return new NodeSettings(
                "aurora",
                0,
                List.of(NodeSettings.Role.DECISIONS),
                "127.0.0.1",
                0,
                0,
                List.of(),
                4,
                Duration.ofSeconds(2),
                Duration.ofSeconds(5));
    }

    /** A context whose state lies in partition {@code number}. */
    public static TaskContext contextIn(int number) {
        for (double cpu : new double[] {1, 4, 16, 64}) {
            for (double latency : new double[] {10, 30, 70, 200, 400}) {
                TaskContext context = new TaskContext(
                        OptionalDouble.of(cpu),
                        OptionalDouble.empty(),
                        OptionalDouble.of(latency),
                        Optional.of("eu"),
                        Optional.empty());
                if (terms().partitionOf(state(context)) == number) {
                    return context;
                }
            }
        }
        throw new IllegalStateException("no context lies in partition " + number);
    }

    public static String state(TaskContext context) {
        return StateKey.of(terms(), context, PsiField.NEUTRAL, CANDIDATES.size(), Optional.empty());
    }

    public static Task task(TaskContext context) {
        return new Task("task-1", context, PsiField.NEUTRAL, CANDIDATES, Optional.empty());
    }

    public static Decide decide(TaskContext context, ActorRef<DecideReply> replyTo) {
        return new Decide(terms(), task(context), Optional.empty(), state(context), replyTo);
    }

    public static Decide routed(TaskContext context, ActorRef<DecideReply> replyTo) {
        Task task = task(context);
        Task asking = new Task(
                task.taskId(),
                context,
                task.psi(),
                CANDIDATES,
                Optional.of(new RouteCall(List.of("{}", "{}", "{}"), "{}", 0L)));
        return new Decide(terms(), asking, Optional.empty(), state(context), replyTo);
    }

    public static TaskOutcome good() {
        return new TaskOutcome(42.0, 0.12, 0, true);
    }

    /** An answer that must come. */
    public static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    public Decided decided(int partition) {
        return (Decided) get(this.<DecideReply>ask(partition, replyTo -> decide(contextIn(partition), replyTo)));
    }

    public LearnReply learned(int partition, long trace, PsiField psi) {
        return get(this.<LearnReply>ask(partition, replyTo -> new Learn(trace, good(), psi, replyTo)));
    }

    public <R> CompletionStage<R> ask(int partition, Function<ActorRef<R>, Command> request) {
        return partitions.ask("default", partition, request);
    }

    /** Events of a partition, as stored. */
    public List<RecordedPartitionEvent> events(int partition) {
        return journal.persistedInStorage(PersistenceIds.partition("default", partition)).stream()
                .map(RecordedPartitionEvent.class::cast)
                .toList();
    }

    public <T> TestProbe<T> probe(Class<T> type) {
        return kit.createTestProbe(type);
    }

    @Override
    public void close() {
        kit.shutdownTestKit();
    }
}
