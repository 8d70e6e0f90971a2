package io.aurora.cluster.metrics;

import io.aurora.actors.basket.BasketMetrics;
import io.aurora.actors.strategist.StrategistMetrics;
import io.aurora.actors.symbol.SymbolMetrics;
import io.aurora.config.AuroraSettings;
import io.aurora.domain.learning.PsiSums;
import io.aurora.http.port.HttpMetrics;
import io.aurora.inference.InferenceMetrics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import kamon.Kamon;
import kamon.module.Module;
import kamon.module.ScheduledAction;
import scala.Option;

/**
 * The node's metrics: hooks for each part of it, and the scrape. Safe for use by many threads. Figures appear in the scrape one or two
 * readings after they were recorded.
 */
public final class NodeMetrics implements AutoCloseable {
    private final Supplier<String> scrape;
    private final InstantSource clock;
    private final SymbolGauges gauges;
    private final NodeEvents events = new NodeEvents();
    private final SymbolMetrics symbols;
    private final KamonInferenceMetrics inference;
    private final HttpMetrics http;
    private final BasketMetrics baskets = new KamonBasketMetrics();
    private final KamonStrategistMetrics strategist = new KamonStrategistMetrics();
    private final List<Runnable> readings = new CopyOnWriteArrayList<>();
    private final List<Module.Registration> modules = new CopyOnWriteArrayList<>();

    NodeMetrics(AuroraSettings settings, Supplier<String> scrape, InstantSource clock) {
        this.scrape = scrape;
        this.clock = clock;
        ProfileLabels labels = ProfileLabels.of(settings);
        this.gauges = new SymbolGauges(labels);
        this.symbols = new KamonSymbolMetrics(settings.metrics().budgets(), labels, gauges, events, clock);
        this.inference = new KamonInferenceMetrics(events);
        this.http = new KamonHttpMetrics(events);
        readings.add(() -> gauges.publish(clock.millis()));
        readings.add(strategist::publish);
    }

    /** Hooks of the symbols on this node. */
    public SymbolMetrics symbols() {
        return symbols;
    }

    /** Hooks of one more inference worker on this node. */
    public InferenceMetrics inferenceWorker() {
        return inference.worker();
    }

    /** Inference devices of this node that answer. */
    public int inferenceDevices() {
        return inference.devices();
    }

    /** Hooks of the decision loop on this node. */
    public StrategistMetrics strategist() {
        return strategist;
    }

    /** Hooks of the keeper of baskets, where this node has it. */
    public BasketMetrics baskets() {
        return baskets;
    }

    /** A reading of the psi field was answered, by a fresh value or not. */
    public void psiRead(boolean fresh) {
        strategist.psiRead(fresh);
    }

    /** This node's part of the psi field that is derived inside. */
    public PsiSums psiSums() {
        return gauges.psiSums(clock.millis());
    }

    /** Hooks of the HTTP front. */
    public HttpMetrics http() {
        return http;
    }

    /** Hooks of everything else. */
    public NodeEvents events() {
        return events;
    }

    /** Whether a symbol's actor runs on this node. */
    public boolean live(String symbol) {
        return gauges.contains(symbol);
    }

    /** The scrape in Prometheus' text format. */
    public String scrape() {
        return scrape.get();
    }

    /** Does {@code reading} before each reading of the metrics from now on; it must not block. */
    public void beforeReading(Runnable reading) {
        readings.add(reading);
    }

    /** Works out all gauges now. */
    void publish() {
        readings.forEach(Runnable::run);
    }

    void publishEvery(Duration tick, String name) {
        modules.add(Kamon.addScheduledAction(name, Option.empty(), new Publishing(this), tick));
    }

    @Override
    public void close() {
        modules.forEach(Module.Registration::cancel);
        modules.clear();
    }

    private record Publishing(NodeMetrics metrics) implements ScheduledAction {
        @Override
        public void run() {
            metrics.publish();
        }

        @Override
        public void stop() {}

        @Override
        public void reconfigure(com.typesafe.config.Config config) {}
    }
}
