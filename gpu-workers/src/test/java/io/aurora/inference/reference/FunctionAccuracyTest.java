package io.aurora.inference.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurora.inference.network.Arithmetic;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FunctionAccuracyTest {
    private static final int STRIDE = 211;

    /** Bounds of the table in docs/inference-arithmetic.md, units in the last place. */
    private static final Map<String, Double> MOST =
            Map.of("exp", 1.5, "sigmoid", 2.5, "silu", 2.5, "tanh", 1.5, "softplus", 3.0);

    @Test
    void shouldStayWithinTheBoundsWhenArgumentsAreSampledDensely() {
        for (FunctionAccuracy.Function function : FunctionAccuracy.all()) {
            FunctionAccuracy.Worst worst = FunctionAccuracy.worst(function, STRIDE);
            assertThat(worst.samples()).isGreaterThan(10_000_000);
            assertThat(worst.ulps())
                    .as(function.name() + " at " + worst.at())
                    .isBetween(0.4, MOST.get(function.name()));
        }
    }

    @Test
    void shouldTakeTheBoundWhenTheArgumentIsBeyondIt() {
        assertThat(Arithmetic.exp(-200.0f)).isEqualTo(Arithmetic.exp(-87.0f)).isPositive();
        assertThat(Arithmetic.exp(1e30f)).isEqualTo(Arithmetic.exp(88.0f)).isFinite();
        assertThat(Arithmetic.sigmoid(Float.POSITIVE_INFINITY)).isEqualTo(1.0f);
        assertThat(Arithmetic.tanh(Float.NEGATIVE_INFINITY)).isEqualTo(-1.0f);
        assertThat(Arithmetic.softplus(1e9f)).isEqualTo(1e9f);
        assertThat(Arithmetic.exp(Float.NaN)).isNaN();
        assertThat(Arithmetic.tanh(Float.NaN)).isNaN();
        assertThat(Arithmetic.softplus(Float.NaN)).isNaN();
    }
}
