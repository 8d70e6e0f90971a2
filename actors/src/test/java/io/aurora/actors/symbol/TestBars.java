package io.aurora.actors.symbol;

import io.aurora.domain.market.Bar;
import io.aurora.domain.symbol.Offer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Seeded one-minute bars of a random walk. */
public final class TestBars {
    public static final long MINUTE_MS = 60_000L;
    public static final long START_MS = 1_700_000_040_000L;
    private static final double VOLATILITY = 0.002;

    private TestBars() {}

    public static List<Offer> offers(String symbol, long seed, int count) {
        Random random = new Random(seed);
        List<Offer> offers = new ArrayList<>(count);
        double close = 100.0;
        for (int i = 0; i < count; i++) {
            double open = close;
            close = open * (1.0 + VOLATILITY * random.nextGaussian());
            double high = Math.max(open, close) * (1.0 + 0.0005 * random.nextDouble());
            double low = Math.min(open, close) * (1.0 - 0.0005 * random.nextDouble());
            long ts = START_MS + i * MINUTE_MS;
            offers.add(new Offer(
                    new Bar(symbol, ts, open, high, low, close, 1.0 + random.nextDouble()), true, ts + MINUTE_MS));
        }
        return offers;
    }
}
