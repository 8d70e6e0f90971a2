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
import java.time.Clock;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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
        Set<ActorRef<InferenceProtocol.Command>> workers = new HashSet<>();
        plan.devices().ifPresent(devices -> {
            for (int i = 0; i < devices.each().size(); i++) {
                workers.add(system.systemActorOf(
                        worker(devices.each().get(i), inForce, settings.inference(), metrics),
                        "inference-worker-" + i,
                        Props.empty()));
            }
        });
        Behavior<ModelKeeper.Command> keeper =
                Behaviors.supervise(ModelKeeper.create(inForce, workers)).onFailure(SupervisorStrategy.restart());
        return new InferenceNode(
                system.systemActorOf(InferenceWorkers.router(), "inference", Props.empty()),
                inForce,
                system.systemActorOf(keeper, "models", Props.empty()),
                plan.devices());
    }

    private static Behavior<InferenceProtocol.Command> worker(
            Supplier<NetworkDevice> device, ModelsInForce inForce, InferenceSettings settings, NodeMetrics metrics) {
        Supplier<EngineSource> reference = () -> new DeviceSource(Processors.reference());
        return InferenceWorkers.worker(
                () -> new DeviceSource(device.get()),
                inForce::folders,
                Optional.of(reference),
                settings,
                metrics.inferenceWorker());
    }

    /** Whether CUDA devices are this node's. */
    public boolean onCuda() {
        return devices.filter(found -> found.engine() == InferenceSettings.Engine.CUDA)
                .isPresent();
    }

    /** Ids of the models in force; absent until this node knows them. */
    public Optional<ModelIds> models() {
        return inForce.current().map(ModelsChosen::ids);
    }
}
