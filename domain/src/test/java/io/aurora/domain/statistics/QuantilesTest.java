package io.aurora.domain.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class QuantilesTest {
    /** R: {@code quantile(c(1, 2, 4, 8), c(0, .1, .5, .95, 1), type = 7)} is 1, 1.3, 3, 7.4, 8. */
    @Test
    void shouldInterpolateLinearlyWhenPositionHasAFraction() {
        double[] sorted = {1.0, 2.0, 4.0, 8.0};

        assertThat(Quantiles.type7(sorted, 0.0)).isEqualTo(1.0);
        assertThat(Quantiles.type7(sorted, 0.1)).isEqualTo(1.3);
        assertThat(Quantiles.type7(sorted, 0.5)).isEqualTo(3.0);
        assertThat(Quantiles.type7(sorted, 0.95)).isCloseTo(7.4, offset(1e-14));
        assertThat(Quantiles.type7(sorted, 1.0)).isEqualTo(8.0);
        assertThat(Quantiles.type7(sorted, 2, 0.5)).isEqualTo(1.5);
    }

    @Test
    void shouldGiveTheOnlyValueWhenThereIsOne() {
        assertThat(Quantiles.type7(new double[] {5.0}, 0.37)).isEqualTo(5.0);
    }

    @Test
    void shouldGiveInfinityWhenNeighboursAreInfinite() {
        double inf = Double.POSITIVE_INFINITY;
        assertThat(Quantiles.type7(new double[] {1.0, inf, inf}, 0.75)).isEqualTo(inf);
    }

    @Test
    void shouldStayInRangeWhenLevelIsNextToOne() {
        assertThat(Quantiles.type7(new double[] {1.0, 2.0, 3.0}, Math.nextDown(1.0)))
                .isBetween(2.9999, 3.0);
    }

    @Test
    void shouldRefuseWhenEmptyOrLevelIsOutside() {
        assertThatThrownBy(() -> Quantiles.type7(new double[0], 0.5)).hasMessage("must be >= 1: n=0");
        assertThatThrownBy(() -> Quantiles.type7(new double[] {1.0}, Double.NaN))
                .hasMessage("must be in [0.0, 1.0]: p=NaN");
    }
}
