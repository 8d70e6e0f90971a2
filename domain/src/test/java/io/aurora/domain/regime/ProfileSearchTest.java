package io.aurora.domain.regime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class ProfileSearchTest {
    private static final double[] GRID = {0.0, 1.0, 2.0, 3.0, 4.0, 5.0};

    @Test
    void shouldFindLowerMinimumWhenGridPrefersTheOther() {
        DoubleUnaryOperator twoPits = x -> Math.min((x - 1.0) * (x - 1.0), 4.0 * (x - 3.5) * (x - 3.5) - 0.5);
        assertThat(minimise(twoPits)).isCloseTo(3.5, within(1e-4));
    }

    @Test
    void shouldStayAtEndWhenProfileRisesFromIt() {
        assertThat(minimise(x -> x)).isEqualTo(0.0);
        assertThat(minimise(x -> -x)).isEqualTo(5.0);
    }

    @Test
    void shouldLeaveEndWhenMinimumLiesJustInside() {
        assertThat(minimise(x -> (x - 0.3) * (x - 0.3))).isCloseTo(0.3, within(1e-4));
        assertThat(minimise(x -> (x - 4.8) * (x - 4.8))).isCloseTo(4.8, within(1e-4));
    }

    @Test
    void shouldSkipPointsWhenProfileIsInfiniteThere() {
        assertThat(minimise(x -> x < 2.5 ? Double.POSITIVE_INFINITY : (x - 3.2) * (x - 3.2)))
                .isCloseTo(3.2, within(1e-3));
        assertThat(minimise(x -> Double.POSITIVE_INFINITY)).isNaN();
    }

    @Test
    void shouldKeepFirstPlaceWhenProfileIsFlat() {
        assertThat(minimise(x -> 1.0)).isEqualTo(0.0);
    }

    private static double minimise(DoubleUnaryOperator function) {
        Recorder recorder = new Recorder(function);
        new ProfileSearch(GRID, 1.0, 1e-6).minimise(recorder);
        return recorder.kept;
    }

    private static final class Recorder implements ProfileSearch.Profile {
        private final DoubleUnaryOperator function;
        private double last = Double.NaN;
        private double kept = Double.NaN;

        private Recorder(DoubleUnaryOperator function) {
            this.function = function;
        }

        @Override
        public double coarse(int point, double argument) {
            return function.applyAsDouble(argument);
        }

        @Override
        public double fine(int point, double argument) {
            last = argument;
            return function.applyAsDouble(argument);
        }

        @Override
        public void keep() {
            kept = last;
        }
    }
}
