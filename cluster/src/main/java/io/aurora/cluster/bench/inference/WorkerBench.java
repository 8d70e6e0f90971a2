package io.aurora.cluster.bench.inference;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.ConfigFactory;
import io.aurora.cluster.bench.Percentiles;
import io.aurora.config.InferenceSettings;
import io.aurora.domain.inference.ModelIds;
import io.aurora.inference.InferenceMetrics;
import io.aurora.inference.InferenceWorkers;
import io.aurora.inference.ModelFolders;
import io.aurora.inference.neural.DeviceSource;
import io.aurora.inference.neural.Devices;
import io.aurora.inference.neural.ModelsAtHand;
import io.aurora.inference.neural.Processors;
import io.aurora.inference.protocol.InferenceProtocol;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Runs one worker as a node does, without symbols, store and HTTP, and loads it. */
public final class WorkerBench {
    private static final int DIGITS = 3;
    private static final long START_SECONDS = 60;

    private final InferenceSettings settings;
    private final ModelFolders folders;
    private final Histogram batches = new ConcurrentHistogram(DIGITS);
    private final Histogram device = new ConcurrentHistogram(DIGITS);
    private final CountDownLatch warm = new CountDownLatch(1);

    public WorkerBench(InferenceSettings settings, ModelFolders folders) {
        this.settings = settings;
        this.folders = folders;
    }

    /** What is asked for. */
    public record Load(int symbols, double rate, Duration warmUp, Duration time) {}

    /** Figures of one run. */
    public Map<String, Object> run(Load load) throws InterruptedException, TimeoutException {
        ModelIds models = ModelsAtHand.ids(folders);
        Devices devices =
                Devices.choose(settings.engine(), Devices::cuda, () -> Processors.fastest(settings.threads()));
        ActorSystem<Void> system = ActorSystem.create(
                Behaviors.empty(),
                "aurora-bench",
                ConfigFactory.parseString("akka.actor.provider = local").withFallback(ConfigFactory.load()));
        try {
            system.systemActorOf(
                    InferenceWorkers.worker(
                            () -> new DeviceSource(devices.each().get(0).get()),
                            () -> folders,
                            Optional.of(() -> new DeviceSource(Processors.reference())),
                            settings,
                            new Counting(),
                            lost -> {}),
                    "worker",
                    Props.empty());
            if (!warm.await(START_SECONDS, TimeUnit.SECONDS)) {
                throw new TimeoutException("the worker did not start within a minute");
            }
            ActorRef<InferenceProtocol.Command> router =
                    system.systemActorOf(InferenceWorkers.router(), "router", Props.empty());
            WorkerLoad asking = new WorkerLoad(
                    router, system.scheduler(), models, settings.deadline(), load.symbols(), load.rate());
            asking.run(load.warmUp(), load.time());
            return figures(devices, models, load, asking);
        } finally {
            system.terminate();
        }
    }

    private Map<String, Object> figures(Devices devices, ModelIds models, Load load, WorkerLoad asking) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("engine", devices.engine().name().toLowerCase(Locale.ROOT));
        figures.put("why", devices.why());
        figures.put("kernels", Processors.kernels());
        figures.put("student", models.student());
        figures.put("router", models.router());
        figures.put("symbols", load.symbols());
        figures.put("max_batch", settings.maxBatch());
        figures.put("warm_up_s", load.warmUp().toSeconds());
        figures.put("time_s", load.time().toSeconds());
        figures.putAll(asking.figures());
        figures.put("batches", batches.getTotalCount());
        figures.put("mean_batch", Percentiles.round(batches.getMean()));
        figures.put("largest_batch", batches.getMaxValue());
        figures.put("device_ms", Percentiles.of(device));
        return figures;
    }

    /** Batches and device times, warm-up included. */
    private final class Counting implements InferenceMetrics {
        @Override
        public void batch(int size, long deviceNanos) {
            batches.recordValue(size);
            device.recordValue(deviceNanos);
        }

        @Override
        public void device(boolean answers) {
            warm.countDown();
        }
    }
}
