package io.aurora.domain.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class NormalInverseTest {
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0.0, 1.0);

    @Test
    void shouldGiveThePublishedCheckValuesWhenAskedForThem() {
        // Wichura 1988, table of check values
        assertThat(NormalInverse.of(0.25)).isCloseTo(-0.6744897501960817, within(1e-15));
        assertThat(NormalInverse.of(0.001)).isCloseTo(-3.090232306167814, within(1e-14));
        assertThat(NormalInverse.of(1e-20)).isCloseTo(-9.262340089798408, within(1e-13));
    }

    @Test
    void shouldUndoTheDistributionFunctionWhenOverTheWholeRange() {
        for (int k = 1; k < 2_000; k++) {
            double p = k / 2_000.0;
            assertThat(NORMAL.cumulativeProbability(NormalInverse.of(p))).isCloseTo(p, within(1e-13));
        }
    }

    @Test
    void shouldBeFiniteAndOddWhenAtTheEdgesOfTheGenerator() {
        double lowest = 0x1.0p-53;
        assertThat(NormalInverse.of(lowest)).isCloseTo(-8.2095, within(1e-3));
        assertThat(NormalInverse.of(1.0 - lowest)).isCloseTo(-NormalInverse.of(lowest), within(1e-12));
        assertThat(NormalInverse.of(0.5)).isZero();
    }
}
