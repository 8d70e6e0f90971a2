package io.aurora.domain.features;

import io.aurora.domain.market.Bar;
import java.util.Random;

/** A seeded market with calm, wild, flat, silent and closed-range stretches. */
final class SeededBars {
    private SeededBars() {}

    static Bar[] market(long seed, int n) {
        Random random = new Random(seed);
        Bar[] bars = new Bar[n];
        double close = 100.0;
        int mood = 0;
        for (int i = 0; i < n; i++) {
            if (i % 97 == 0) {
                mood = random.nextInt(6);
            }
            double open = close;
            double jump = random.nextInt(200) == 0 ? 0.1 * random.nextGaussian() : 0.0;
            // pulled back to 100, or a million bars would leave the range of prices
            double pull = 1e-3 * StrictMath.log(100.0 / close);
            close = mood == 1 ? open : open * StrictMath.exp(jump + pull + scale(mood) * random.nextGaussian());
            double spread = mood <= 2 ? 0.0 : 0.002 * random.nextDouble();
            double volume = mood == 3 ? 0.0 : mood == 4 ? 7.5 : 50.0 * random.nextDouble();
            double high = Math.max(open, close) * (1.0 + spread);
            bars[i] =
                    new Bar("SIM-USD", 60_000L * i, open, high, Math.min(open, close) * (1.0 - spread), close, volume);
        }
        return bars;
    }

    private static double scale(int mood) {
        return mood == 5 ? 0.02 : 0.001;
    }
}
