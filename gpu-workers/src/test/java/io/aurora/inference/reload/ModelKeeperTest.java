package io.aurora.inference.reload;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.receptionist.Receptionist;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import com.typesafe.config.ConfigFactory;
import io.aurora.domain.inference.ModelIds;
import io.aurora.inference.ModelFolders;
import io.aurora.inference.protocol.InferenceProtocol;
import io.aurora.inference.protocol.InferenceProtocol.LoadModels;
import io.aurora.inference.protocol.InferenceProtocol.ModelsLoaded;
import io.aurora.inference.protocol.InferenceProtocol.ModelsRejected;
import io.aurora.inference.protocol.InferenceProtocol.ServeModels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Keepers in clusters of one and two nodes, over workers that remember what they were told. */
class ModelKeeperTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ModelsChosen SETTINGS = new ModelsChosen(ModelFolders.BUILT_IN, ModelIds.BUILT_IN, 1L);
    private static final ModelsChosen OTHER = chosen("b");
    private static final ModelsChosen THIRD = chosen("c");

    private final List<Node> nodes = new ArrayList<>();

    private static ModelsChosen chosen(String name) {
        return new ModelsChosen(
                new ModelFolders(Optional.of("models/" + name), Optional.empty()),
                new ModelIds(name.repeat(64), ModelIds.BIC),
                2L);
    }

    @AfterEach
    void close() {
        nodes.forEach(node -> node.kit.shutdownTestKit());
    }

    /** One node: a worker that loads what it is willing to, and the keeper. */
    private static final class Node {
        final ActorTestKit kit;
        final ModelsInForce inForce = new ModelsInForce(SETTINGS);
        final List<String> told = new CopyOnWriteArrayList<>();
        volatile Optional<String> refusal = Optional.empty();
        final ActorRef<ModelKeeper.Command> keeper;

        Node(Optional<Node> first) {
            kit = ActorTestKit.create(
                    "keepers",
                    ConfigFactory.parseString("akka.actor.provider = cluster\n"
                                    + "akka.remote.artery.canonical { hostname = \"127.0.0.1\", port = 0 }\n"
                                    + "akka.cluster { jmx.enabled = off, downing-provider-class = \"\" }\n"
                                    + "akka.loglevel = WARNING\n"
                                    + "akka.actor.allow-java-serialization = off")
                            .withFallback(ConfigFactory.load()));
            ActorRef<InferenceProtocol.Command> worker = kit.spawn(worker());
            kit.system().receptionist().tell(Receptionist.register(InferenceProtocol.KEY, worker));
            keeper = kit.spawn(ModelKeeper.create(inForce));
            keeper.tell(new ModelKeeper.Joined(worker));
            Cluster node = Cluster.get(kit.system());
            node.manager()
                    .tell(Join.create(first.map(other -> Cluster.get(other.kit.system()))
                            .orElse(node)
                            .selfMember()
                            .address()));
            await(() -> assertThat(node.selfMember().status()).isEqualTo(MemberStatus.up()));
        }

        private Behavior<InferenceProtocol.Command> worker() {
            return Behaviors.receive(InferenceProtocol.Command.class)
                    .onMessage(LoadModels.class, ask -> {
                        told.add("load " + ask.expected().student());
                        ask.replyTo()
                                .tell(
                                        refusal.isPresent()
                                                ? new ModelsRejected(refusal.get())
                                                : new ModelsLoaded(ask.expected()));
                        return Behaviors.same();
                    })
                    .onMessage(ServeModels.class, serve -> {
                        told.add("serve " + serve.inForce().student());
                        return Behaviors.same();
                    })
                    .build();
        }

        void await(Runnable assertion) {
            kit.createTestProbe().awaitAssert(PATIENCE, () -> {
                assertion.run();
                return null;
            });
        }

        void awaitInForce(ModelsChosen expected) {
            await(() -> assertThat(inForce.current()).contains(expected));
        }

        ModelKeeper.Reply reload(ModelsChosen wanted) {
            TestProbe<ModelKeeper.Reply> asker = kit.createTestProbe();
            keeper.tell(new ModelKeeper.Reload(wanted, asker.getRef()));
            return asker.receiveMessage(PATIENCE);
        }
    }

    private Node node() {
        Node node = new Node(nodes.isEmpty() ? Optional.empty() : Optional.of(nodes.get(0)));
        nodes.add(node);
        return node;
    }

    @Test
    void shouldPutTheSettingsModelsInForceWhenTheClusterHasNoOthers() {
        Node node = node();

        node.awaitInForce(SETTINGS);
        node.await(() -> assertThat(node.inForce.workers()).isEqualTo(1));
        assertThat(node.inForce.folders()).isEqualTo(ModelFolders.BUILT_IN);
    }

    @Test
    void shouldHaveEveryWorkerLoadBeforeAnyNodeChangesWhenModelsAreReloaded() {
        Node first = node();
        Node second = node();
        first.awaitInForce(SETTINGS);
        second.awaitInForce(SETTINGS);
        first.await(() -> assertThat(first.inForce.workers()).isEqualTo(2));

        assertThat(first.reload(OTHER)).isEqualTo(new ModelKeeper.InForce(OTHER));

        second.awaitInForce(OTHER);
        for (Node node : nodes) {
            node.await(() -> assertThat(node.told)
                    .containsSubsequence(
                            "load " + OTHER.ids().student(),
                            "serve " + OTHER.ids().student()));
        }
    }

    @Test
    void shouldKeepWhatIsInForceWhenOneWorkerOfTheClusterRefuses() {
        Node first = node();
        Node second = node();
        first.awaitInForce(SETTINGS);
        second.awaitInForce(SETTINGS);
        first.await(() -> assertThat(first.inForce.workers()).isEqualTo(2));
        second.refusal = Optional.of("sha256 must be ab");

        assertThat(first.reload(OTHER)).isEqualTo(new ModelKeeper.Refused("sha256 must be ab"));

        assertThat(first.inForce.current()).contains(SETTINGS);
        first.await(() -> assertThat(first.told).contains("serve ewma"));
        second.refusal = Optional.empty();
        assertThat(first.reload(THIRD)).isEqualTo(new ModelKeeper.InForce(THIRD));
    }

    @Test
    void shouldFollowItsClusterWhenANodeStartsAfterAReload() {
        Node first = node();
        first.awaitInForce(SETTINGS);
        first.await(() -> assertThat(first.inForce.workers()).isEqualTo(1));
        first.reload(OTHER);

        Node late = node();

        late.awaitInForce(OTHER);
        assertThat(late.told).doesNotContain("serve ewma");
        assertThat(late.inForce.folders()).isEqualTo(OTHER.folders());
    }

    @Test
    void shouldAnswerBothWhenTwoNodesReloadAtTheSameTimeAndTakeTheNextOne() {
        Node first = node();
        Node second = node();
        first.awaitInForce(SETTINGS);
        second.awaitInForce(SETTINGS);
        nodes.forEach(
                node -> node.await(() -> assertThat(node.inForce.workers()).isEqualTo(2)));
        TestProbe<ModelKeeper.Reply> one = first.kit.createTestProbe();
        TestProbe<ModelKeeper.Reply> two = second.kit.createTestProbe();

        first.keeper.tell(new ModelKeeper.Reload(OTHER, one.getRef()));
        second.keeper.tell(new ModelKeeper.Reload(THIRD, two.getRef()));

        ModelKeeper.Reply firstReply = one.receiveMessage(PATIENCE);
        ModelKeeper.Reply secondReply = two.receiveMessage(PATIENCE);
        assertThat(List.of(firstReply, secondReply)).hasAtLeastOneElementOfType(ModelKeeper.InForce.class);
        first.await(() -> assertThat(first.inForce.current()).isEqualTo(second.inForce.current()));
        assertThat(first.reload(chosen("d"))).isEqualTo(new ModelKeeper.InForce(chosen("d")));
        second.awaitInForce(chosen("d"));
    }

    @Test
    void shouldHaveAWorkerThatJoinsLaterLoadWhatIsInForceAndLeaveOutOneThatLeft() {
        Node node = node();
        node.awaitInForce(SETTINGS);
        node.await(() -> assertThat(node.inForce.workers()).isEqualTo(1));
        node.reload(OTHER);
        TestProbe<InferenceProtocol.Command> late = node.kit.createTestProbe();

        node.keeper.tell(new ModelKeeper.Joined(late.getRef()));

        LoadModels asked = (LoadModels) late.receiveMessage(PATIENCE);
        assertThat(asked.expected()).isEqualTo(OTHER.ids());
        asked.replyTo().tell(new ModelsLoaded(OTHER.ids()));
        assertThat(late.receiveMessage(PATIENCE)).isEqualTo(new ServeModels(OTHER.ids()));
        node.keeper.tell(new ModelKeeper.Left(late.getRef()));
        assertThat(node.reload(THIRD)).isEqualTo(new ModelKeeper.InForce(THIRD));
        late.expectNoMessage();
    }

    @Test
    void shouldTakeOneReloadAtATime() {
        Node node = node();
        node.awaitInForce(SETTINGS);
        node.await(() -> assertThat(node.inForce.workers()).isEqualTo(1));
        TestProbe<ModelKeeper.Reply> asker = node.kit.createTestProbe();

        node.keeper.tell(new ModelKeeper.Reload(OTHER, asker.getRef()));
        node.keeper.tell(new ModelKeeper.Reload(THIRD, asker.getRef()));

        assertThat(asker.receiveMessage(PATIENCE)).isInstanceOf(ModelKeeper.Refused.class);
        assertThat(asker.receiveMessage(PATIENCE)).isEqualTo(new ModelKeeper.InForce(OTHER));
    }
}
