package io.aurora.cluster.metrics;

import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.regime.Regime;
import io.aurora.domain.regime.RegimeProbabilities;
import io.aurora.domain.symbol.Outcome;
import io.aurora.domain.symbol.Triggers;
import java.util.Locale;
import java.util.OptionalDouble;

/** Gauges over all symbols of the node, whatever their profile: one object per reading. */
final class NodeGauges {
    private final Means kappaPlus = new Means();
    private final Means uState = new Means();
    private final Means uModel = new Means();
    private final Means uForecast = new Means();
    private final Means bcc = new Means();
    private final Means coverage = new Means();
    private final Means aci = new Means();
    private final Means[] regimes = {new Means(), new Means(), new Means()};
    private int loaded;
    private int stale;
    private int held;
    private int latency;
    private int coverageTrigger;
    private int kappa;
    private int kappaDrop;

    void add(SymbolFigures symbol, long nowMs) {
        loaded++;
        stale += symbol.stale(nowMs) ? 1 : 0;
        held += symbol.view().hold().isPresent() ? 1 : 0;
        Triggers triggers = symbol.triggers();
        latency += triggers.latency().active() ? 1 : 0;
        coverageTrigger += triggers.coverage().active() ? 1 : 0;
        kappa += triggers.kappa().active() ? 1 : 0;
        kappaDrop += triggers.kappaDrop().active() ? 1 : 0;
        if (symbol.live(nowMs)) {
            symbol.outcome().ifPresent(outcome -> addLive(symbol, outcome));
        }
    }

    private void addLive(SymbolFigures symbol, Outcome outcome) {
        aci.add(outcome.market().aciEma());
        symbol.view().conformal().coverageEmpirical().ifPresent(coverage::add);
        outcome.certified().map(Outcome.Certified::scores).ifPresent(scores -> {
            kappaPlus.add(scores.kappaPlus());
            uState.add(scores.uState());
            uModel.add(scores.uModel());
            uForecast.add(scores.uForecast());
            bcc.add(scores.bcc());
        });
        symbol.view()
                .last()
                .flatMap(last -> last.inputs().inference())
                .map(InferenceResult::probabilities)
                .map(RegimeProbabilities::toArray)
                .ifPresent(this::addRegimes);
    }

    private void addRegimes(double[] probabilities) {
        for (int i = 0; i < regimes.length; i++) {
            regimes[i].add(probabilities[i]);
        }
    }

    void publish() {
        Instruments.gauge(MetricNames.SYMBOLS_LOADED).set(loaded);
        Instruments.gauge(MetricNames.SYMBOLS_STALE).set(stale);
        Instruments.gauge(MetricNames.KILL_SWITCH, "hold").set(held);
        Instruments.gauge(MetricNames.KILL_SWITCH, "kappa_drop").set(kappaDrop);
        Instruments.gauge(MetricNames.FALLBACK_ACTIVE, "latency").set(latency);
        Instruments.gauge(MetricNames.FALLBACK_ACTIVE, "coverage").set(coverageTrigger);
        Instruments.gauge(MetricNames.FALLBACK_ACTIVE, "kappa").set(kappa);
        set(Instruments.gauge(MetricNames.KAPPA_PLUS), kappaPlus.mean());
        set(Instruments.gauge(MetricNames.KAPPA_COMPONENT, "u_state"), uState.mean());
        set(Instruments.gauge(MetricNames.KAPPA_COMPONENT, "u_model"), uModel.mean());
        set(Instruments.gauge(MetricNames.KAPPA_COMPONENT, "u_forecast"), uForecast.mean());
        set(Instruments.gauge(MetricNames.KAPPA_COMPONENT, "bcc"), bcc.mean());
        set(Instruments.gauge(MetricNames.COVERAGE_RATE), coverage.mean());
        set(Instruments.gauge(MetricNames.ACI), aci.mean());
        for (Regime regime : Regime.values()) {
            String name = regime.name().toLowerCase(Locale.ROOT);
            set(Instruments.gauge(MetricNames.REGIME, name), regimes[regime.ordinal()].mean());
        }
    }

    /** Shows the value, or that there is none. */
    static void set(Instruments.Level gauge, OptionalDouble value) {
        if (value.isPresent()) {
            gauge.set(value.getAsDouble());
        } else {
            gauge.clear();
        }
    }
}
