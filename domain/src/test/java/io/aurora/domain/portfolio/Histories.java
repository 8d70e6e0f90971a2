package io.aurora.domain.portfolio;

import io.aurora.domain.regime.Regime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/** Recorded bars for tests. */
final class Histories {
    static final MarketRegime CALM = new MarketRegime(Regime.AR, false);
    static final MarketRegime WILD = new MarketRegime(Regime.GARCH, true);

    private Histories() {}

    static RecordedBar bar(long hour, double close, Optional<MarketRegime> regime) {
        return new RecordedBar(hour * 3_600_000L, close, regime, OptionalDouble.empty());
    }

    /** Bars of {@code d} symbols with a common factor: every tenth bar is wild and moves five times as much. */
    static JointHistory market(long seed, int d, int bars) {
        SplittableRandom random = new SplittableRandom(seed);
        List<List<RecordedBar>> series = new ArrayList<>();
        for (int j = 0; j < d; j++) {
            series.add(new ArrayList<>());
        }
        double[] price = new double[d];
        java.util.Arrays.fill(price, 100.0);
        for (int i = 0; i < bars; i++) {
            boolean wild = i % 10 == 0;
            // the move into bar i follows the regime at bar i - 1
            double size = i % 10 == 1 ? 0.05 : 0.01;
            double factor = random.nextGaussian();
            for (int j = 0; j < d; j++) {
                price[j] *= StrictMath.exp(size * (0.5 * factor + (0.5 + 0.1 * j) * random.nextGaussian()));
                series.get(j).add(bar(i, price[j], Optional.of(wild ? WILD : CALM)));
            }
        }
        return JointHistory.of(series);
    }
}
