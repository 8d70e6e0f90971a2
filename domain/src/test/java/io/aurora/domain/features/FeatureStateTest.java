package io.aurora.domain.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aurora.domain.check.Allocations;
import io.aurora.domain.market.Bar;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureStateTest {
    /** Features that look at a window only: they owe nothing to bars before it. */
    private static final int[] WINDOWED = {0, 1, 2, 3, 4, 5, 6, 9, 13, 14, 15, 16, 17, 18, 19};

    @ParameterizedTest
    @ValueSource(longs = {61, 62, 63, 64})
    void shouldAgreeWithBatchTwinWhenSeededMarketsArePushed(long seed) {
        Bar[] bars = SeededBars.market(seed, 3000);
        BatchFeatures batch = new BatchFeatures(bars);
        FeatureState state = new FeatureState();
        double[] row = new double[FeatureSchema.DIMENSION];
        for (int t = 0; t < bars.length; t++) {
            state.push(bars[t]);
            assertThat(state.ready()).isEqualTo(t >= 64);
            if (t >= 64) {
                state.features(row);
                FeaturesGoldenTest.assertFeatures("seed=" + seed + ", bar=" + t, row, batch.features(t));
            }
        }
    }

    @Test
    void shouldNotDriftWhenAMillionBarsArePushed() {
        long seed = 65;
        Bar[] bars = SeededBars.market(seed, 1_000_000);
        FeatureState old = pushed(bars, 0, bars.length);
        FeatureState young = pushed(bars, bars.length - 500, bars.length);

        double[] ofOld = features(old);
        double[] ofYoung = features(young);
        FeaturesGoldenTest.assertFeatures("seed=" + seed, ofOld, new BatchFeatures(bars).features(bars.length - 1));
        for (int j : WINDOWED) {
            assertThat(ofOld[j])
                    .as("seed=%s, %s", seed, FeatureSchema.NAMES.get(j))
                    .isEqualTo(ofYoung[j]);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.0, 0.1, 29_123.47, 1e-9, 1e100})
    void shouldGiveExactZerosWhenPriceIsConstant(double price) {
        Bar bar = new Bar("X", 0L, price, price, price, price, 12.3);
        FeatureState state = new FeatureState();
        for (int i = 0; i < 400; i++) {
            state.push(bar);
            if (state.ready()) {
                assertThat(features(state)).isEqualTo(new double[FeatureSchema.DIMENSION]);
            }
        }
    }

    /** A wild past must leave nothing behind in a window once it has passed through. */
    @Test
    void shouldGiveExactZerosWhenPriceStandsStillAfterAWildPast() {
        FeatureState state = pushed(SeededBars.market(66, 1000), 0, 1000);
        double close = state.close();
        for (int i = 0; i < 61; i++) {
            state.push(Bar.flat("X", i, close));
        }

        double[] row = features(state);
        for (int j : WINDOWED) {
            assertThat(row[j]).as(FeatureSchema.NAMES.get(j)).isEqualTo(0.0);
        }
        assertThat(state.rv60()).isZero();
    }

    @Test
    void shouldGiveTheSameFiguresByAccessorAndFeatureWhenReady() {
        FeatureState state = pushed(SeededBars.market(67, 300), 0, 300);
        double[] row = features(state);

        assertThat(new double[] {state.ret1(), state.momentum10(), state.rv20(), state.rv60(), state.rvRatio()})
                .isEqualTo(new double[] {row[0], row[3], row[4], row[5], row[6]});
    }

    @Test
    void shouldGoOnAlikeWhenCopiedExportedOrClearedAtAnyBar() {
        long seed = 68;
        Bar[] bars = SeededBars.market(seed, 200);
        FeatureState state = new FeatureState();
        for (int t = 0; t < bars.length - 1; t++) {
            state.push(bars[t]);
            FeatureState copy = state.copy();
            FeatureState restored = FeatureState.of(state.toArray());
            assertThat(restored).as("seed=%s, bar=%s", seed, t).isEqualTo(state).hasSameHashCodeAs(state);
            copy.push(bars[t + 1]);
            restored.push(bars[t + 1]);
            assertThat(copy).as("seed=%s, bar=%s", seed, t).isEqualTo(restored).isNotEqualTo(state);
            if (t >= 64) {
                assertThat(features(copy)).as("seed=%s, bar=%s", seed, t).isEqualTo(features(restored));
            }
        }
        state.clear();
        assertThat(state).isEqualTo(new FeatureState());
        assertThat(features(pushedOn(state, bars))).isEqualTo(features(pushed(bars, 0, bars.length)));
    }

    @Test
    void shouldStayFiniteWhenPricesAndVolumesAreExtreme() {
        long seed = 69;
        Random random = new Random(seed);
        FeatureState state = new FeatureState();
        for (int i = 0; i < 2000; i++) {
            double a = StrictMath.pow(10.0, random.nextInt(201) - 100);
            double b = StrictMath.pow(10.0, random.nextInt(201) - 100);
            double volume = random.nextBoolean() ? 0.0 : StrictMath.pow(10.0, random.nextInt(151));
            state.push(new Bar("X", i, a, Math.max(a, b), Math.min(a, b), b, volume));
            if (state.ready()) {
                assertThat(Arrays.stream(features(state)).allMatch(Double::isFinite))
                        .as("seed=%s, bar=%s, %s", seed, i, Arrays.toString(features(state)))
                        .isTrue();
            }
        }
    }

    @Test
    void shouldKeepReturnsFiniteWhenPricesSpanTheWholeRange() {
        FeatureState state = new FeatureState();
        for (int i = 0; i < 100; i++) {
            state.push(Bar.flat("X", i, i % 2 == 0 ? Double.MAX_VALUE : Double.MIN_VALUE));
        }

        // ln(1.797...e308) - ln(4.9e-324) = 709.783 + 744.440
        assertThat(-state.ret1()).isBetween(1454.22, 1454.23);
        assertThat(state.rv60()).isBetween(1454.22, 1454.23);
        assertThat(state.rvRatio()).isBetween(-1e-12, 1e-12);
    }

    @Test
    void shouldAllocateNothingWhenBarsArePushed() {
        Bar[] bars = SeededBars.market(70, 2000);
        double[] row = new double[FeatureSchema.DIMENSION];
        FeatureState state = pushed(bars, 0, 100);

        long bytes = Allocations.bytesOf(() -> {
            for (Bar bar : bars) {
                state.push(bar);
                state.features(row);
            }
        });

        assertThat(bytes).isLessThan(bars.length);
    }

    @Test
    void shouldRefuseWhenFiguresAreAskedTooEarly() {
        FeatureState state = new FeatureState();
        assertThatThrownBy(state::ret1).hasMessage("must have been pushed >= 2: bars=0");
        Bar[] bars = SeededBars.market(71, 64);
        for (Bar bar : bars) {
            state.push(bar);
        }

        assertThatThrownBy(() -> state.features(new double[20])).hasMessage("must have been pushed >= 65: bars=64");
        assertThatThrownBy(() -> state.features(new double[19])).hasMessage("length must be 20: length=19");
        assertThatThrownBy(() -> FeatureState.of(new double[3])).hasMessage("length must be 150: length=3");
        double[] exported = state.toArray();
        exported[0] = 1.5;
        assertThatThrownBy(() -> FeatureState.of(exported)).hasMessage("must be a count of bars: bars=1.5");
    }

    private static FeatureState pushed(Bar[] bars, int from, int to) {
        FeatureState state = new FeatureState();
        for (int t = from; t < to; t++) {
            state.push(bars[t]);
        }
        return state;
    }

    private static FeatureState pushedOn(FeatureState state, Bar[] bars) {
        for (Bar bar : bars) {
            state.push(bar);
        }
        return state;
    }

    private static double[] features(FeatureState state) {
        double[] row = new double[FeatureSchema.DIMENSION];
        state.features(row);
        return row;
    }
}
