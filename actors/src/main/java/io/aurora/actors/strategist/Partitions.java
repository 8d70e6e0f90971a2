package io.aurora.actors.strategist;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.cluster.sharding.typed.ClusterShardingSettings;
import akka.cluster.sharding.typed.HashCodeMessageExtractor;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.Entity;
import akka.cluster.sharding.typed.javadsl.EntityRef;
import io.aurora.actors.cluster.Asks;
import io.aurora.actors.protocol.PolicyProtocol;
import io.aurora.actors.protocol.StrategistProtocol.Command;
import io.aurora.actors.protocol.StrategistProtocol.ReadValues;
import io.aurora.actors.protocol.StrategistProtocol.ValuesReply;
import io.aurora.config.NodeSettings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** The partitions and policies of the cluster by Cluster Sharding; nodes with the role {@code decisions} carry them. Thread-safe. */
public final class Partitions {
    private static final String ROLE = NodeSettings.Role.DECISIONS.name().toLowerCase(Locale.ROOT);

    private final ClusterSharding sharding;
    private final Duration timeout;
    private final Executor executor;

    /** Starts this node's part of the policies. */
    public static Partitions start(ActorSystem<?> system, StrategistNode node, NodeSettings settings) {
        Partitions partitions = new Partitions(system, node.actor().askTimeout());
        ClusterShardingSettings shards =
                ClusterShardingSettings.create(system).withRole(ROLE).withNoPassivationStrategy();
        partitions.sharding.init(
                Entity.of(PartitionActor.KEY, context -> PartitionActor.create(context.getEntityId(), node, partitions))
                        .withStopMessage(PartitionActor.stop())
                        .withMessageExtractor(new HashCodeMessageExtractor<>(settings.shards()))
                        .withSettings(shards));
        partitions.sharding.init(Entity.of(
                        PolicyActor.KEY,
                        context -> PolicyActor.create(context.getEntityId(), node.actor(), node.clock()))
                .withStopMessage(new PolicyProtocol.Stop())
                .withMessageExtractor(new HashCodeMessageExtractor<>(settings.shards()))
                .withSettings(shards));
        return partitions;
    }

    private Partitions(ActorSystem<?> system, Duration timeout) {
        this.sharding = ClusterSharding.get(system);
        this.executor = system.executionContext();
        this.timeout = timeout;
    }

    /** Asks a partition; no answer in time fails the stage. */
    public <R> CompletionStage<R> ask(String policy, int number, Function<ActorRef<R>, Command> request) {
        EntityRef<Command> partition =
                sharding.entityRefFor(PartitionActor.KEY, new PartitionName(policy, number).entityId());
        return Asks.dispatched(partition.ask(request::apply, timeout), executor);
    }

    /** Tells a partition; its answer goes where the request says. */
    void tell(String policy, int number, Command request) {
        sharding.entityRefFor(PartitionActor.KEY, new PartitionName(policy, number).entityId())
                .tell(request);
    }

    CompletionStage<ValuesReply> values(PartitionName owner, String state, List<String> candidates) {
        return ask(owner.policy(), owner.number(), replyTo -> new ReadValues(state, candidates, replyTo));
    }

    /** Asks a policy. */
    CompletionStage<PolicyProtocol.Terms> policy(
            String policy, Function<ActorRef<PolicyProtocol.Terms>, PolicyProtocol.Command> request) {
        return Asks.dispatched(sharding.entityRefFor(PolicyActor.KEY, policy).ask(request::apply, timeout), executor);
    }
}
