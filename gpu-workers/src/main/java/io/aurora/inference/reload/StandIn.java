package io.aurora.inference.reload;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import io.aurora.inference.protocol.InferenceProtocol;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Hears of a node's lost devices. Where the node may do without them, a worker on the processor is started when the last one is lost, once,
 * so that its symbols do not run on the built-in forecaster for ever.
 */
public final class StandIn extends AbstractBehavior<StandIn.Lost> {
    private final int devices;
    private final Optional<Behavior<InferenceProtocol.Command>> processor;
    private final ModelsInForce inForce;
    private final ActorRef<ModelKeeper.Command> keeper;
    private final Set<ActorRef<InferenceProtocol.Command>> lost = new HashSet<>();

    /** The device of a worker is gone; may be told again. */
    public record Lost(ActorRef<InferenceProtocol.Command> worker) {}

    private StandIn(
            ActorContext<Lost> context,
            int devices,
            Optional<Behavior<InferenceProtocol.Command>> processor,
            ModelsInForce inForce,
            ActorRef<ModelKeeper.Command> keeper) {
        super(context);
        this.devices = devices;
        this.processor = processor;
        this.inForce = inForce;
        this.keeper = keeper;
    }

    /**
     * @param devices that the node begins with
     * @param processor the worker to start; absent where the node is to compute on its devices or not at all
     * @param keeper told which workers are the node's
     */
    public static Behavior<Lost> create(
            int devices,
            Optional<Behavior<InferenceProtocol.Command>> processor,
            ModelsInForce inForce,
            ActorRef<ModelKeeper.Command> keeper) {
        return Behaviors.setup(context -> new StandIn(context, devices, processor, inForce, keeper));
    }

    @Override
    public Receive<Lost> createReceive() {
        return newReceiveBuilder().onMessage(Lost.class, this::lost).build();
    }

    private Behavior<Lost> lost(Lost message) {
        if (lost.add(message.worker())) {
            keeper.tell(new ModelKeeper.Left(message.worker()));
            if (lost.size() == devices) {
                processor.ifPresent(this::start);
            }
        }
        return this;
    }

    private void start(Behavior<InferenceProtocol.Command> worker) {
        getContext().getLog().warn("the last device of this node is lost: inference goes on on the processor");
        inForce.onProcessor();
        keeper.tell(new ModelKeeper.Joined(
                getContext().getSystem().systemActorOf(worker, "inference-worker-processor", Props.empty())));
    }
}
