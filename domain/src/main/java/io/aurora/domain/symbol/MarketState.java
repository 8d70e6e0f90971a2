package io.aurora.domain.symbol;

import io.aurora.domain.bytes.BytesReader;
import io.aurora.domain.bytes.BytesWriter;
import io.aurora.domain.features.FeatureSchema;
import io.aurora.domain.features.FeatureState;
import io.aurora.domain.forecast.EwmaState;
import io.aurora.domain.inference.RouterFit;
import io.aurora.domain.market.Bar;
import io.aurora.domain.regime.AciEma;
import io.aurora.domain.regime.AciIndex;
import io.aurora.domain.regime.TransitionState;
import io.aurora.domain.regime.TransitionStep;
import io.aurora.domain.settings.RegimeSettings;
import io.aurora.domain.statistics.RingBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * All of a symbol that is a function of its bars alone: features, EWMA volatility, returns, ARMA crossbar index and transitions. A
 * reset starts it anew. Mutable, owned by one symbol; {@link #step} only reads.
 */
final class MarketState {
    /** Returns kept beyond the fit window: a refit's returns are still here when its result is due, fills between included. */
    private static final int SPARE_RETURNS = 32;

    private final RegimeSettings settings;
    private final AciIndex index;
    private final double[] window;
    private FeatureState features = new FeatureState();
    private EwmaState ewma = EwmaState.empty();
    private RingBuffer returns;
    private long returnCount;
    private AciEma aciEma = AciEma.START;
    private TransitionState transition;

    MarketState(RegimeSettings settings) {
        this.settings = settings;
        this.index = new AciIndex(settings.aci());
        this.window = new double[settings.aci().window()];
        this.returns = new RingBuffer(capacity(settings));
        this.transition = new TransitionState(settings.trans().window());
    }

    private static int capacity(RegimeSettings settings) {
        return Math.max(settings.fitWindow(), settings.aci().window()) + SPARE_RETURNS;
    }

    long returnCount() {
        return returnCount;
    }

    /**
     * Reads: the market with {@code bar} added behind {@code fills}; absent where a figure of it leaves the range of doubles, as with
     * prices many orders of magnitude apart.
     */
    Optional<MarketStep> step(List<Bar> fills, Bar bar, boolean reset, boolean gap) {
        MarketState base = this;
        if (reset) {
            base = new MarketState(settings);
        } else if (!fills.isEmpty()) {
            base = copy();
            base.advance(fills);
        }
        return base.stepOne(fills, bar, reset, gap);
    }

    /** EWMA volatility so far; 0 before there are enough returns. */
    double ewmaSigma() {
        return sigmaOf(ewma);
    }

    private static double sigmaOf(EwmaState ewma) {
        return ewma.seeded() ? ewma.sigma() : 0.0;
    }

    private Optional<MarketStep> stepOne(List<Bar> fills, Bar bar, boolean reset, boolean gap) {
        FeatureState next = features.copy();
        next.push(bar);
        boolean first = features.bars() == 0;
        double ret = first ? 0.0 : next.ret1();
        double[] values = new double[FeatureSchema.DIMENSION];
        boolean ready = next.ready();
        if (ready) {
            next.features(values);
        }
        if (!Double.isFinite(ret) || !finite(values)) {
            return Optional.empty();
        }
        EwmaState nextEwma = first ? ewma : ewma.next(ret);
        OptionalDouble aci = first ? OptionalDouble.empty() : aciWith(ret);
        AciEma nextAci = aciEma.next(aci, settings.aci().emaFactor());
        boolean trans = transition.step().on();
        if (ready) {
            trans = transition
                    .preview(settings.trans(), nextAci.value(), next.rv20(), bar.volume(), next.momentum10())
                    .on();
        }
        return Optional.of(new MarketStep(
                fills,
                reset,
                gap,
                ready,
                values,
                ret,
                ready ? next.rv60() : 0.0,
                ready ? next.rvRatio() : 0.0,
                sigmaOf(nextEwma),
                aci,
                nextAci,
                trans));
    }

    private static boolean finite(double[] values) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    /** The index of the returns with {@code ret} added; reads but for scratch space. */
    private OptionalDouble aciWith(double ret) {
        int kept = window.length - 1;
        if (returns.size() < kept) {
            return OptionalDouble.empty();
        }
        for (int i = 0; i < kept; i++) {
            window[i] = returns.fromNewest(kept - 1 - i);
        }
        window[kept] = ret;
        return index.compute(window)
                ? OptionalDouble.of(index.value(settings.aci().ref()))
                : OptionalDouble.empty();
    }

    /** Adds filled bars, whose figures nobody recorded. */
    void advance(List<Bar> fills) {
        for (Bar fill : fills) {
            OptionalDouble aci = features.bars() == 0 ? OptionalDouble.empty() : aciWith(0.0);
            advance(fill, aci);
        }
    }

    /** Adds a bar whose index is known. */
    void advance(Bar bar, OptionalDouble aci) {
        boolean first = features.bars() == 0;
        features.push(bar);
        if (!first) {
            double ret = features.ret1();
            ewma = ewma.next(ret);
            returns.push(ret);
            returnCount++;
        }
        aciEma = aciEma.next(aci, settings.aci().emaFactor());
        if (features.ready()) {
            transition.push(settings.trans(), aciEma.value(), features.rv20(), bar.volume(), features.momentum10());
        }
    }

    /** The refit whose last return is number {@code atReturn}, where its returns are still kept. */
    Optional<RouterFit> fit(long atReturn) {
        int since = (int) (returnCount - atReturn);
        int size = settings.fitWindow();
        if (since + size > returns.size()) {
            return Optional.empty();
        }
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = returns.fromNewest(since + size - 1 - i);
        }
        return Optional.of(new RouterFit(atReturn, values));
    }

    /** The refit whose last return would be {@code ret}, the next one. */
    RouterFit fitWith(double ret) {
        int kept = settings.fitWindow() - 1;
        double[] values = new double[kept + 1];
        for (int i = 0; i < kept; i++) {
            values[i] = returns.fromNewest(kept - 1 - i);
        }
        values[kept] = ret;
        return new RouterFit(returnCount + 1, values);
    }

    MarketState copy() {
        MarketState copy = new MarketState(settings);
        copy.features = features.copy();
        copy.ewma = ewma;
        copy.returns = returns.copy();
        copy.returnCount = returnCount;
        copy.aciEma = aciEma;
        copy.transition = transition.copy();
        return copy;
    }

    /** The same market under other settings; shorter windows keep their newest values, longer ones fill up. */
    MarketState withSettings(RegimeSettings changed) {
        MarketState other = new MarketState(changed);
        other.features = features.copy();
        other.ewma = ewma;
        other.returns = returns.resized(capacity(changed));
        other.returnCount = returnCount;
        other.aciEma = aciEma;
        other.transition = transition.resized(changed.trans().window());
        return other;
    }

    /** Log return of the last bar. */
    double lastReturn() {
        return features.ret1();
    }

    /** Features of the last bar, 20 values. */
    double[] features() {
        double[] values = new double[FeatureSchema.DIMENSION];
        features.features(values);
        return values;
    }

    void write(BytesWriter to) {
        to.putDoubles(features.toArray())
                .putBoolean(ewma.seeded())
                .putDouble(ewma.variance())
                .putDoubles(returns.toArray())
                .putLong(returnCount)
                .putBoolean(aciEma.seeded())
                .putDouble(aciEma.index())
                .putDouble(aciEma.value());
        to.putBoolean(transition.step().on())
                .putInt(transition.step().age())
                .putDoubles(transition.rv20())
                .putDoubles(transition.volume())
                .putDoubles(transition.momentum10());
    }

    static MarketState read(BytesReader from, RegimeSettings settings) {
        MarketState state = new MarketState(settings);
        state.features = FeatureState.of(from.getDoubles());
        state.ewma = new EwmaState(from.getBoolean(), from.getDouble());
        state.returns = RingBuffer.of(capacity(settings), from.getDoubles());
        state.returnCount = from.getLong();
        state.aciEma = new AciEma(from.getBoolean(), from.getDouble(), from.getDouble());
        TransitionStep step = new TransitionStep(from.getBoolean(), from.getInt());
        state.transition = TransitionState.of(
                settings.trans().window(), from.getDoubles(), from.getDoubles(), from.getDoubles(), step);
        return state;
    }
}
