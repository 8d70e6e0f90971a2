package io.aurora.cluster.front;

import akka.actor.typed.ActorSystem;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import io.aurora.actors.symbol.Symbols;
import io.aurora.cluster.inference.InferenceNode;
import io.aurora.cluster.metrics.NodeMetrics;
import io.aurora.config.AuroraSettings;
import io.aurora.config.InferenceSettings;
import io.aurora.domain.inference.ModelIds;
import io.aurora.http.port.Health;
import io.aurora.http.port.Tails;
import io.aurora.persistence.readside.ReadSide;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Checks of a node: whether its store answers, its cluster membership stands and its parts keep their limits. */
final class NodeHealth implements Health {
    private static final double LEAST_FREE_HEAP = 0.05;
    private static final long STORE_SECONDS = 2;

    private final ActorSystem<?> system;
    private final AuroraSettings settings;
    private final Symbols symbols;
    private final InferenceNode inference;
    private final NodeMetrics metrics;
    private final BooleanSupplier loopWarm;
    private final ReadSide readSide;
    private final Tails tails;
    private final KafkaCheck kafka;
    private final Blocking blocking;

    /** Whether Kafka answers; true where it is off. */
    @FunctionalInterface
    interface KafkaCheck {
        boolean ok();
    }

    NodeHealth(
            ActorSystem<?> system,
            AuroraSettings settings,
            Symbols symbols,
            InferenceNode inference,
            NodeMetrics metrics,
            BooleanSupplier loopWarm,
            ReadSide readSide,
            Tails tails,
            KafkaCheck kafka,
            Blocking blocking) {
        this.system = system;
        this.settings = settings;
        this.symbols = symbols;
        this.inference = inference;
        this.metrics = metrics;
        this.loopWarm = loopWarm;
        this.readSide = readSide;
        this.tails = tails;
        this.kafka = kafka;
        this.blocking = blocking;
    }

    @Override
    public CompletionStage<Report> report() {
        return journal().thenCombine(blocking.call(kafka::ok), this::report);
    }

    private Report report(boolean journal, boolean kafkaOk) {
        Map<String, Check> checks = new LinkedHashMap<>();
        checks.put("model_loaded", model());
        checks.put("latency_ok", latency());
        checks.put("memory_ok", memory());
        checks.put("gpu_ok", gpu());
        checks.put("journal_ok", new Check(journal, true, journal ? "answers" : "does not answer"));
        checks.put("sharding_ok", new Check(member(), true, "member is " + status()));
        boolean off = !settings.kafka().enabled();
        checks.put(
                "kafka_ok",
                new Check(kafkaOk, !off, off ? "off" : settings.kafka().bootstrap()));
        return new Report(checks);
    }

    @Override
    public CompletionStage<List<String>> notReady() {
        return journal().thenApply(journal -> {
            List<String> reasons = new ArrayList<>();
            if (!journal) {
                reasons.add("the journal does not answer");
            }
            if (!member()) {
                reasons.add("not a member of the cluster yet: " + status());
            }
            if (symbols.desk().isEmpty()) {
                reasons.add("the desk's state is not known yet");
            }
            if (!loopWarm.getAsBoolean()) {
                reasons.add("the decision loop is starting");
            }
            if (inference.models().isEmpty()) {
                reasons.add("the models in force are not known yet");
            } else if (inference.inForce().workers() == 0) {
                reasons.add("no inference worker of the cluster answers");
            }
            return reasons;
        });
    }

    /** Models in force, and something that answers by them: this node's own workers where it has some. */
    private Check model() {
        Optional<ModelIds> models = inference.models();
        boolean answers = inference.devices().isEmpty() || metrics.inferenceDevices() > 0;
        String detail = models.map(ids -> "student " + ids.student() + ", router " + ids.router())
                .orElse("the models in force are not known yet");
        return new Check(
                models.isPresent() && answers,
                true,
                answers ? detail : detail + ", but no worker of this node answers");
    }

    private Check gpu() {
        boolean required = settings.inference().engine() == InferenceSettings.Engine.CUDA;
        if (!inference.onCuda()) {
            return new Check(!required, required, required ? "no worker on this node" : "not needed");
        }
        int devices = inference.devices().orElseThrow().each().size();
        int answering = inference.inForce().isOnProcessor() ? 0 : metrics.inferenceDevices();
        return new Check(answering == devices, required, answering + " of " + devices + " CUDA devices answer");
    }

    private Check latency() {
        double limit = settings.activeProfile().guards().latencyP95().hard();
        double p95 = tails.latencyP95Ms().orElse(0.0);
        return new Check(p95 <= limit, false, "p95 " + p95 + " ms, limit " + limit + " ms");
    }

    private static Check memory() {
        Runtime runtime = Runtime.getRuntime();
        double free = 1.0 - (runtime.totalMemory() - runtime.freeMemory()) / (double) runtime.maxMemory();
        return new Check(free >= LEAST_FREE_HEAP, true, Math.round(100 * free) + " % of the heap free");
    }

    private CompletionStage<Boolean> journal() {
        return blocking.call(readSide::projectedUpTo)
                .thenApply(any -> true)
                .toCompletableFuture()
                .completeOnTimeout(false, STORE_SECONDS, TimeUnit.SECONDS)
                .exceptionally(failure -> false);
    }

    private boolean member() {
        return Cluster.get(system).selfMember().status().equals(MemberStatus.up());
    }

    private String status() {
        return Cluster.get(system).selfMember().status().toString();
    }
}
