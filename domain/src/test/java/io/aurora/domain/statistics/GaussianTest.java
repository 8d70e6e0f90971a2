package io.aurora.domain.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aurora.golden.GoldenVectors;
import org.junit.jupiter.api.Test;

/** The expected figures were computed with mpmath at 60 digits, the argument being the exact double. */
class GaussianTest {
    private static final double[][] QUANTILES = {
        {1e-300, -37.047096299361199237},
        {1e-20, -9.2623400897984075796},
        {1e-10, -6.3613409024040561991},
        {0.001, -3.0902323061678135354},
        {0.025, -1.9599639845400542118},
        {0.0749, -1.4402382675279636631},
        {0.075, -1.4395314709384559349},
        {0.3, -0.52440051270804081597},
        {0.5, 0.0},
        {0.6, 0.25334710313579974132},
        {0.95, 1.6448536269514722843},
        {0.975, 1.9599639845400538556},
        {0.995, 2.5758293035489004539},
        {0.99999, 4.2648907939238407699}
    };

    private static final double[][] PROBABILITIES = {
        {-37.0, 5.7255712225245768227e-300},
        {-20.0, 2.7536241186062336951e-89},
        {-8.0, 6.2209605742717841235e-16},
        {-3.0, 0.0013498980316300945267},
        {-1.0, 0.15865525393145705141},
        {-0.3, 0.38208857781104736693},
        {0.0, 0.5},
        {1e-9, 0.5000000003989422804},
        {0.5, 0.69146246127401310364},
        {1.6448536269514722, 0.94999999999999994607},
        {4.0, 0.99996832875816688008},
        {8.5, 0.99999999999999999052}
    };

    @Test
    void shouldMatchHighPrecisionFiguresWhenQuantileIsAsked() {
        for (double[] row : QUANTILES) {
            GoldenVectors.assertClose("quantile(" + row[0] + ")", Gaussian.quantile(row[0]), row[1], 1e-15, 0.0);
        }
    }

    @Test
    void shouldMatchHighPrecisionFiguresWhenCdfIsAsked() {
        for (double[] row : PROBABILITIES) {
            GoldenVectors.assertClose("cdf(" + row[0] + ")", Gaussian.cdf(row[0]), row[1], 1e-12, 0.0);
        }
    }

    @Test
    void shouldReturnToItselfAndRiseWhenLevelsAreSwept() {
        double last = Double.NEGATIVE_INFINITY;
        for (int i = 1; i < 2000; i++) {
            double p = i / 2000.0;
            double z = Gaussian.quantile(p);
            assertThat(z).as("p=%s", p).isGreaterThan(last);
            GoldenVectors.assertClose("cdf(quantile(" + p + "))", Gaussian.cdf(z), p, 1e-13, 0.0);
            GoldenVectors.assertClose("symmetry at " + p, Gaussian.quantile(1.0 - p), -z, 1e-12, 1e-15);
            last = z;
        }
    }

    @Test
    void shouldSaturateWhenArgumentIsInfinite() {
        assertThat(Gaussian.cdf(Double.NEGATIVE_INFINITY)).isEqualTo(0.0);
        assertThat(Gaussian.cdf(Double.POSITIVE_INFINITY)).isEqualTo(1.0);
        assertThat(Gaussian.quantile(Double.MIN_VALUE)).isBetween(-38.5, -38.4);
    }

    @Test
    void shouldRefuseWhenArgumentIsOutside() {
        assertThatThrownBy(() -> Gaussian.quantile(0.0)).hasMessage("must be in (0, 1): p=0.0");
        assertThatThrownBy(() -> Gaussian.quantile(1.0)).hasMessage("must be in (0, 1): p=1.0");
        assertThatThrownBy(() -> Gaussian.quantile(Double.NaN)).hasMessage("must be in (0, 1): p=NaN");
        assertThatThrownBy(() -> Gaussian.cdf(Double.NaN)).hasMessage("must not be NaN: x=NaN");
    }
}
