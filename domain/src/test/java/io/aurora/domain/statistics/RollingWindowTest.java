package io.aurora.domain.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aurora.domain.check.Allocations;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RollingWindowTest {
    private static final double[] LEVELS = {0.0, 0.01, 0.3, 0.5, 0.9, 0.95, 0.99, 1.0};

    /** 3, 1, 2 sorted is 1, 2, 3; pushing 5 into a full window of three evicts the 3 and leaves 1, 2, 5. */
    @Test
    void shouldGiveOrderStatisticsWhenValuesArePushed() {
        RollingWindow window = RollingWindow.of(3, new double[] {3.0, 1.0, 2.0});

        assertThat(window.kthSmallest(2)).isEqualTo(2.0);
        assertThat(window.countBelow(2.0)).isEqualTo(1);
        assertThat(window.quantile(0.25)).isEqualTo(1.5);
        assertThat(window.kthSmallestAfter(5.0, 3)).isEqualTo(5.0);
        assertThat(window.quantileAfter(5.0, 0.75)).isEqualTo(3.5);

        window.push(5.0);
        assertThat(window.toArray()).containsExactly(1.0, 2.0, 5.0);
        assertThat(window.get(0)).isEqualTo(1.0);
        assertThat(window.newest()).isEqualTo(5.0);
        assertThat(window.max()).isEqualTo(5.0);
        assertThat(window.quantile(0.75)).isEqualTo(3.5);
    }

    @ParameterizedTest
    @CsvSource({"1, 11", "2, 12", "7, 13", "64, 14", "257, 15"})
    void shouldAgreeWithSortedListWhenSeededStreamsArePushed(int capacity, long seed) {
        Random random = new Random(seed);
        RollingWindow window = new RollingWindow(capacity);
        NaiveWindow naive = new NaiveWindow(capacity);
        for (int i = 0; i < 4 * capacity + 50; i++) {
            double x = value(random);
            assertPreviews(window, naive, x, "seed=" + seed + ", step=" + i);
            assertSame(window, naive, x, "seed=" + seed + ", step=" + i);
        }
    }

    /** Before the push the previews are asked, then the naive twin takes the value and gives the answers. */
    private static void assertPreviews(RollingWindow window, NaiveWindow naive, double x, String where) {
        double[] before = window.toArray();
        double[] ranked = new double[window.sizeAfter()];
        for (int k = 1; k <= ranked.length; k++) {
            ranked[k - 1] = window.kthSmallestAfter(x, k);
        }
        double[] quantiles = new double[LEVELS.length];
        for (int j = 0; j < LEVELS.length; j++) {
            quantiles[j] = window.quantileAfter(x, LEVELS[j]);
        }
        assertThat(window.toArray()).as(where).isEqualTo(before);

        naive.push(x);
        window.push(x);
        assertThat(ranked).as(where).isEqualTo(naive.sorted());
        for (int j = 0; j < LEVELS.length; j++) {
            assertThat(quantiles[j]).as("%s, p=%s", where, LEVELS[j]).isEqualTo(window.quantile(LEVELS[j]));
        }
    }

    private static void assertSame(RollingWindow window, NaiveWindow naive, double x, String where) {
        double[] sorted = naive.sorted();
        assertThat(window.size()).as(where).isEqualTo(sorted.length);
        assertThat(window.toArray()).as(where).isEqualTo(naive.oldestFirst());
        assertThat(window.max()).as(where).isEqualTo(sorted[sorted.length - 1]);
        for (int k = 1; k <= sorted.length; k++) {
            assertThat(window.kthSmallest(k)).as("%s, k=%s", where, k).isEqualTo(sorted[k - 1]);
        }
        assertThat(window.countBelow(x)).as(where).isEqualTo(naive.countBelow(x));
        assertThat(window.countBelow(x + 0.1)).as(where).isEqualTo(naive.countBelow(x + 0.1));
        for (double p : LEVELS) {
            assertThat(window.quantile(p)).as("%s, p=%s", where, p).isEqualTo(naive.quantile(p));
        }
    }

    /** Many ties, both zeros, both signs, now and then an infinity. */
    private static double value(Random random) {
        switch (random.nextInt(8)) {
            case 0:
                return -0.0;
            case 1:
                return 0.0;
            case 2:
            case 3:
                return random.nextInt(5);
            case 4:
                return random.nextInt(40) == 0 ? Double.POSITIVE_INFINITY : -random.nextInt(5);
            default:
                return random.nextGaussian();
        }
    }

    @Test
    void shouldTreatBothZerosAlikeWhenTheyMeet() {
        RollingWindow window = new RollingWindow(2);
        window.push(0.0);
        window.push(-0.0);

        assertThat(window.countBelow(0.0)).isZero();
        assertThat(window.countBelow(-0.0)).isZero();
        assertThat(window.toArray()).containsExactly(0.0, 0.0);
        assertThat(window).isEqualTo(RollingWindow.of(2, new double[] {-0.0, 0.0}));

        window.push(-1.0);
        window.push(1.0);
        assertThat(window.kthSmallest(1)).isEqualTo(-1.0);
        assertThat(window.kthSmallest(2)).isEqualTo(1.0);
    }

    @Test
    void shouldHoldEveryRankWhenAllValuesAreEqual() {
        RollingWindow window = new RollingWindow(5);
        for (int i = 0; i < 12; i++) {
            window.push(2.5);
        }

        assertThat(window.kthSmallest(1)).isEqualTo(window.kthSmallest(5)).isEqualTo(2.5);
        assertThat(window.countBelow(2.5)).isZero();
        assertThat(window.countBelow(2.6)).isEqualTo(5);
        assertThat(window.quantileAfter(9.0, 1.0)).isEqualTo(9.0);
        assertThat(window.kthSmallestAfter(9.0, 4)).isEqualTo(2.5);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5, 9})
    void shouldKeepNewestWhenResized(int capacity) {
        RollingWindow window = new RollingWindow(5);
        for (int i = 1; i <= 7; i++) {
            window.push(8 - i);
        }
        NaiveWindow naive = new NaiveWindow(capacity);
        for (double x : window.toArray()) {
            naive.push(x);
        }

        RollingWindow resized = window.resized(capacity);

        assertThat(resized.capacity()).isEqualTo(capacity);
        assertThat(resized.toArray()).isEqualTo(naive.oldestFirst());
        resized.push(4.5);
        naive.push(4.5);
        assertThat(resized.quantile(0.5)).isEqualTo(naive.quantile(0.5));
    }

    @Test
    void shouldStayApartWhenCopied() {
        RollingWindow window = RollingWindow.of(3, new double[] {1.0, 2.0, 3.0});
        RollingWindow copy = window.copy();
        assertThat(copy).isEqualTo(window).hasSameHashCodeAs(window);

        copy.push(9.0);

        assertThat(window.toArray()).containsExactly(1.0, 2.0, 3.0);
        assertThat(copy).isNotEqualTo(window);
        assertThat(RollingWindow.of(3, copy.toArray())).isEqualTo(copy);
    }

    @Test
    void shouldAllocateNothingWhenValuesArePushedAndPreviewed() {
        double[] values = new Random(16).doubles(2000).toArray();
        RollingWindow window = new RollingWindow(512);
        double[] sink = new double[1];

        long bytes = Allocations.bytesOf(() -> {
            for (double x : values) {
                sink[0] += window.quantileAfter(x, 0.95) + window.kthSmallestAfter(x, window.sizeAfter());
                window.push(x);
                sink[0] += window.quantile(0.3) + window.countBelow(x);
            }
        });

        assertThat(bytes).isLessThan(values.length);
        assertThat(sink[0]).isPositive();
    }

    @Test
    void shouldStartAnewWhenCleared() {
        RollingWindow window = RollingWindow.of(2, new double[] {1.0, 2.0});
        window.push(3.0);
        window.clear();
        window.push(7.0);

        assertThat(window).isEqualTo(RollingWindow.of(2, new double[] {7.0}));
        assertThat(window.quantile(0.9)).isEqualTo(7.0);
    }

    @Test
    void shouldRefuseWhenValueOrRankIsBad() {
        RollingWindow window = RollingWindow.of(3, new double[] {1.0, 2.0});

        assertThatThrownBy(() -> window.push(Double.NaN)).hasMessage("must not be NaN: x=NaN");
        assertThatThrownBy(() -> window.quantileAfter(Double.NaN, 0.5)).hasMessage("must not be NaN: x=NaN");
        assertThatThrownBy(() -> window.kthSmallest(3)).hasMessage("k must be in [1, size]: k=3, size=2");
        assertThatThrownBy(() -> window.kthSmallestAfter(1.0, 4)).hasMessage("k must be in [1, size]: k=4, size=3");
        assertThatThrownBy(() -> window.get(2))
                .hasMessage("age_from_oldest must be in [0, size): age_from_oldest=2, size=2");
        assertThatThrownBy(() -> window.quantile(1.5)).hasMessage("must be in [0.0, 1.0]: p=1.5");
        assertThatThrownBy(() -> new RollingWindow(0)).hasMessage("must be >= 1: capacity=0");
        assertThatThrownBy(() -> new RollingWindow(4).quantile(0.5)).hasMessage("must be >= 1: n=0");
        assertThatThrownBy(() -> RollingWindow.of(1, new double[] {1.0, 2.0}))
                .hasMessage("length must be <= capacity: length=2, capacity=1");
        assertThat(window.toArray()).containsExactly(1.0, 2.0);
    }
}
