package io.aurora.domain.conformal;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurora.domain.conformal.ConformalFixture.Step;
import io.aurora.domain.settings.IcpSettings;
import io.aurora.domain.settings.IcpSettings.ControllerKind;
import io.aurora.domain.settings.IcpSettings.QuantileKind;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Previews against mutate-then-read, snapshots against going on, bit for bit. */
class ConformalPreviewTest {
    private static final int BARS = 700;

    static Stream<Arguments> combinations() {
        return Stream.of(ControllerKind.values())
                .flatMap(controller -> Stream.of(QuantileKind.values())
                        .flatMap(kind -> Stream.of(100, 317).map(window -> Arguments.of(controller, kind, window))));
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void shouldReachThePreviewedFiguresWhenTheStateIsChanged(ControllerKind controller, QuantileKind kind, int window) {
        long seed = 71L + window;
        SplittableRandom random = new SplittableRandom(seed);
        IcpSettings settings = ConformalFixture.settings(controller, kind, window);
        ConformalState state = new ConformalState(settings, ConformalFixture.BCC);
        OpenForecast open = null;
        for (int bar = 0; bar < BARS; bar++) {
            String what = controller + " " + kind + " W=" + window + " seed=" + seed + " bar=" + bar;
            Step step = Step.draw(random);
            ConformalImage before = state.image();
            Optional<Settlement> settlement =
                    open == null ? Optional.empty() : Optional.of(state.previewSettlement(settings, open, step.y()));
            NextInterval next = forecast(state, settings, settlement, step);
            assertThat(state.image()).as(what + " untouched").isEqualTo(before);
            if (open != null) {
                state.settle(settings, open, step.y());
                same(what, settings, state, settlement.orElseThrow());
            }
            assertThat(forecast(state, settings, Optional.empty(), step))
                    .as(what)
                    .isEqualTo(next);
            state.opened(next.alpha(), next.alphaTarget(), next.inflation());
            assertThat(state.stats(settings).qHat()).as(what).isEqualTo(next.q());
            assertThat(state.stats(settings).alpha()).as(what).isEqualTo(next.alpha());
            open = next.open();
        }
    }

    private static NextInterval forecast(
            ConformalState state, IcpSettings settings, Optional<Settlement> settlement, Step step) {
        OptionalDouble forced = step.aciEma() > 2.4 ? OptionalDouble.of(1.25) : OptionalDouble.empty();
        return state.previewForecast(
                settings,
                settlement,
                step.yhat(),
                step.sigma(),
                step.trans(),
                step.aciEma(),
                new IntervalStance(1.0, 1.0, forced));
    }

    private static void same(String what, IcpSettings settings, ConformalState state, Settlement previewed) {
        ConformalFigures figures = state.figures();
        Settlement read = new Settlement(
                previewed.score(),
                previewed.hit(),
                previewed.surprisal(),
                state.surprisalP95(settings).orElseThrow(),
                figures.coverageEma(),
                figures.missStreak(),
                state.recentMisses(),
                figures.controller(),
                state.bcc(),
                state.settled(),
                figures.covered());
        assertThat(previewed).as(what).isEqualTo(read);
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void shouldGoOnToTheSameBitsWhenRestoredOrCopied(ControllerKind controller, QuantileKind kind, int window) {
        long seed = 907L + window;
        SplittableRandom random = new SplittableRandom(seed);
        IcpSettings settings = ConformalFixture.settings(controller, kind, window);
        ConformalState state = new ConformalState(settings, ConformalFixture.BCC);
        ConformalState copy = state.copy();
        for (int bar = 0; bar < BARS; bar++) {
            String what = controller + " " + kind + " W=" + window + " seed=" + seed + " bar=" + bar;
            if (bar % 97 == 0) {
                ConformalState restored = ConformalState.restored(settings, ConformalFixture.BCC, state.image());
                assertThat(restored).as(what).isEqualTo(state).hasSameHashCodeAs(state);
                copy = bar % 2 == 0 ? restored : state.copy();
                assertThat(copy).as(what).isEqualTo(state);
            }
            Step step = Step.draw(random);
            NextInterval next = settled(state, settings, step);
            assertThat(copy).as(what).isNotEqualTo(state);
            assertThat(settled(copy, settings, step)).as(what).isEqualTo(next);
            assertThat(copy).as(what).isEqualTo(state);
        }
    }

    private static NextInterval settled(ConformalState state, IcpSettings settings, Step step) {
        NextInterval next = forecast(state, settings, Optional.empty(), step);
        state.opened(next.alpha(), next.alphaTarget(), next.inflation());
        state.settle(settings, next.open(), step.y());
        return next;
    }
}
