package io.aurora.domain.conformal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aurora.domain.conformal.ConformalFixture.Step;
import io.aurora.domain.settings.IcpSettings;
import io.aurora.domain.settings.IcpSettings.ControllerKind;
import io.aurora.domain.settings.IcpSettings.QuantileKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ControllersTest {
    private static final IcpSettings EMA = ConformalFixture.settings(ControllerKind.EMA, QuantileKind.WINDOW);
    private static final IcpSettings ACI = ConformalFixture.settings(ControllerKind.ACI, QuantileKind.WINDOW);
    private static final IcpSettings DTACI = ConformalFixture.settings(ControllerKind.DTACI, QuantileKind.WINDOW);
    private static final IcpSettings PID = ConformalFixture.settings(ControllerKind.PID, QuantileKind.WINDOW);

    private static Settled settled(boolean hit, int streak, ScoreWindow scores) {
        return new Settled(hit, streak, 0.1, false, hit ? 0.5 : 4.0, scores);
    }

    @Test
    void shouldHoldAlphaForFiveHitsWhenTwoMissesCameInARow() {
        ScoreWindow scores = new ScoreWindow(EMA);
        EmaState state = new EmaState(0.1, 0.5, 0).settle(EMA, settled(false, 1, scores));
        assertThat(state).isEqualTo(new EmaState(0.1, 0.5 + 0.02 * (-0.9 - 0.5), 0));
        state = state.settle(EMA, settled(false, 2, scores));
        assertThat(state.pause()).isEqualTo(5);
        for (int left = 4; left >= 0; left--) {
            double before = state.alpha();
            state = state.settle(EMA, settled(true, 0, scores));
            assertThat(state.alpha()).as("pause left %d", left).isEqualTo(before);
            assertThat(state.pause()).isEqualTo(left);
        }
        EmaState free = state.settle(EMA, settled(true, 0, scores));
        assertThat(free.alpha()).isEqualTo(state.alpha() + 0.01 * free.error()).isGreaterThan(state.alpha());
    }

    @Test
    void shouldRestartThePauseWhenTheStreakGoesOn() {
        ScoreWindow scores = new ScoreWindow(EMA);
        EmaState state = new EmaState(0.1, 0.5, 2).settle(EMA, settled(false, 3, scores));
        assertThat(state.pause()).isEqualTo(5);
        assertThat(new EmaState(0.1, 0.5, 2)
                        .settle(EMA, settled(false, 1, scores))
                        .pause())
                .as("a lone miss leaves the pause as long as it was")
                .isEqualTo(2);
    }

    @Test
    void shouldStepFasterWhenTheForecastWasMadeInATransition() {
        ScoreWindow scores = new ScoreWindow(EMA);
        EmaState calm = new EmaState(0.1, 0.0, 0).settle(EMA, new Settled(true, 0, 0.1, false, 0.5, scores));
        EmaState turning = new EmaState(0.1, 0.0, 0).settle(EMA, new Settled(true, 0, 0.1, true, 0.5, scores));
        assertThat(calm.alpha()).isEqualTo(0.1 + 0.01 * 0.02 * 0.1, within(1e-15));
        assertThat(turning.alpha()).isEqualTo(0.1 + 0.03 * 0.02 * 0.1, within(1e-15));
    }

    @Test
    void shouldStepByTheTargetErrorWhenAciSettles() {
        ScoreWindow scores = new ScoreWindow(ACI);
        AciState start = (AciState) Controllers.initial(ACI);
        assertThat(start.settle(ACI, settled(true, 0, scores)).alpha()).isEqualTo(0.1 + 0.01 * 0.1);
        assertThat(start.settle(ACI, settled(false, 1, scores)).alpha()).isEqualTo(0.1 - 0.01 * 0.9, within(1e-15));
    }

    @Test
    void shouldMoveItsQuantileByTheLargestRecentScoreWhenPidSettles() {
        ScoreWindow scores = new ScoreWindow(PID);
        PidState start = new PidState(1.6);
        assertThat(start.settle(PID, settled(false, 1, scores)).q()).isEqualTo(1.6 + 0.02 * 0.9, within(1e-15));
        scores.push(50.0);
        for (int i = 0; i < 99; i++) {
            scores.push(3.0);
        }
        assertThat(start.settle(PID, settled(false, 1, scores)).q()).isEqualTo(1.6 + 0.02 * 50.0 * 0.9, within(1e-12));
        scores.push(3.0);
        assertThat(start.settle(PID, settled(true, 0, scores)).q()).isEqualTo(1.6 - 0.02 * 3.0 * 0.1, within(1e-12));
        assertThat(new PidState(0.001).settle(PID, settled(true, 0, scores)).q())
                .isZero();
    }

    @Test
    void shouldCountAnErrorWhenAnExpertStandsExactlyAtBeta() {
        ScoreWindow scores = new ScoreWindow(DTACI);
        for (int i = 0; i < 99; i++) {
            scores.push(i);
        }
        double beta = ConformalRank.tailShare(scores, 79.5, 30);
        assertThat(beta).isEqualTo(0.2, within(1e-15));
        IcpSettings one = ConformalFixture.experts(List.of(0.01));
        Settled settled = new Settled(true, 0, 0.1, false, 79.5, scores);
        DtaciState at = DtaciState.of(new double[] {beta}, new double[] {1.0});
        DtaciState below = DtaciState.of(new double[] {Math.nextDown(beta)}, new double[] {1.0});
        assertThat(at.settle(one, settled).alphas()[0]).isEqualTo(beta - 0.01 * 0.9, within(1e-15));
        assertThat(below.settle(one, settled).alphas()[0]).isEqualTo(beta + 0.01 * 0.1, within(1e-15));
    }

    @Test
    void shouldKeepFiniteWeightsWhenTheBaseMiscoverageIsTiny() {
        IcpSettings tiny = ConformalFixture.settings(ControllerKind.DTACI, QuantileKind.WINDOW, 1000, 1e-6, 0.01);
        ScoreWindow scores = new ScoreWindow(tiny);
        DtaciState state = (DtaciState) Controllers.initial(tiny);
        for (int i = 0; i < 50; i++) {
            state = state.settle(tiny, settled(i % 2 == 0, 0, scores));
            assertThat(Arrays.stream(state.weights()).sum()).as("step %d", i).isEqualTo(1.0, within(1e-12));
        }
        assertThat(Arrays.stream(state.weights()).boxed())
                .allSatisfy(weight -> assertThat(weight).isBetween(0.0, 1.0));
    }

    @ParameterizedTest
    @EnumSource(ControllerKind.class)
    void shouldStayInBoundsWhenTheMarketIsWild(ControllerKind kind) {
        for (long seed = 1; seed <= 20; seed++) {
            IcpSettings settings = ConformalFixture.settings(kind, QuantileKind.WINDOW, 120);
            ConformalState state = new ConformalState(settings, ConformalFixture.BCC);
            SplittableRandom random = new SplittableRandom(seed);
            for (int bar = 0; bar < 400; bar++) {
                walk(kind + " seed=" + seed + " bar=" + bar, settings, state, Step.draw(random));
            }
        }
    }

    private static void walk(String what, IcpSettings settings, ConformalState state, Step step) {
        NextInterval next = state.previewForecast(
                settings, Optional.empty(), step.yhat(), step.sigma(), step.trans(), step.aciEma());
        assertThat(next.alpha()).as(what).isBetween(0.01, 0.35);
        assertThat(next.alphaTarget()).as(what).isBetween(0.07, 0.10);
        assertThat(next.inflation()).as(what).isBetween(step.trans() ? 1.05 : 1.0, 1.25);
        assertThat(next.q()).as(what).isNotNegative();
        assertThat(next.sigma()).as(what).isGreaterThanOrEqualTo(1e-6);
        double before = state.stats(settings).alpha();
        state.opened(next.alpha(), next.alphaTarget(), next.inflation());
        state.settle(settings, next.open(), step.y());
        if (settings.controller() == ControllerKind.EMA && !next.open().covers(step.y())) {
            assertThat(state.stats(settings).alpha()).as(what).isLessThanOrEqualTo(before);
        }
        assertThat(state.bcc()).as(what).isBetween(0.0, 1.0);
        assertThat(state.figures().coverageEma()).as(what).isBetween(0.0, 1.0);
    }

    @ParameterizedTest
    @EnumSource(ControllerKind.class)
    void shouldComeBackEqualWhenStoredAsNumbers(ControllerKind kind) {
        IcpSettings settings = ConformalFixture.settings(kind, QuantileKind.WINDOW);
        ControllerState state = Controllers.initial(settings);
        ScoreWindow scores = new ScoreWindow(settings);
        for (int i = 0; i < 40; i++) {
            state = state.settle(settings, settled(i % 7 > 1, i % 7 > 1 ? 0 : 1 + i % 7, scores));
            scores.push(i % 7 > 1 ? 0.5 : 4.0);
        }
        assertThat(Controllers.restored(settings, Controllers.stored(state)))
                .isEqualTo(state)
                .hasSameHashCodeAs(state)
                .isNotEqualTo(Controllers.initial(settings));
    }

    @Test
    void shouldRefuseNumbersOfAnotherControllerWhenRestored() {
        double[] aci = Controllers.stored(Controllers.initial(ACI));
        assertThatThrownBy(() -> Controllers.restored(DTACI, aci))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("must hold 16 numbers for DTACI: icp.controller.length=1");
    }

    @Test
    void shouldKeepTheStateOnlyWhenTheControllerAndItsExpertsStay() {
        ControllerState moved = new AciState(0.17);
        assertThat(Controllers.adapted(moved, ACI, ACI)).isSameAs(moved);
        assertThat(Controllers.adapted(moved, ACI, PID)).isEqualTo(Controllers.initial(PID));
        assertThat(Controllers.initial(PID)).isEqualTo(new PidState(ConformalRank.normalQuantile(0.1)));
        ControllerState experts = DtaciState.of(new double[] {0.2}, new double[] {1.0});
        IcpSettings one = ConformalFixture.experts(List.of(0.01));
        assertThat(Controllers.adapted(experts, one, one)).isSameAs(experts);
        assertThat(Controllers.adapted(experts, one, DTACI)).isEqualTo(Controllers.initial(DTACI));
    }
}
