package io.aurora.cluster.metrics;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.aurora.config.AuroraSettings;
import io.aurora.config.MetricsSettings;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import kamon.Kamon;
import kamon.prometheus.PrometheusReporter;

/**
 * Starts Kamon once per process. Its agent comes by {@code -javaagent}; without one Akka's and JDBC's metrics are missing and
 * everything else is there. No port is opened: the scrape is served by the node's own routes.
 */
public final class KamonSetup {
    private static final Object LOCK = new Object();
    private static final String REPORTER_CONFIG = "kamon.prometheus";

    /** Kamon is one per process, so what feeds on it is too. */
    private static PrometheusReporter reporter;

    private static int started;

    private KamonSetup() {}

    /**
     * Call before the actor system exists. Nodes that share a process, as in tests, share Kamon with the bounds of the first one: their
     * counters add up and their gauges overwrite each other.
     *
     * @param clock wall clock
     */
    public static NodeMetrics start(AuroraSettings settings, InstantSource clock) {
        synchronized (LOCK) {
            if (reporter == null) {
                Config config = config(settings.metrics());
                Kamon.initWithoutAttaching(config);
                reporter = new PrometheusReporter(REPORTER_CONFIG, config);
                Kamon.addReporter("aurora-scrape", reporter);
            }
            started++;
            Supplier<String> scrape = settings.metrics().enabled() ? new ScrapeText(reporter::scrapeData) : () -> "";
            NodeMetrics metrics = new NodeMetrics(settings, scrape, clock);
            metrics.publishEvery(settings.metrics().tick(), "aurora-gauges-" + started);
            return metrics;
        }
    }

    /** Kamon's configuration: its defaults, ours over them, and what is derived from the settings on top. */
    static Config config(MetricsSettings settings) {
        Map<String, Object> derived = new LinkedHashMap<>();
        derived.put("kamon.metric.tick-interval", settings.tick().toMillis() + " ms");
        Config overlay = ConfigFactory.parseMap(derived)
                .withValue(
                        "kamon.prometheus.buckets.custom",
                        ConfigFactory.parseMap(Map.of()).root());
        Map<String, Object> custom = new LinkedHashMap<>();
        HistogramBounds.of(settings.bounds())
                .forEach((metric, bounds) -> custom.put(metric.name(), recorded(metric, bounds)));
        return overlay.withValue(
                        "kamon.prometheus.buckets.custom", com.typesafe.config.ConfigValueFactory.fromMap(custom))
                .withFallback(ConfigFactory.parseResources("aurora-kamon.conf"))
                .withFallback(ConfigFactory.load());
    }

    /** Bounds as whole recorded numbers, so that dividing them gives exactly what was set. */
    private static List<Double> recorded(MetricSpec metric, List<Double> bounds) {
        List<Double> scaled = new ArrayList<>(bounds.size());
        bounds.forEach(bound -> scaled.add(metric.recorded(bound)));
        return scaled;
    }
}
