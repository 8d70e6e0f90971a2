package io.aurora.domain.regime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aurora.domain.settings.RegimeSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;
import org.junit.jupiter.api.Test;

class TransitionStateTest {
    private static final RegimeSettings.Trans SHORT = new RegimeSettings.Trans(40, 10, 1.0, 0.6, 0.5, 0.3, 1.0, 0.5, 3);

    @Test
    void shouldAgreeWithFullHistoryTwinWhenStreamIsLong() {
        int bars = 0;
        for (long seed = 1; seed <= 10; seed++) {
            List<double[]> rows = rows(seed, 600);
            TransitionState state = new TransitionState(SHORT.window());
            boolean on = false;
            int age = 0;
            for (int t = 0; t < rows.size(); t++) {
                double[] row = rows.get(t);
                boolean was = on;
                on = batch(rows.subList(Math.max(0, t + 1 - SHORT.window()), t + 1), was, age + 1);
                age = on && was ? age + 1 : 0;
                assertThat(push(state, row))
                        .as("seed %d, row %d", seed, t)
                        .isEqualTo(new TransitionStep(on, on ? age : 0));
                bars += on ? 1 : 0;
            }
        }
        assertThat(bars).isBetween(300, 5_000);
    }

    @Test
    void shouldPreviewPushedStepWhenNothingElseHappens() {
        TransitionState state = new TransitionState(SHORT.window());
        for (double[] row : rows(42, 500)) {
            TransitionState untouched = state.copy();
            TransitionStep preview = state.preview(SHORT, row[0], row[1], row[2], row[3]);
            assertThat(state).isEqualTo(untouched);
            assertThat(push(state, row)).isEqualTo(preview).isEqualTo(state.step());
        }
    }

    @Test
    void shouldGoOnAlikeWhenRebuiltFromItsParts() {
        List<double[]> rows = rows(9, 400);
        TransitionState state = new TransitionState(SHORT.window());
        rows.subList(0, 137).forEach(row -> push(state, row));
        TransitionState rebuilt =
                TransitionState.of(state.window(), state.rv20(), state.volume(), state.momentum10(), state.step());
        TransitionState copied = state.copy();
        assertThat(rebuilt).isEqualTo(state).hasSameHashCodeAs(state);
        for (double[] row : rows.subList(137, 400)) {
            TransitionStep step = push(state, row);
            assertThat(push(rebuilt, row)).isEqualTo(step);
            assertThat(push(copied, row)).isEqualTo(step);
        }
        assertThat(rebuilt).isEqualTo(state).isEqualTo(copied);
    }

    @Test
    void shouldStayOnUntilMinTransWhenMomentumVanishesAtOnce() {
        TransitionState state = turnedOn();
        for (int age = 1; age < SHORT.minTrans(); age++) {
            assertThat(push(state, quiet())).isEqualTo(new TransitionStep(true, age));
        }
        assertThat(push(state, quiet())).isEqualTo(TransitionStep.OFF);
    }

    @Test
    void shouldStayOnWhenFiguresLieBetweenTheThresholds() {
        TransitionState state = turnedOn();
        for (int bar = 1; bar <= 20; bar++) {
            assertThat(state.push(SHORT, 0.6, 0.0, 0.0, 5.0).on()).isTrue();
        }
        assertThat(state.push(SHORT, 0.59, 9.0, 9.0, 5.0).on()).isFalse();
    }

    @Test
    void shouldStayOffWhenWindowsHoldTooLittle() {
        TransitionState state = new TransitionState(SHORT.window());
        for (int n = 1; n < SHORT.min(); n++) {
            assertThat(state.push(SHORT, 5.0, n, n, n % 2 == 0 ? n * n : 0.0).on())
                    .isFalse();
        }
        assertThat(state.push(SHORT, 5.0, 99.0, 99.0, 999.0).on()).isTrue();
    }

    @Test
    void shouldStayOffWhenEverythingIsConstant() {
        TransitionState state = new TransitionState(SHORT.window());
        for (int n = 0; n < 100; n++) {
            assertThat(state.push(SHORT, 5.0, 0.0, 0.0, 0.0).on()).isFalse();
        }
    }

    @Test
    void shouldForgetEverythingWhenCleared() {
        TransitionState state = turnedOn();
        state.clear();
        assertThat(state).isEqualTo(new TransitionState(SHORT.window()));
    }

    @Test
    void shouldKeepNewestValuesAndFlagWhenResized() {
        TransitionState state = turnedOn();
        double[] momenta = state.momentum10();
        TransitionState shorter = state.resized(5);
        assertThat(shorter.momentum10())
                .containsExactly(Arrays.copyOfRange(momenta, momenta.length - 5, momenta.length));
        assertThat(shorter.step()).isEqualTo(state.step());
        TransitionState longer = state.resized(100);
        assertThat(longer.window()).isEqualTo(100);
        assertThat(longer.size()).isEqualTo(state.size());
        assertThat(longer).isNotEqualTo(state);
    }

    @Test
    void shouldRefuseInputWhenItIsNotANumberOrUneven() {
        TransitionState state = new TransitionState(8);
        assertThatThrownBy(() -> state.push(SHORT, 0.0, 0.0, 0.0, Double.NaN)).hasMessageContaining("momentum_10=NaN");
        assertThatThrownBy(() -> state.preview(SHORT, Double.NaN, 0.0, 0.0, 0.0))
                .hasMessageContaining("aci_ema=NaN");
        assertThat(state.size()).isZero();
        assertThatThrownBy(() -> TransitionState.of(8, new double[2], new double[2], new double[1], TransitionStep.OFF))
                .hasMessageContaining("momentum10.length=1");
        assertThatThrownBy(() -> new TransitionStep(false, 1)).hasMessageContaining("age=1");
        assertThatThrownBy(() -> new TransitionStep(true, -1)).hasMessageContaining("age=-1");
    }

    private static TransitionState turnedOn() {
        TransitionState state = new TransitionState(SHORT.window());
        for (int n = 0; n < SHORT.min(); n++) {
            state.push(SHORT, 0.0, 1.0, 1.0, n % 2 == 0 ? 1.0 : -1.0);
        }
        assertThat(state.push(SHORT, 2.0, 2.0, 2.0, 5.0)).isEqualTo(new TransitionStep(true, 0));
        return state;
    }

    private static double[] quiet() {
        return new double[] {2.0, 2.0, 2.0, 0.0};
    }

    private static TransitionStep push(TransitionState state, double[] row) {
        return state.push(SHORT, row[0], row[1], row[2], row[3]);
    }

    private static List<double[]> rows(long seed, int count) {
        SeriesMaker maker = new SeriesMaker(seed);
        double[] slow = maker.arma(count, 0.9, 0.0);
        List<double[]> rows = new ArrayList<>();
        for (int t = 0; t < count; t++) {
            double aci = Math.abs(1.0 + 30.0 * slow[t]);
            rows.add(new double[] {aci, Math.abs(maker.gaussian()), Math.rint(10 + 3 * maker.gaussian()), slow[t]});
        }
        return rows;
    }

    /** The definition on a slice of history: sorted copies, library deviation. */
    private static boolean batch(List<double[]> window, boolean was, int age) {
        double[] row = window.get(window.size() - 1);
        double[] momenta = column(window, 3);
        double sd = new StandardDeviation(false).evaluate(momenta);
        double momentum = Math.abs(row[3]);
        if (was) {
            return age < SHORT.minTrans() || !(row[0] < SHORT.aciOff() || momentum < SHORT.momentumOff() * sd);
        }
        return window.size() >= SHORT.min()
                && row[0] > SHORT.aciOn()
                && row[1] > quantile(column(window, 1), SHORT.rvQuantile())
                && row[2] >= quantile(column(window, 2), SHORT.volumeQuantile())
                && momentum > SHORT.momentumOn() * sd;
    }

    private static double[] column(List<double[]> window, int index) {
        return window.stream().mapToDouble(row -> row[index]).toArray();
    }

    private static double quantile(double[] values, double p) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        double h = (sorted.length - 1) * p;
        int low = (int) h;
        int high = Math.min(low + 1, sorted.length - 1);
        return sorted[low] + (h - low) * (sorted[high] - sorted[low]);
    }
}
