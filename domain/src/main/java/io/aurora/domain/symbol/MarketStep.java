package io.aurora.domain.symbol;

import io.aurora.domain.market.Bar;
import io.aurora.domain.regime.AciEma;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The market as it stands with an offered bar, computed without changing any state.
 *
 * @param fills flat bars put in before it
 * @param reset whether the windows start anew with it
 * @param gap whether bars were missing before it
 * @param ready whether the features exist
 * @param features schema {@code features-v1}, 20 values; meaningless unless ready
 * @param ret1 log return of the bar, 0 for the first since a reset
 * @param rv60 realised volatility over 60 bars, log return
 * @param rvRatio log ratio of the 20-bar and the 60-bar realised volatility
 * @param ewmaSigma EWMA volatility, log return
 * @param aci ARMA crossbar index, absent where undefined
 * @param aciEma its average
 * @param trans transition flag
 */
public record MarketStep(
        List<Bar> fills,
        boolean reset,
        boolean gap,
        boolean ready,
        double[] features,
        double ret1,
        double rv60,
        double rvRatio,
        double ewmaSigma,
        OptionalDouble aci,
        AciEma aciEma,
        boolean trans) {
    public MarketStep {
        fills = List.copyOf(fills);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MarketStep that
                && fills.equals(that.fills)
                && reset == that.reset
                && gap == that.gap
                && ready == that.ready
                && Arrays.equals(features, that.features)
                && Double.compare(ret1, that.ret1) == 0
                && Double.compare(ewmaSigma, that.ewmaSigma) == 0
                && aci.equals(that.aci)
                && aciEma.equals(that.aciEma)
                && trans == that.trans;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(features);
    }
}
