package io.aurora.lab.risk;

import io.aurora.domain.acceptance.AcceptanceState;
import io.aurora.domain.symbol.Outcome;
import io.aurora.domain.symbol.SymbolEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of one symbol's certified intervals: for each settled forecast the return less its forecast, the half-width and the miscoverage
 * aimed at. Forecasts made in WARMUP are left out, for nothing is traded on them.
 */
public final class IntervalRecord {
    private final List<Settled> settled = new ArrayList<>();
    private Optional<SymbolEvent.BarDecided> before = Optional.empty();

    /**
     * A settled forecast, in log returns.
     *
     * @param timeMs start of the bar that settled it
     * @param residual return less its forecast
     * @param half half-width of the interval
     * @param alpha miscoverage aimed at, both sides together
     */
    record Settled(long timeMs, double residual, double half, double alpha) {}

    /** Takes the next decision of the symbol. */
    public void add(SymbolEvent.BarDecided decided) {
        if (decided.outcome().settled().isPresent()) {
            before.filter(made -> made.outcome().verdict().state() != AcceptanceState.WARMUP)
                    .ifPresent(made -> settle(made, decided));
        }
        before = decided.outcome().certified().isPresent() ? Optional.of(decided) : Optional.empty();
    }

    private void settle(SymbolEvent.BarDecided made, SymbolEvent.BarDecided now) {
        Outcome.IntervalForecast interval =
                made.outcome().certified().orElseThrow().forecast();
        double ret =
                StrictMath.log(now.inputs().bar().close() / made.inputs().bar().close());
        double half = interval.qHat() * interval.sigma() * interval.inflation();
        settled.add(new Settled(now.inputs().bar().tsMs(), ret - interval.yhat(), half, interval.alphaTarget()));
    }

    List<Settled> settled() {
        return settled;
    }

    public int size() {
        return settled.size();
    }
}
