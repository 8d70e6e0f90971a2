package io.aurora.cluster.metrics;

import io.aurora.actors.basket.BasketMetrics;
import io.aurora.actors.protocol.StrategistProtocol.Counts;
import io.aurora.actors.strategist.StrategistMetrics;
import io.aurora.actors.symbol.SymbolMetrics;
import io.aurora.actors.symbol.SymbolMetrics.Stages;
import io.aurora.config.AuroraSettings;
import io.aurora.config.LoadOptions;
import io.aurora.domain.acceptance.AcceptanceState;
import io.aurora.domain.acceptance.Guard;
import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.learning.TaskOutcome;
import io.aurora.domain.portfolio.RebalanceRule;
import io.aurora.domain.settings.Profile;
import io.aurora.inference.InferenceMetrics;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Tells known figures to every hook and prints the scrape; in a process of its own, since Kamon is one per process. */
final class RecordedScrape {
    /** Start of the newest bar; the reading is one bar later, so that a bar two bars older is stale. */
    private static final long BAR = 1_700_000_040_000L;

    static final long NOW = BAR + Figures.MINUTE;
    private static final long LONG_AGO = BAR - 60 * Figures.MINUTE;
    private static final String START = "--- scrape";

    static final AuroraSettings SETTINGS =
            AuroraSettings.load(LoadOptions.defaults().withOverrides("aurora.metrics.tick=100ms"));

    private RecordedScrape() {}

    /** The scrape of a process that has run {@link #main}. */
    static String ofAnotherProcess() throws IOException, InterruptedException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        RecordedScrape.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0 || !output.contains(START)) {
            throw new AssertionError(output);
        }
        return output.substring(output.indexOf(START) + START.length() + 1);
    }

    /** Prints the scrape after a line of its own. */
    public static void main(String[] args) throws InterruptedException {
        NodeMetrics metrics = KamonSetup.start(SETTINGS, () -> Instant.ofEpochMilli(NOW));
        try (NodeMetrics other = KamonSetup.start(SETTINGS, () -> Instant.ofEpochMilli(NOW))) {
            other.events().error("kafka");
        }
        Ticks ticks = Ticks.start();
        recordSymbols(metrics.symbols());
        recordNode(metrics);
        ManagementFactory.getMemoryMXBean().gc();
        metrics.publish();
        List<String> awaited = new ArrayList<>(MetricNames.jvmSeries());
        awaited.add("aurora_kafka_lag 17.0");
        // the other node of this process may have read its own gauges last
        awaited.add("aurora_kappa_plus -0.1");
        String text = ticks.scrapeWith(metrics, awaited.toArray(String[]::new));
        System.out.print(START + "\n" + text);
        System.out.flush();
        System.exit(0);
    }

    private static void recordSymbols(SymbolMetrics symbols) {
        Profile profile = SETTINGS.activeProfile();
        Stages stages = new Stages(2_000_000L, 0L, 40_000_000L, 21_000_000L, 3_000_000L);
        symbols.decided(
                profile,
                new Figures("A").kappaPlus(0.7).latencyMs(80.0).live(BAR, 0.5).view(),
                stages);
        symbols.decided(
                profile,
                new Figures("B")
                        .in(AcceptanceState.BLOCK, 30)
                        .cameFrom(AcceptanceState.DERISK)
                        .kappaPlus(-0.9)
                        .coverageEma(0.8)
                        .latencyMs(80.5)
                        .surprisal(1.95)
                        .gated(0.0, "guard_coverage", "decision")
                        .breach(Guard.COVERAGE, Guard.MISS_STREAK, Guard.LAG)
                        .fellBack(InferenceResult.Fallback.DEADLINE)
                        .latencyTrigger()
                        .live(BAR, 2.5)
                        .view(),
                stages);
        symbols.decided(
                profile,
                new Figures("C").in(AcceptanceState.WARMUP, 0).live(BAR, 0.0).view(),
                stages);
        symbols.decided(profile, new Figures("D").live(LONG_AGO, 0.0).view(), stages);
        symbols.decided(profile, new Figures("E").live(BAR, 0.0).view(), stages);
        symbols.stopped("E");
        symbols.changed(
                profile, new Figures("A").kappaPlus(0.7).held().live(BAR, 0.5).view());
        symbols.recovered(profile, new Figures("D").live(LONG_AGO, 0.0).view(), 0.25);
        symbols.turnedAway("A", SymbolMetrics.TurnedAway.REFUSED, "off_grid");
        symbols.turnedAway("A", SymbolMetrics.TurnedAway.DUPLICATE, "duplicate");
        symbols.snapshot(SymbolMetrics.SnapshotOp.SAVE, false);
        symbols.journalFailed("A");
    }

    private static void recordNode(NodeMetrics metrics) {
        InferenceMetrics worker = metrics.inferenceWorker();
        worker.batch(8, 1_500_000L);
        worker.queueDepth(3);
        worker.missed(InferenceMetrics.Miss.LOST);
        worker.compared(false);
        worker.device(true);
        worker.refit(1L, true);
        metrics.http().staleServed();
        metrics.http().request("/symbols/{s}/bars", 200, 4_000_000L);
        metrics.http().request("/symbols/{s}/bars", 503, 6_000_000L);
        recordLoop(metrics);
        metrics.baskets().optimised(RebalanceRule.Cause.STATE, BasketMetrics.Result.KEPT);
        metrics.baskets().shortfall("core", 0.0125);
        metrics.baskets().shortfall("gone", 0.5);
        metrics.baskets().left("gone");
        metrics.events().projectionLag("decision-0", 1.5);
        metrics.events().killSwitch("desk_hold", true);
        metrics.events().kafkaLag(17L);
    }

    private static void recordLoop(NodeMetrics metrics) {
        StrategistMetrics loop = metrics.strategist();
        loop.decided("akash", false);
        loop.decided("akash", true);
        loop.phase(StrategistMetrics.Phase.STORE, 2_000_000L);
        loop.learned(new TaskOutcome(42.0, 0.12, 0, true), 0.85);
        loop.learned(new TaskOutcome(900.0, 3.0, 3, false), -1.0);
        loop.duplicate();
        loop.expired(3);
        loop.tooLate();
        loop.epsilon("default", 0.1);
        loop.sizes("default", 3, new Counts(9, 4, 4, 2, 5, 1));
        loop.sizes("default", 4, new Counts(9, 4, 4, 7, 9, 6));
        loop.left("default", 4);
        loop.routed("router_timeout");
        metrics.psiRead(true);
        metrics.psiRead(false);
    }
}
