package io.aurora.domain.conformal;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurora.domain.conformal.ConformalFixture.Step;
import io.aurora.domain.settings.IcpSettings;
import io.aurora.domain.settings.IcpSettings.ControllerKind;
import io.aurora.domain.settings.IcpSettings.QuantileKind;
import io.aurora.domain.settings.KappaSettings;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Settings changed at a bar boundary (spec page 00). */
class ConformalSettingsChangeTest {
    private static final IcpSettings BASE = ConformalFixture.settings(ControllerKind.DTACI, QuantileKind.WINDOW, 300);
    private static final double[] ALPHAS = {0.01, 0.1, 0.2, 0.35};

    private static ConformalState lived(IcpSettings settings, int bars) {
        SplittableRandom random = new SplittableRandom(5L);
        ConformalState state = new ConformalState(settings, ConformalFixture.BCC);
        for (int bar = 0; bar < bars; bar++) {
            live(state, settings, Step.draw(random));
        }
        return state;
    }

    private static void live(ConformalState state, IcpSettings settings, Step step) {
        NextInterval next = state.previewForecast(
                settings, Optional.empty(), step.yhat(), step.sigma(), step.trans(), step.aciEma());
        state.opened(next.alpha(), next.alphaTarget(), next.inflation());
        state.settle(settings, next.open(), step.y());
    }

    @Test
    void shouldKeepTheNewestValuesWhenWindowsShrink() {
        ConformalState state = lived(BASE, 450);
        IcpSettings shorter = ConformalFixture.settings(ControllerKind.DTACI, QuantileKind.WINDOW, 120);
        KappaSettings.Bcc block = new KappaSettings.Bcc(40, 30, 0.10, 0.40);
        ConformalImage before = state.image();
        ConformalImage after = state.withSettings(BASE, shorter, block).image();
        assertThat(after.scores()).isEqualTo(Arrays.copyOfRange(before.scores(), 180, 300));
        assertThat(after.blockHits()).isEqualTo(Arrays.copyOfRange(before.blockHits(), 210, 250));
        assertThat(after.blockTargets()).isEqualTo(Arrays.copyOfRange(before.blockTargets(), 210, 250));
        assertThat(after.controller()).isEqualTo(before.controller());
        assertThat(after.coverageEma()).isEqualTo(before.coverageEma());
        assertThat(after.settled()).isEqualTo(450);
        assertThat(state.image()).as("the old state is untouched").isEqualTo(before);
    }

    @Test
    void shouldFillUpWhenTheWindowGrows() {
        ConformalState state = lived(BASE, 450);
        IcpSettings longer = ConformalFixture.settings(ControllerKind.DTACI, QuantileKind.WINDOW, 302);
        ConformalState changed = state.withSettings(BASE, longer, ConformalFixture.BCC);
        assertThat(changed.image()).isEqualTo(state.image());
        SplittableRandom random = new SplittableRandom(6L);
        for (int size : new int[] {301, 302, 302}) {
            live(changed, longer, Step.draw(random));
            assertThat(changed.stats(longer).n()).isEqualTo(size);
        }
    }

    @Test
    void shouldStartTheControllerAnewWhenItsKindChanges() {
        ConformalState state = lived(BASE, 450);
        IcpSettings pid = ConformalFixture.settings(ControllerKind.PID, QuantileKind.WINDOW, 300);
        ConformalState changed = state.withSettings(BASE, pid, ConformalFixture.BCC);
        assertThat(changed.figures().controller()).isEqualTo(Controllers.initial(pid));
        assertThat(changed.figures().coverageEma()).isEqualTo(state.figures().coverageEma());
        assertThat(changed.withSettings(pid, BASE, ConformalFixture.BCC)
                        .figures()
                        .controller())
                .isEqualTo(Controllers.initial(BASE));
    }

    @Test
    void shouldRebuildTheQuantileFromRetainedScoresWhenItsKindChanges() {
        ConformalState state = lived(BASE, 450);
        for (QuantileKind kind : QuantileKind.values()) {
            IcpSettings other = ConformalFixture.settings(ControllerKind.DTACI, kind, 200);
            ConformalImage changed =
                    state.withSettings(BASE, other, ConformalFixture.BCC).image();
            ScoreWindow fed = new ScoreWindow(other);
            for (double score : Arrays.copyOfRange(state.image().scores(), 100, 300)) {
                fed.push(score);
            }
            ScoreWindow rebuilt =
                    ScoreWindow.restored(other, changed.scores(), changed.markerHeights(), changed.markerPositions());
            assertThat(rebuilt).as(kind.name()).isEqualTo(fed);
            for (double alpha : ALPHAS) {
                assertThat(rebuilt.quantile(alpha)).as(kind.name()).isEqualTo(fed.quantile(alpha));
            }
        }
    }

    @Test
    void shouldKeepTheMarkersWhenOnlyTheWindowChanges() {
        IcpSettings p2 = ConformalFixture.settings(ControllerKind.DTACI, QuantileKind.P2, 300);
        IcpSettings shorter = ConformalFixture.settings(ControllerKind.DTACI, QuantileKind.P2, 150);
        ConformalState state = lived(p2, 450);
        ConformalImage changed =
                state.withSettings(p2, shorter, ConformalFixture.BCC).image();
        assertThat(changed.markerHeights())
                .isEqualTo(state.image().markerHeights())
                .hasSize(12);
        assertThat(changed.markerPositions())
                .isEqualTo(state.image().markerPositions())
                .endsWith(450);
        assertThat(changed.scores()).hasSize(150);
    }
}
