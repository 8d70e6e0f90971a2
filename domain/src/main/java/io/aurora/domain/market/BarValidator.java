package io.aurora.domain.market;

import java.util.Optional;

/** Judges a bar by itself; its place in time is judged by {@link BarClock}. */
public final class BarValidator {
    private static final Optional<Refusal> GOOD = Optional.empty();

    private BarValidator() {}

    /** The first reason, in the order of {@link Refusal}, to refuse {@code bar} for {@code symbol}; empty where it is good. */
    public static Optional<Refusal> check(String symbol, Bar bar) {
        if (!symbol.equals(bar.symbol())) {
            return Optional.of(Refusal.WRONG_SYMBOL);
        }
        Optional<Refusal> price = checkPrices(bar);
        return price.isPresent() ? price : checkVolume(bar.volume());
    }

    private static Optional<Refusal> checkPrices(Bar bar) {
        double low = Math.min(Math.min(bar.open(), bar.close()), Math.min(bar.high(), bar.low()));
        double high = Math.max(Math.max(bar.open(), bar.close()), Math.max(bar.high(), bar.low()));
        // NaN is carried through min and max, so that the two extremes speak for all four prices
        if (!Double.isFinite(low) || !Double.isFinite(high)) {
            return Optional.of(Refusal.NON_FINITE_PRICE);
        }
        if (low <= 0.0) {
            return Optional.of(Refusal.NON_POSITIVE_PRICE);
        }
        if (bar.high() < high) {
            return Optional.of(Refusal.HIGH_TOO_LOW);
        }
        return bar.low() > low ? Optional.of(Refusal.LOW_TOO_HIGH) : GOOD;
    }

    private static Optional<Refusal> checkVolume(double volume) {
        if (!Double.isFinite(volume)) {
            return Optional.of(Refusal.NON_FINITE_VOLUME);
        }
        return volume < 0.0 ? Optional.of(Refusal.NEGATIVE_VOLUME) : GOOD;
    }
}
