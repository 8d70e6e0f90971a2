package io.aurora.domain.simulation;

import io.aurora.domain.market.Bar;
import org.apache.commons.math3.util.FastMath;

/**
 * A bar around one step of a {@link ReturnPath}. It opens at the last close. High and low have the exact law of the highest and
 * the lowest point of a Brownian bridge from open to close with the bar's variance v: {@code (a + b + sqrt((b - a)^2 - 2 v ln
 * U)) / 2} and its mirror image (Karatzas and Shreve, Brownian Motion and Stochastic Calculus, section 4.3.C); each is drawn
 * alone, their joint law is not that of a bridge. Volume is log-normal around a base that grows with the bar's volatility and with
 * the size of its shock. Prices are rounded to a tick of at most 1e-7 of the starting price and are at least one tick; the high is
 * never below, the low never above open and close.
 */
final class BarShape {
    private static final int HIGH = 4;
    private static final int LOW = 5;
    private static final int VOLUME = 6;
    private static final double TICKS_PER_START_PRICE = 1e7;
    private static final double VOLUME_STEPS = 1e4;
    private static final double MINUTE_MS = 60_000.0;
    private static final double YEAR_MS = 365.25 * 86_400_000.0;
    /** Turnover of a minute at the scenario's volatility, in quote currency. */
    private static final double MINUTE_TURNOVER = 50_000.0;
    /** Spread of the log volume that nothing explains. */
    private static final double VOLUME_LOG_SD = 0.4;
    /** Mean of |z| of a standard normal, sqrt(2 / pi). */
    private static final double MEAN_ABS_NORMAL = 0.7978845608028654;
    /** What a jump does to the volume of its bar. */
    private static final double JUMP_VOLUME_FACTOR = 3.0;

    private final String symbol;
    private final CounterRandom random;
    private final double ticksPerUnit;
    private final double baseVolume;
    private final double referenceSd;

    BarShape(String symbol, CounterRandom random, double annualVol, double startPrice, long barLengthMs) {
        this.symbol = symbol;
        this.random = random;
        this.ticksPerUnit = powerOfTenFrom(TICKS_PER_START_PRICE / startPrice);
        this.baseVolume = MINUTE_TURNOVER / startPrice * (barLengthMs / MINUTE_MS);
        this.referenceSd = annualVol * Math.sqrt(barLengthMs / YEAR_MS);
    }

    Bar bar(long i, long tsMs, ReturnPath path) {
        long base = i * ReturnPath.LANES;
        double a = path.previousLogPrice();
        double b = path.logPrice();
        double v = path.shockSd() * path.shockSd();
        double open = price(a);
        double close = price(b);
        double top = price(0.5 * (a + b + reach(a, b, v, random.uniform(base + HIGH))));
        double bottom = price(0.5 * (a + b - reach(a, b, v, random.uniform(base + LOW))));
        double high = Math.max(top, Math.max(open, close));
        double low = Math.min(bottom, Math.min(open, close));
        return new Bar(symbol, tsMs, open, high, low, close, volume(base, path));
    }

    private static double reach(double a, double b, double v, double u) {
        return Math.sqrt((b - a) * (b - a) - 2.0 * v * FastMath.log(u));
    }

    private double price(double logPrice) {
        return Math.max(1.0, Math.rint(FastMath.exp(logPrice) * ticksPerUnit)) / ticksPerUnit;
    }

    private double volume(long base, ReturnPath path) {
        double activity = path.shockSd() / referenceSd * (0.5 + 0.5 * path.absNormal() / MEAN_ABS_NORMAL);
        double noise = FastMath.exp(VOLUME_LOG_SD * random.normal(base + VOLUME) - 0.5 * VOLUME_LOG_SD * VOLUME_LOG_SD);
        double jump = path.jumped() ? JUMP_VOLUME_FACTOR : 1.0;
        return Math.rint(baseVolume * activity * noise * jump * VOLUME_STEPS) / VOLUME_STEPS;
    }

    /** The smallest power of ten that is at least {@code x}, by repeated multiplication: exact up to 1e22. */
    private static double powerOfTenFrom(double x) {
        double power = 1.0;
        while (power < x) {
            power *= 10.0;
        }
        return power;
    }
}
