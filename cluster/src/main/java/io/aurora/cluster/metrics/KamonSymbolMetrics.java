package io.aurora.cluster.metrics;

import io.aurora.actors.symbol.SymbolMetrics;
import io.aurora.config.MetricsSettings;
import io.aurora.domain.acceptance.AcceptanceState;
import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.settings.Profile;
import io.aurora.domain.symbol.Latch;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.domain.symbol.SymbolView;
import io.aurora.domain.symbol.Triggers;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import kamon.metric.Counter;

/**
 * Counts what happens to symbols. A decision costs some twenty increments and one write into a map, well below 10 µs, without locks.
 */
final class KamonSymbolMetrics implements SymbolMetrics {
    private static final double MS_PER_SECOND = 1000.0;
    private static final String DECIDED = "decided";

    private final ProfileLabels labels;
    private final SymbolGauges gauges;
    private final NodeEvents node;
    private final InstantSource clock;
    private final StageCells stages;
    private final Map<String, ProfileCells> profiles = new ConcurrentHashMap<>();
    private final Codes bars = new Codes(MetricNames.BARS, DECIDED, "duplicate", "late", "refused", "busy");
    private final Codes refused = new Codes(MetricNames.BARS_REFUSED);
    private final Codes triggers = new Codes(MetricNames.FALLBACK, "latency", "coverage", "kappa");
    private final Counter inferenceFallback = Instruments.counter(MetricNames.INFERENCE_FALLBACK);
    private final Instruments.Level lastBar = Instruments.gauge(MetricNames.LAST_BAR);
    private final Instruments.Spread recovery = Instruments.histogram(MetricNames.RECOVERY);

    KamonSymbolMetrics(
            MetricsSettings.Budgets budgets,
            ProfileLabels labels,
            SymbolGauges gauges,
            NodeEvents node,
            InstantSource clock) {
        this.labels = labels;
        this.gauges = gauges;
        this.node = node;
        this.clock = clock;
        this.stages = new StageCells(budgets);
        lastBar.set(clock.millis() / MS_PER_SECOND);
    }

    @Override
    public void decided(Profile profile, SymbolView view, Stages time) {
        Optional<SymbolFigures> before = gauges.put(profile, view);
        bars.increment(DECIDED);
        lastBar.set(clock.millis() / MS_PER_SECOND);
        stages.record(time);
        view.last().ifPresent(last -> decided(profile, last, before));
    }

    private void decided(Profile profile, SymbolEvent.BarDecided last, Optional<SymbolFigures> before) {
        last.inputs()
                .inference()
                .flatMap(InferenceResult::fallback)
                .filter(why -> why != InferenceResult.Fallback.TRIGGER)
                .ifPresent(why -> inferenceFallback.increment());
        turnedOn(
                before.map(SymbolFigures::triggers).orElse(Triggers.OFF),
                last.outcome().verdict().triggers());
        if (last.outcome().verdict().state() != AcceptanceState.WARMUP) {
            profiles.computeIfAbsent(labels.of(profile.name()), ProfileCells::new)
                    .decided(last.outcome(), last.inputs().latencyMs());
        }
    }

    private void turnedOn(Triggers before, Triggers after) {
        turnedOn("latency", before.latency(), after.latency());
        turnedOn("coverage", before.coverage(), after.coverage());
        turnedOn("kappa", before.kappa(), after.kappa());
        turnedOn("kappa_drop", before.kappaDrop(), after.kappaDrop());
    }

    private void turnedOn(String trigger, Latch before, Latch after) {
        if (after.active() && !before.active()) {
            triggers.increment(trigger);
        }
    }

    @Override
    public void changed(Profile profile, SymbolView view) {
        gauges.put(profile, view);
    }

    @Override
    public void turnedAway(String symbol, TurnedAway kind, String reason) {
        bars.increment(kind.code());
        if (kind == TurnedAway.REFUSED || kind == TurnedAway.BUSY || kind == TurnedAway.UNAVAILABLE) {
            refused.increment(reason);
        }
    }

    @Override
    public void inferenceMissed(String symbol, InferenceResult.Fallback why, boolean askedAgain) {
        if (why != InferenceResult.Fallback.TRIGGER) {
            node.error("inference");
        }
    }

    @Override
    public void recovered(Profile profile, SymbolView view, double seconds) {
        gauges.put(profile, view);
        recovery.record(seconds);
    }

    @Override
    public void stopped(String symbol) {
        gauges.remove(symbol);
    }

    @Override
    public void snapshot(SnapshotOp op, boolean success) {
        node.snapshot(op.name(), success);
    }

    @Override
    public void journalFailed(String symbol) {
        node.error("journal");
    }
}
