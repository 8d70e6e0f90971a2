package io.aurora.cluster.inference;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.Behaviors;
import io.aurora.cluster.cli.StartException;
import io.aurora.cluster.metrics.NodeMetrics;
import io.aurora.config.AuroraSettings;
import io.aurora.config.InferenceSettings;
import io.aurora.config.NodeSettings.Role;
import io.aurora.domain.inference.ModelIds;
import io.aurora.inference.EngineSource;
import io.aurora.inference.InferenceWorkers;
import io.aurora.inference.ModelFolders;
import io.aurora.inference.model.ModelFileException;
import io.aurora.inference.network.NetworkDevice;
import io.aurora.inference.neural.DeviceSource;
import io.aurora.inference.neural.Devices;
import io.aurora.inference.neural.FusedMultiplyAdd;
import io.aurora.inference.neural.ModelsAtHand;
import io.aurora.inference.neural.Processors;
import io.aurora.inference.protocol.InferenceProtocol;
import io.aurora.inference.reload.ModelKeeper;
import io.aurora.inference.reload.ModelsChosen;
import io.aurora.inference.reload.ModelsInForce;
import io.aurora.inference.reload.StandIn;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node's part of inference: one worker for each of its devices where it has the role {@code gpu}, the way to the workers of all nodes, and
 * the models in force.
 *
 * @param router to the workers of all nodes
 * @param inForce models in force
 * @param keeper who takes reloads
 * @param devices of this node; absent where it has no workers
 */
public record InferenceNode(
        ActorRef<InferenceProtocol.Command> router,
        ModelsInForce inForce,
        ActorRef<ModelKeeper.Command> keeper,
        Optional<Devices> devices) {
    private static final Logger LOG = LoggerFactory.getLogger(InferenceNode.class);

    /**
     * What is settled before anything of a node is started, so that it can be refused.
     *
     * @param devices where the node has workers
     * @param models of the settings, read in full
     */
    public record Plan(Optional<Devices> devices, ModelsChosen models) {}

    /**
     * Reads the settings' models and looks for the devices.
     *
     * @throws StartException where a model is refused, or a device is asked for that does not answer
     */
    public static Plan plan(AuroraSettings settings, Clock clock) {
        InferenceSettings inference = settings.inference();
        ModelFolders folders = new ModelFolders(inference.student(), inference.router());
        try {
            ModelIds ids = ModelsAtHand.ids(folders);
            Optional<Devices> devices = settings.node().roles().contains(Role.GPU)
                    ? Optional.of(Devices.choose(
                            inference.engine(), Devices::cuda, () -> Processors.fastest(inference.threads())))
                    : Optional.empty();
            devices.ifPresent(InferenceNode::tell);
            return new Plan(devices, new ModelsChosen(folders, ids, clock.millis()));
        } catch (ModelFileException e) {
            throw new StartException("aurora.inference.student or aurora.inference.router: " + e.getMessage(), e);
        } catch (Devices.NoDeviceException e) {
            throw new StartException(e.getMessage(), e);
        }
    }

    /** Once, at start: which engine and why. */
    private static void tell(Devices devices) {
        boolean cpu = devices.engine() == InferenceSettings.Engine.CPU;
        LOG.info(
                "inference engine: {} ({}){}",
                devices.engine().name().toLowerCase(Locale.ROOT),
                devices.why(),
                cpu ? ", " + Processors.kernels() : "");
        if (!FusedMultiplyAdd.isFast()) {
            LOG.warn("this processor has no fused multiply-add: models on it are very slow (same results)");
        }
    }

    /** Starts workers, router and keeper. */
    public static InferenceNode start(ActorSystem<?> system, AuroraSettings settings, Plan plan, NodeMetrics metrics) {
        ModelsInForce inForce = new ModelsInForce(plan.models());
        ActorRef<ModelKeeper.Command> keeper = system.systemActorOf(
                Behaviors.supervise(ModelKeeper.create(inForce)).onFailure(SupervisorStrategy.restart()),
                "models",
                Props.empty());
        plan.devices()
                .ifPresent(devices -> startWorkers(system, devices, inForce, settings.inference(), metrics, keeper));
        return new InferenceNode(
                system.systemActorOf(InferenceWorkers.router(), "inference", Props.empty()),
                inForce,
                keeper,
                plan.devices());
    }

    private static void startWorkers(
            ActorSystem<?> system,
            Devices devices,
            ModelsInForce inForce,
            InferenceSettings settings,
            NodeMetrics metrics,
            ActorRef<ModelKeeper.Command> keeper) {
        Optional<Behavior<InferenceProtocol.Command>> processor = standsIn(settings.engine(), devices)
                ? Optional.of(
                        worker(() -> Processors.fastest(settings.threads()), inForce, settings, metrics, worker -> {}))
                : Optional.empty();
        ActorRef<StandIn.Lost> standIn = system.systemActorOf(
                StandIn.create(devices.each().size(), processor, inForce, keeper), "inference-stand-in", Props.empty());
        for (int i = 0; i < devices.each().size(); i++) {
            keeper.tell(new ModelKeeper.Joined(system.systemActorOf(
                    worker(
                            devices.each().get(i),
                            inForce,
                            settings,
                            metrics,
                            worker -> standIn.tell(new StandIn.Lost(worker))),
                    "inference-worker-" + i,
                    Props.empty())));
        }
    }

    /** Whether the processor takes over when the last device is lost: where the settings leave the choice, and it is not the device. */
    static boolean standsIn(InferenceSettings.Engine asked, Devices devices) {
        return asked == InferenceSettings.Engine.AUTO && devices.engine() == InferenceSettings.Engine.CUDA;
    }

    private static Behavior<InferenceProtocol.Command> worker(
            Supplier<NetworkDevice> device,
            ModelsInForce inForce,
            InferenceSettings settings,
            NodeMetrics metrics,
            Consumer<ActorRef<InferenceProtocol.Command>> lost) {
        Supplier<EngineSource> reference = () -> new DeviceSource(Processors.reference());
        return InferenceWorkers.worker(
                () -> new DeviceSource(device.get()),
                inForce::folders,
                Optional.of(reference),
                settings,
                metrics.inferenceWorker(),
                lost);
    }

    /** Whether CUDA devices are this node's. */
    public boolean onCuda() {
        return devices.filter(found -> found.engine() == InferenceSettings.Engine.CUDA)
                .isPresent();
    }

    /** What this node computes on now, for people: {@code cuda}, {@code cpu}, or {@code none} where it has no worker. */
    String engine() {
        return devices.map(found -> inForce.isOnProcessor() ? InferenceSettings.Engine.CPU : found.engine())
                .map(engine -> engine.name().toLowerCase(Locale.ROOT))
                .orElse("none");
    }

    /** Why that, for people. */
    String why() {
        return devices.map(found ->
                        inForce.isOnProcessor() ? "every CUDA device is lost (" + found.why() + ")" : found.why())
                .orElse("");
    }

    /** Ids of the models in force; absent until this node knows them. */
    public Optional<ModelIds> models() {
        return inForce.current().map(ModelsChosen::ids);
    }
}
