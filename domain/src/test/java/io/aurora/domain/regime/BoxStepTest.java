package io.aurora.domain.regime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BoxStepTest {
    @Test
    void shouldTakeNewtonStepWhenItLiesInside() {
        BoxStep step = new BoxStep();
        step.box(-10.0, 10.0, -10.0, 10.0);
        step.solve(2.0, -4.0, 2.0, 0.0, 4.0);
        assertThat(step.first()).isCloseTo(-1.0, within(1e-15));
        assertThat(step.second()).isCloseTo(1.0, within(1e-15));
        assertThat(step.decrease()).isCloseTo(-3.0, within(1e-15));
    }

    @Test
    void shouldStopAtEdgeWhenNewtonStepLeavesTheBox() {
        BoxStep step = new BoxStep();
        step.box(-0.5, 10.0, -10.0, 10.0);
        step.solve(2.0, -4.0, 2.0, 0.0, 4.0);
        assertThat(step.first()).isEqualTo(-0.5);
        assertThat(step.second()).isCloseTo(1.0, within(1e-15));
    }

    @Test
    void shouldStandStillWhenBoundHoldsTheGradient() {
        BoxStep step = new BoxStep();
        step.box(0.0, 1.0, 0.0, 1.0);
        step.solve(1.0, 2.0, 1.0, 0.1, 1.0);
        assertThat(step.decrease()).isZero();
        assertThat(step.first()).isZero();
        assertThat(step.second()).isZero();
    }

    @Test
    void shouldBeNoWorseThanAnyPointOfTheBoxWhenModelsAreRandom() {
        for (long seed = 1; seed <= 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            double c = random.nextGaussian();
            double m11 = a * a + 0.01;
            double m12 = a * b;
            double m22 = b * b + c * c + 0.01;
            double g1 = random.nextGaussian();
            double g2 = random.nextGaussian();
            double high1 = random.nextDouble();
            double low2 = -random.nextDouble();
            BoxStep step = new BoxStep();
            step.box(0.0, high1, low2, 0.5);
            step.solve(g1, g2, m11, m12, m22);
            for (int i = 0; i < 400; i++) {
                double s1 = high1 * (i % 20) / 19.0;
                double s2 = low2 + (0.5 - low2) * (i / 20) / 19.0;
                double value = g1 * s1 + g2 * s2 + 0.5 * (m11 * s1 * s1 + m22 * s2 * s2) + m12 * s1 * s2;
                assertThat(step.decrease()).as("seed %d, point %d", seed, i).isLessThanOrEqualTo(value + 1e-12);
            }
            assertThat(step.first()).isBetween(0.0, high1);
            assertThat(step.second()).isBetween(low2, 0.5);
        }
    }
}
