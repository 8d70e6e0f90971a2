package io.aurora.domain.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aurora.golden.GoldenVectors;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EwmaStateTest {
    /** 0.94 * 0.02^2 + 0.06 * 0.01^2 = 0.000376 + 0.000006 = 0.000382. */
    @Test
    void shouldWeighPastAndPresentWhenSecondReturnComes() {
        EwmaState state = EwmaState.empty().next(-0.02).next(0.01);

        GoldenVectors.assertClose("variance", state.variance(), 0.000382);
        GoldenVectors.assertClose("sigma", state.sigma(), 0.01954482028569206);
    }

    @Test
    void shouldBeTheWeightedSumOfSquaresWhenSeededReturnsArePushed() {
        long seed = 51;
        Random random = new Random(seed);
        double[] returns = random.doubles(300, -0.05, 0.05).toArray();
        EwmaState state = EwmaState.empty();
        for (double r : returns) {
            state = state.next(r);
        }

        double sum = StrictMath.pow(0.94, returns.length - 1) * returns[0] * returns[0];
        for (int age = 0; age < returns.length - 1; age++) {
            double r = returns[returns.length - 1 - age];
            sum += 0.06 * StrictMath.pow(0.94, age) * r * r;
        }
        GoldenVectors.assertClose("variance, seed=" + seed, state.variance(), sum, 1e-12, 0.0);
    }

    @Test
    void shouldStaySeededWhenFirstReturnIsZero() {
        EwmaState state = EwmaState.empty().next(0.0);

        assertThat(state).isEqualTo(new EwmaState(true, 0.0));
        assertThat(state.sigma()).isZero();
        GoldenVectors.assertClose("variance", state.next(0.1).variance(), 0.0006);
    }

    @Test
    void shouldRefuseWhenUnseededOrNotFinite() {
        assertThatThrownBy(() -> EwmaState.empty().sigma()).hasMessage("no return seen: seeded=false");
        assertThatThrownBy(() -> EwmaState.empty().next(Double.NaN)).hasMessage("must be finite: ret=NaN");
        assertThatThrownBy(() -> new EwmaState(true, -1e-9)).hasMessage("must be >= 0: variance=-1.0E-9");
        assertThatThrownBy(() -> new EwmaState(false, 1.0))
                .hasMessage("must be 0 where not seeded: variance=1.0, seeded=false");
    }
}
