package io.aurora.domain.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BarValidatorTest {
    private static final double[] ODD = {
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        0.0,
        -0.0,
        -1.0,
        1.0,
        2.0,
        3.0,
        Double.MAX_VALUE,
        Double.MIN_VALUE
    };

    @Test
    void shouldListReasonsInOrderOfPrecedence() {
        assertThat(Arrays.stream(Refusal.values()).map(Refusal::code))
                .containsExactly(
                        "wrong_symbol",
                        "non_finite_price",
                        "non_positive_price",
                        "high_too_low",
                        "low_too_high",
                        "non_finite_volume",
                        "negative_volume",
                        "off_grid",
                        "from_future",
                        "out_of_range");
    }

    @Test
    void shouldGiveFirstReasonWhenSeededBarsMixFaults() {
        long seed = 41;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            Bar bar = new Bar(
                    random.nextInt(50) == 0 ? "Y" : "X",
                    0L,
                    odd(random),
                    odd(random),
                    odd(random),
                    odd(random),
                    odd(random));
            assertThat(BarValidator.check("X", bar))
                    .as("seed=%s, %s", seed, bar)
                    .isEqualTo(slow(bar));
        }
    }

    @Test
    void shouldAcceptWhenPricesAreExtremeButOrdered() {
        Bar bar = new Bar("X", 0L, 1.0, Double.MAX_VALUE, Double.MIN_VALUE, 2.0, Double.MAX_VALUE);
        assertThat(BarValidator.check("X", bar)).isEmpty();
        assertThat(BarValidator.check("X", Bar.flat("X", 0L, 5.0))).isEmpty();
        assertThat(BarValidator.check("X", new Bar("X", 0L, 1.0, 1.0, 1.0, 1.0, -0.0)))
                .isEmpty();
    }

    private static double odd(Random random) {
        return random.nextInt(3) == 0 ? ODD[random.nextInt(ODD.length)] : 1.0 + random.nextInt(3);
    }

    /** Each rule by itself, one after the other. */
    private static Optional<Refusal> slow(Bar bar) {
        double[] prices = {bar.open(), bar.high(), bar.low(), bar.close()};
        if (!bar.symbol().equals("X")) {
            return Optional.of(Refusal.WRONG_SYMBOL);
        }
        if (!Arrays.stream(prices).allMatch(Double::isFinite)) {
            return Optional.of(Refusal.NON_FINITE_PRICE);
        }
        if (Arrays.stream(prices).anyMatch(price -> price <= 0.0)) {
            return Optional.of(Refusal.NON_POSITIVE_PRICE);
        }
        if (bar.high() < bar.open() || bar.high() < bar.close() || bar.high() < bar.low()) {
            return Optional.of(Refusal.HIGH_TOO_LOW);
        }
        if (bar.low() > bar.open() || bar.low() > bar.close()) {
            return Optional.of(Refusal.LOW_TOO_HIGH);
        }
        if (!Double.isFinite(bar.volume())) {
            return Optional.of(Refusal.NON_FINITE_VOLUME);
        }
        return bar.volume() < 0.0 ? Optional.of(Refusal.NEGATIVE_VOLUME) : Optional.empty();
    }

    @Test
    void shouldNameTheRuleAndTheValuesWhenABarIsRefused() {
        Bar bar = new Bar("X", 60_000L, 100.0, 99.0, 98.0, 101.0, -1.0);

        assertThat(Refusal.HIGH_TOO_LOW.explain(bar))
                .isEqualTo("high must be >= open, close and low: open=100.0, high=99.0, low=98.0, close=101.0");
        assertThat(Refusal.NEGATIVE_VOLUME.explain(bar)).isEqualTo("must be >= 0: volume=-1.0");
        assertThat(Refusal.OFF_GRID.explain(bar)).isEqualTo("must lie on the symbol's grid: ts=60000");
        for (Refusal refusal : Refusal.values()) {
            assertThat(refusal.explain(bar)).as(refusal.code()).contains(": ").contains("=");
        }
    }
}
