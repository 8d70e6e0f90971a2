package io.aurora.domain.conformal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aurora.domain.settings.IcpSettings;
import io.aurora.domain.settings.IcpSettings.ControllerKind;
import io.aurora.domain.settings.IcpSettings.QuantileKind;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreWindowTest {
    private static IcpSettings settings(QuantileKind kind) {
        return ConformalFixture.settings(ControllerKind.ACI, kind, 100);
    }

    @Test
    void shouldServeTheNormalQuantileWhenScoresAreFew() {
        ScoreWindow window = new ScoreWindow(settings(QuantileKind.WINDOW));
        for (int n = 0; n < 30; n++) {
            assertThat(window.quantile(0.1)).as("n=%d", n).isEqualTo(1.6448536269514722, within(1e-12));
            window.push(100.0);
        }
        assertThat(window.quantile(0.1)).isEqualTo(100.0);
    }

    @Test
    void shouldTakeTheRankOfThePromiseWhenProductsAreWholeOrNot() {
        assertThat(ConformalRank.of(99, 0.1)).isEqualTo(90);
        assertThat(ConformalRank.of(100, 0.1)).isEqualTo(91);
        assertThat(ConformalRank.of(1, 0.5)).isEqualTo(1);
        assertThat(ConformalRank.of(50, 0.001)).isEqualTo(50);
        assertThatThrownBy(() -> ConformalRank.of(0, 0.1)).hasMessage("must be >= 1: n=0");
    }

    @ParameterizedTest
    @EnumSource(QuantileKind.class)
    void shouldNeverNarrowWhenAlphaFalls(QuantileKind kind) {
        SplittableRandom random = new SplittableRandom(3L);
        ScoreWindow window = new ScoreWindow(settings(kind));
        for (int i = 0; i < 400; i++) {
            window.push(Math.abs(ConformalFixture.gaussian(random)));
            double last = Double.POSITIVE_INFINITY;
            for (double alpha = 0.01; alpha <= 0.35; alpha += 0.02) {
                double q = window.quantile(alpha);
                assertThat(q).as("%s bar=%d alpha=%s seed=3", kind, i, alpha).isLessThanOrEqualTo(last);
                last = q;
            }
        }
    }

    @ParameterizedTest
    @EnumSource(QuantileKind.class)
    void shouldPreviewCountsAndMaximaWhenTheWindowRolls(QuantileKind kind) {
        SplittableRandom random = new SplittableRandom(8L);
        ScoreWindow window = new ScoreWindow(settings(kind));
        for (int i = 0; i < 350; i++) {
            double score = random.nextInt(12);
            Scores after = window.after(score);
            double[] previewed = read(after);
            double alone = window.quantileAfter(score, 0.1);
            window.push(score);
            assertThat(previewed).as("%s bar=%d seed=8", kind, i).isEqualTo(read(window));
            assertThat(alone).isEqualTo(window.quantile(0.1));
        }
    }

    private static double[] read(Scores scores) {
        return new double[] {
            scores.size(),
            scores.quantile(0.02),
            scores.quantile(0.1),
            scores.quantile(0.3),
            scores.countBelow(0.0),
            scores.countBelow(5.0),
            scores.countBelow(99.0),
            scores.maxOfLast(1),
            scores.maxOfLast(7),
            scores.maxOfLast(100),
            scores.maxOfLast(1000)
        };
    }

    @ParameterizedTest
    @EnumSource(QuantileKind.class)
    void shouldGiveTheOneValueWhenAllScoresAreEqual(QuantileKind kind) {
        ScoreWindow window = new ScoreWindow(settings(kind));
        for (int i = 0; i < 250; i++) {
            window.push(2.5);
        }
        assertThat(window.quantile(0.01)).isEqualTo(2.5);
        assertThat(window.quantile(0.35)).isEqualTo(2.5);
        assertThat(window.countBelow(2.5)).as("ties are covered").isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, -1.0, Double.NEGATIVE_INFINITY})
    void shouldRefuseAScoreWhenItIsNoDistance(double score) {
        ScoreWindow window = new ScoreWindow(settings(QuantileKind.WINDOW));
        assertThatThrownBy(() -> window.push(score))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("must be >= 0: score=" + score);
        assertThatThrownBy(() -> window.after(score)).isInstanceOf(IllegalArgumentException.class);
        assertThat(window.size()).isZero();
    }

    @Test
    void shouldRefuseAMaximumWhenThereIsNoScore() {
        assertThatThrownBy(() -> new ScoreWindow(settings(QuantileKind.WINDOW)).maxOfLast(100))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("must hold a score: size=0");
    }

    @Test
    void shouldWeighTheNewestMostWhenWeighted() {
        ScoreWindow rising = new ScoreWindow(settings(QuantileKind.WEIGHTED));
        ScoreWindow falling = new ScoreWindow(settings(QuantileKind.WEIGHTED));
        for (int i = 1; i <= 100; i++) {
            rising.push(i);
            falling.push(101 - i);
        }
        assertThat(rising.quantile(0.2)).isGreaterThan(falling.quantile(0.2));
        assertThat(rising).isNotEqualTo(falling);
    }
}
