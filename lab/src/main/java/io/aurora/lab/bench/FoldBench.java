package io.aurora.lab.bench;

import io.aurora.domain.audit.LocalForecaster;
import io.aurora.domain.inference.BuiltInForecaster;
import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.market.Bar;
import io.aurora.domain.market.GapPolicy;
import io.aurora.domain.market.SymbolSpec;
import io.aurora.domain.regime.RegimeProbabilities;
import io.aurora.domain.settings.Profile;
import io.aurora.domain.simulation.MarketSimulator;
import io.aurora.domain.simulation.Scenario;
import io.aurora.domain.symbol.Offer;
import io.aurora.domain.symbol.Preparation;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.domain.symbol.SymbolFold;
import io.aurora.domain.symbol.SymbolState;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Bars a second through prepare, forecast, decide and apply on one thread: features, conformal prediction, guards, state machine and
 * gating, with the EWMA forecaster. Bars are simulated before the clock starts; each series is folded from its first bar.
 */
public final class FoldBench {
    private static final long BAR_LENGTH_MS = 3_600_000L;
    private static final double NANOS_PER_S = TimeUnit.SECONDS.toNanos(1);
    private static final RegimeProbabilities GIVEN = new RegimeProbabilities(0.5, 0.3, 0.2);

    private final Profile profile;
    private final List<List<Offer>> series = new ArrayList<>();

    /** Where the regime's probabilities come from. */
    public enum Router {
        /** The same for every bar: the fold alone. */
        GIVEN,
        /** Fits of the BIC router, each computed in the bar that uses it. */
        BIC
    }

    /** Simulates the series. */
    public FoldBench(Profile profile, int seriesCount, int bars) {
        this.profile = profile;
        for (int i = 0; i < seriesCount; i++) {
            MarketSimulator market = MarketSimulator.of(name(i), i + 1L, Scenario.REGIME_SHIFT, 0L, BAR_LENGTH_MS);
            List<Offer> offers = new ArrayList<>(bars);
            for (int k = 0; k < bars; k++) {
                Bar bar = market.next();
                offers.add(new Offer(bar, true, bar.tsMs() + BAR_LENGTH_MS));
            }
            series.add(offers);
        }
    }

    /**
     * Rates of one run.
     *
     * @param perSecond bars a second by the clock
     * @param perCpuSecond bars a second of this thread's processor time: what a core of its own would give on a machine that does other
     *     work meanwhile; work of the collector's and compiler's threads is not in it
     */
    public record Rates(double perSecond, double perCpuSecond) {}

    /** Folds every series once. */
    public Rates run(Router router) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long cpuStarted = threads.getCurrentThreadCpuTime();
        long started = System.nanoTime();
        long bars = 0;
        for (int i = 0; i < series.size(); i++) {
            bars += fold(opened(i), series.get(i), router);
        }
        long nanos = System.nanoTime() - started;
        long cpuNanos = threads.getCurrentThreadCpuTime() - cpuStarted;
        return new Rates(bars * NANOS_PER_S / nanos, bars * NANOS_PER_S / cpuNanos);
    }

    /** A symbol of the first series after {@code bars} bars. */
    public SymbolState after(int bars) {
        SymbolState state = opened(0);
        fold(state, series.get(0).subList(0, Math.min(bars, series.get(0).size())), Router.GIVEN);
        return state;
    }

    private static long fold(SymbolState state, List<Offer> offers, Router router) {
        for (Offer offer : offers) {
            Preparation.Ready ready = (Preparation.Ready) SymbolFold.prepare(state, offer);
            Optional<InferenceResult> answer = ready.request().map(request -> {
                RegimeProbabilities probabilities = router == Router.GIVEN
                        ? GIVEN
                        : ready.fitDue().map(LocalForecaster::fitted).orElse(request.probabilities());
                return BuiltInForecaster.forecast(request.with(probabilities));
            });
            SymbolEvent.BarDecided decided = SymbolFold.decide(state, ready, answer, 0.0, offer.receivedAtMs());
            SymbolFold.apply(state, decided);
        }
        return offers.size();
    }

    private SymbolState opened(int i) {
        SymbolSpec spec =
                new SymbolSpec(name(i), BAR_LENGTH_MS, GapPolicy.GRID, OptionalLong.empty(), profile.name(), 1.0);
        return SymbolState.opened(SymbolFold.open(spec, profile, 0L));
    }

    private static String name(int i) {
        return "BENCH-" + (i + 1);
    }
}
