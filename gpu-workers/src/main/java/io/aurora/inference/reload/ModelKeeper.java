package io.aurora.inference.reload;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.actor.typed.receptionist.Receptionist;
import akka.cluster.ddata.Key;
import akka.cluster.ddata.LWWRegister;
import akka.cluster.ddata.LWWRegisterKey;
import akka.cluster.ddata.SelfUniqueAddress;
import akka.cluster.ddata.typed.javadsl.DistributedData;
import akka.cluster.ddata.typed.javadsl.Replicator;
import akka.cluster.ddata.typed.javadsl.ReplicatorMessageAdapter;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.SelfUp;
import akka.cluster.typed.Subscribe;
import io.aurora.inference.protocol.InferenceProtocol;
import io.aurora.inference.protocol.InferenceProtocol.ServeModels;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps this node on the models of its cluster. Up in the cluster, it asks all nodes for a choice made by a reload; where there is none
 * the settings' models are in force. A choice is in force on this node once its own workers have it open, so that no symbol adopts models
 * that nobody near serves; a node whose workers refuse it sends its requests to others.
 *
 * <p>A reload asks the workers of all nodes first and is told to the nodes only when each of them has the models open and warm: refused
 * models change nothing.
 */
public final class ModelKeeper extends AbstractBehavior<ModelKeeper.Command> {
    private static final Key<LWWRegister<ModelsChosen>> KEY = LWWRegisterKey.create("aurora-models");
    private static final Duration READ = Duration.ofSeconds(3);
    private static final Duration WRITE = Duration.ofSeconds(5);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final ReplicatorMessageAdapter<Command, LWWRegister<ModelsChosen>> replicator;
    private final TimerScheduler<Command> timers;
    private final ModelsInForce inForce;
    private final SelfUniqueAddress self;
    private final ReloadUnderWay reload = new ReloadUnderWay();
    private Set<ActorRef<InferenceProtocol.Command>> workers = Set.of();
    private Optional<ModelsChosen> newest = Optional.empty();

    /** To the keeper. */
    public sealed interface Command
            permits Reload,
                    Joined,
                    Left,
                    Up,
                    Read,
                    Known,
                    Changed,
                    Listed,
                    LoadedEverywhere,
                    LoadedHere,
                    Told,
                    Chosen {}

    /** Put other models in force in the whole cluster. */
    public record Reload(ModelsChosen chosen, ActorRef<Reply> replyTo) implements Command {}

    /** Answer to {@link Reload}, when they are in force on this node, or refused. */
    public sealed interface Reply permits InForce, Refused {}

    public record InForce(ModelsChosen chosen) implements Reply {}

    /** What was in force still is. */
    public record Refused(String reason) implements Reply {}

    /** One more worker of this node. */
    public record Joined(ActorRef<InferenceProtocol.Command> worker) implements Command {}

    /** A worker of this node can serve no models any more. */
    public record Left(ActorRef<InferenceProtocol.Command> worker) implements Command {}

    private record Up() implements Command {}

    private record Read() implements Command {}

    private record Known(Replicator.GetResponse<LWWRegister<ModelsChosen>> response) implements Command {}

    private record Changed(Replicator.SubscribeResponse<LWWRegister<ModelsChosen>> response) implements Command {}

    private record Listed(Receptionist.Listing listing) implements Command {}

    private record LoadedEverywhere(Loading.Outcome outcome) implements Command {}

    private record LoadedHere(Loading.Outcome outcome) implements Command {}

    private record Told(Replicator.UpdateResponse<LWWRegister<ModelsChosen>> response) implements Command {}

    /** The cluster's choice, after this node has told its own. */
    private record Chosen(Replicator.GetResponse<LWWRegister<ModelsChosen>> response) implements Command {}

    /**
     * @param inForce what the keeper writes; remembers the node's workers over a restart of the keeper as well
     */
    public static Behavior<Command> create(ModelsInForce inForce) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> DistributedData.withReplicatorMessageAdapter(
                (ReplicatorMessageAdapter<Command, LWWRegister<ModelsChosen>> replicator) ->
                        new ModelKeeper(context, timers, replicator, inForce))));
    }

    private ModelKeeper(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            ReplicatorMessageAdapter<Command, LWWRegister<ModelsChosen>> replicator,
            ModelsInForce inForce) {
        super(context);
        this.timers = timers;
        this.replicator = replicator;
        this.inForce = inForce;
        this.self = DistributedData.get(context.getSystem()).selfUniqueAddress();
        replicator.subscribe(KEY, Changed::new);
        context.getSystem()
                .receptionist()
                .tell(Receptionist.subscribe(
                        InferenceProtocol.KEY, context.messageAdapter(Receptionist.Listing.class, Listed::new)));
        Cluster.get(context.getSystem())
                .subscriptions()
                .tell(Subscribe.create(context.messageAdapter(SelfUp.class, up -> new Up()), SelfUp.class));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Up.class, message -> read())
                .onMessage(Read.class, message -> read())
                .onMessage(Known.class, this::known)
                .onMessage(Changed.class, this::changed)
                .onMessage(Reload.class, this::reload)
                .onMessage(Listed.class, this::listed)
                .onMessage(LoadedEverywhere.class, this::loadedEverywhere)
                .onMessage(Told.class, message -> told())
                .onMessage(Chosen.class, this::chosen)
                .onMessage(Joined.class, this::joined)
                .onMessage(Left.class, message -> left(message.worker()))
                .onMessage(LoadedHere.class, this::loadedHere)
                .build();
    }

    private Behavior<Command> read() {
        replicator.askGet(ask -> new Replicator.Get<>(KEY, new Replicator.ReadAll(READ), ask), Known::new);
        return this;
    }

    private Behavior<Command> known(Known message) {
        if (message.response() instanceof Replicator.GetSuccess<LWWRegister<ModelsChosen>> found) {
            adopt(found.get(KEY).getValue());
        } else if (message.response() instanceof Replicator.NotFound<LWWRegister<ModelsChosen>>) {
            if (newest.or(inForce::current).isEmpty()) {
                adopt(inForce.settings());
            }
        } else {
            getContext().getLog().warn("not every node says which models are in force; asking again");
            timers.startSingleTimer(new Read(), AGAIN);
        }
        return this;
    }

    private Behavior<Command> changed(Changed message) {
        if (message.response() instanceof Replicator.Changed<LWWRegister<ModelsChosen>> told) {
            adopt(told.get(KEY).getValue());
        }
        return this;
    }

    private void adopt(ModelsChosen chosen) {
        if (newest.or(inForce::current).filter(chosen::equals).isEmpty()) {
            newest = Optional.of(chosen);
            Loading.start(getContext(), chosen, inForce.own(), LoadedHere::new);
        }
    }

    /** The worker has begun with the models it found in force; those may be others by now. */
    private Behavior<Command> joined(Joined message) {
        inForce.own().add(message.worker());
        inForce.current()
                .ifPresent(chosen -> Loading.start(getContext(), chosen, Set.of(message.worker()), LoadedHere::new));
        return this;
    }

    private Behavior<Command> left(ActorRef<InferenceProtocol.Command> worker) {
        inForce.own().remove(worker);
        return this;
    }

    private Behavior<Command> loadedHere(LoadedHere message) {
        ModelsChosen chosen = message.outcome().chosen();
        if (newest.filter(chosen::equals).isEmpty()) {
            return this;
        }
        message.outcome()
                .refusal()
                .ifPresent(reason -> getContext()
                        .getLog()
                        .error("this node does not serve the cluster's models {}: {}", chosen.ids(), reason));
        inForce.set(chosen);
        inForce.own().forEach(worker -> worker.tell(new ServeModels(chosen.ids())));
        getContext().getLog().info("models in force: {}", chosen.ids());
        reload.inForce(chosen);
        return this;
    }

    private Behavior<Command> told() {
        reload.told();
        replicator.askGet(ask -> new Replicator.Get<>(KEY, Replicator.readLocal(), ask), Chosen::new);
        return this;
    }

    private Behavior<Command> chosen(Chosen message) {
        if (message.response() instanceof Replicator.GetSuccess<LWWRegister<ModelsChosen>> found) {
            reload.settledOn(found.get(KEY).getValue());
        }
        return this;
    }

    private Behavior<Command> reload(Reload message) {
        if (reload.any() || inForce.current().isEmpty()) {
            message.replyTo().tell(new Refused("a reload is under way, or the models in force are not known yet"));
            return this;
        }
        reload.begin(message);
        if (workers.isEmpty()) {
            reload.refused("no inference worker of the cluster answers");
        } else {
            Loading.start(getContext(), message.chosen(), workers, LoadedEverywhere::new);
        }
        return this;
    }

    private Behavior<Command> listed(Listed message) {
        workers = message.listing().getServiceInstances(InferenceProtocol.KEY);
        inForce.workers(workers.size());
        return this;
    }

    private Behavior<Command> loadedEverywhere(LoadedEverywhere message) {
        Loading.Outcome outcome = message.outcome();
        if (outcome.refusal().isPresent()) {
            ServeModels before = new ServeModels(inForce.current().orElseThrow().ids());
            outcome.workers().forEach(worker -> worker.tell(before));
            reload.refused(outcome.refusal().get());
            return this;
        }
        ModelsChosen chosen = outcome.chosen();
        replicator.askUpdate(
                ask -> new Replicator.Update<>(
                        KEY,
                        LWWRegister.create(self, chosen),
                        new Replicator.WriteAll(WRITE),
                        ask,
                        register -> register.withValue(self, chosen)),
                Told::new);
        return this;
    }
}
