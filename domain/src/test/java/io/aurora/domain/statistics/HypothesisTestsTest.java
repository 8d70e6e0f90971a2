package io.aurora.domain.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HypothesisTestsTest {
    private static double[] normal(long seed, int n) {
        Random random = new Random(seed);
        double[] out = new double[n];
        for (int i = 0; i < n; i++) {
            out[i] = random.nextGaussian();
        }
        return out;
    }

    /** Ten exceedances of a hundred where five were promised: LR = 2 (90 ln(.9/.95) + 10 ln(.1/.05)) = 4.1309. */
    @Test
    void shouldGiveTheLikelihoodRatioWhenCountedByHand() {
        boolean[] hits = new boolean[100];
        for (int i = 0; i < 100; i += 10) {
            hits[i] = true;
        }
        CoverageTest test = CoverageTest.of(hits, 0.05);
        double expected = 2.0 * (90.0 * Math.log(0.9 / 0.95) + 10.0 * Math.log(2.0));
        assertThat(test.unconditional().statistic()).isCloseTo(expected, within(1e-12));
        assertThat(test.transitions()).isEqualTo(new CoverageTest.Transitions(80, 9, 10, 0));
        assertThat(test.conditional().statistic())
                .isCloseTo(
                        test.unconditional().statistic() + test.independence().statistic(), within(1e-12));
    }

    /** Under the null about one test in twenty rejects at 5 %: 300 seeded records, binomial bound of four standard errors. */
    @Test
    void shouldRejectAsOftenAsPromisedWhenTheForecastIsRight() {
        Random random = new Random(23);
        int rejected = 0;
        for (int run = 0; run < 300; run++) {
            boolean[] hits = new boolean[1000];
            for (int i = 0; i < hits.length; i++) {
                hits[i] = random.nextDouble() < 0.05;
            }
            rejected += CoverageTest.of(hits, 0.05).conditional().pValue() < 0.05 ? 1 : 0;
        }
        assertThat(rejected).as("seed 23").isBetween(3, 33);
    }

    @Test
    void shouldTurnSignWhenForecastsSwap() {
        double[] a = Arrays.stream(normal(1, 200)).map(v -> v * v).toArray();
        double[] b = Arrays.stream(normal(2, 200)).map(v -> 1.5 * v * v).toArray();
        DieboldMariano one = DieboldMariano.of(a, b, 3);
        DieboldMariano other = DieboldMariano.of(b, a, 3);
        assertThat(one.result().statistic()).isCloseTo(-other.result().statistic(), within(1e-12));
        assertThat(one.result().pValue()).isEqualTo(other.result().pValue());
        assertThatThrownBy(() -> DieboldMariano.of(a, a, 1))
                .hasMessage("Diebold-Mariano test needs losses that differ: variance=0.0");
    }

    @Test
    void shouldNeedBartlettWeightsWhenThePlainSumIsNegative() {
        double[] zero = new double[40];
        double[] alternating = new double[40];
        for (int i = 0; i < 40; i++) {
            alternating[i] = (i % 2 == 0 ? 1.0 : -1.0) + 0.01 * (i % 3);
        }
        DieboldMariano test = DieboldMariano.of(alternating, zero, 2);
        assertThat(test.bartlett()).isTrue();
        assertThat(test.result().pValue()).isBetween(0.0, 1.0);
    }

    @Test
    void shouldSeeTheJumpWhenOneIsPutIn() {
        double[] quiet = normal(4, 300);
        double[] jumping = quiet.clone();
        jumping[150] += 15.0;
        assertThat(JumpTest.of(quiet).result().pValue()).isGreaterThan(0.01);
        assertThat(JumpTest.of(jumping).result().pValue()).isLessThan(1e-6);
        assertThat(JumpTest.of(jumping).jumpShare()).isGreaterThan(0.2);
        assertThatThrownBy(() -> JumpTest.of(new double[50]))
                .hasMessage("jump test needs returns that move: bipower variation=0.0");
    }

    @Test
    void shouldFindNoDriftWhenTheSamplesAreTheSame() {
        double[] x = normal(5, 400);
        assertThat(DriftStatistics.stabilityIndex(x, x)).isZero();
        assertThat(DriftStatistics.kullbackLeibler(x, x)).isZero();
        assertThat(DriftStatistics.kolmogorovSmirnov(x, x)).isEqualTo(new TestResult(0.0, 1.0, 800));
        assertThat(MeanDiscrepancy.of(x, normal(6, 400)).squared()).isCloseTo(0.0, within(0.02));
        double[] moved = Arrays.stream(x).map(v -> v + 1.0).toArray();
        assertThat(DriftStatistics.stabilityIndex(x, moved)).isGreaterThan(0.5);
        assertThat(MeanDiscrepancy.of(x, moved).squared()).isGreaterThan(0.1);
        assertThatThrownBy(() -> MeanDiscrepancy.of(new double[40], new double[40]))
                .hasMessage("discrepancy needs a positive median distance: bandwidth=0.0");
    }

    /** Both series of Kolmogorov's law agree where the code changes over, and at a tabled point (0.05 at 1.3581). */
    @Test
    void shouldJoinTheTwoSeriesWhenKolmogorovsLawIsEvaluated() {
        assertThat(DriftStatistics.kolmogorovTail(1.18 - 1e-12))
                .isCloseTo(DriftStatistics.kolmogorovTail(1.18), within(1e-11));
        assertThat(DriftStatistics.kolmogorovTail(1.3580986393225507)).isCloseTo(0.05, within(1e-9));
        assertThat(DriftStatistics.kolmogorovTail(0.05)).isEqualTo(1.0);
    }

    @Test
    void shouldRecoverTheTemperatureWhenLogitsAreScaled() {
        Random random = new Random(7);
        double[][] logits = new double[3000][];
        int[] labels = new int[3000];
        for (int i = 0; i < labels.length; i++) {
            logits[i] = new double[] {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
            double[] p = TemperatureScaling.apply(new double[][] {logits[i]}, 1.0)[0];
            double u = random.nextDouble();
            labels[i] = u < p[0] ? 0 : u < p[0] + p[1] ? 1 : 2;
        }
        double one = TemperatureScaling.fit(logits, labels);
        assertThat(one).as("seed 7").isCloseTo(1.0, within(0.15));
        for (double[] row : logits) {
            for (int c = 0; c < 3; c++) {
                row[c] *= 4.0;
            }
        }
        assertThat(TemperatureScaling.fit(logits, labels)).isCloseTo(4.0 * one, within(1e-9));
    }

    @Test
    void shouldBePerfectWhenTheLabelsAreCertain() {
        double[][] p = new double[150][];
        int[] labels = new int[150];
        for (int i = 0; i < 150; i++) {
            labels[i] = i % 2;
            p[i] = new double[] {1.0 - labels[i], labels[i]};
        }
        assertThat(CalibrationScores.of(p, labels)).isEqualTo(new CalibrationScores(0.0, 0.0, 0.0, 0.0, 150));
        labels[3] = 2;
        assertThatThrownBy(() -> CalibrationScores.of(p, labels))
                .hasMessage("label must name a class: index=3, label=2, classes=2");
        labels[3] = 1;
        p[0] = new double[] {0.5, 0.4};
        assertThatThrownBy(() -> CalibrationScores.of(p, labels)).hasMessage("probabilities must sum to 1: sum=0.9");
    }

    @Test
    void shouldFindTheLeaderWhenExtremesFollowAtLagTwo() {
        double[] cause = normal(8, 3000);
        double[] effect = normal(9, 3000);
        boolean[] extreme = GrangerExtremum.exceedances(cause);
        for (int t = 2; t < effect.length; t++) {
            effect[t] += extreme[t - 2] ? 2.0 : 0.0;
        }
        assertThat(GrangerExtremum.of(cause, effect).result().pValue()).isLessThan(1e-6);
        assertThat(GrangerExtremum.of(effect, cause).result().pValue()).isGreaterThan(0.01);
    }

    @Test
    void shouldStayFiniteWhenTheCauseSeparatesTheEffect() {
        boolean[] cause = new boolean[1000];
        boolean[] effect = new boolean[1000];
        for (int i = 7; i < 999; i += 37) {
            cause[i] = true;
            effect[i + 1] = true;
        }
        GrangerExtremum test = GrangerExtremum.of(cause, effect);
        assertThat(test.maxAbsCoefficient()).isEqualTo(15.0);
        assertThat(test.result().statistic()).isGreaterThan(100.0).isFinite();
        assertThat(GrangerExtremum.of(effect, new boolean[1000]).result().statistic())
                .isCloseTo(0.0, within(1e-3));
    }

    /** p = .01, .02, .03, .5 of four tests: .04, .04, .04, .5. */
    @Test
    void shouldAdjustStepwiseWhenManyAreTested() {
        assertThat(FalseDiscovery.adjusted(new double[] {0.5, 0.03, 0.01, 0.02}))
                .containsExactly(new double[] {0.5, 0.04, 0.04, 0.04}, within(1e-15));
        assertThat(FalseDiscovery.adjusted(new double[0])).isEmpty();
        assertThatThrownBy(() -> FalseDiscovery.adjusted(new double[] {Double.NaN}))
                .hasMessage("must be in [0.0, 1.0]: p=NaN");
    }

    @Test
    void shouldJudgeTheRiskGapWhenThereIsEnough() {
        assertThat(AggregateRiskGap.of(0.021, 0.02, 2000).isPassed()).isTrue();
        assertThat(AggregateRiskGap.of(0.0225, 0.02, 2000).isPassed()).isFalse();
        assertThat(AggregateRiskGap.of(0.021, 0.02, 500).isPassed()).isFalse();
        assertThat(AggregateRiskGap.of(0.021, 0.02, 500).isJudged()).isFalse();
    }

    @Test
    void shouldRefuseWhenSamplesAreTooSmallOrBroken() {
        assertThatThrownBy(() -> CoverageTest.of(new boolean[99], 0.05))
                .hasMessage("coverage test needs n >= 100: n=99");
        assertThatThrownBy(() -> CoverageTest.of(new boolean[100], 0.0))
                .hasMessage("must be in (0, 1): probability=0.0");
        assertThatThrownBy(() -> JumpTest.of(new double[29])).hasMessage("jump test needs n >= 30: n=29");
        assertThatThrownBy(() -> DieboldMariano.of(new double[40], new double[41], 1))
                .hasMessage("Diebold-Mariano test needs as many of both: first=40, second=41");
        double[] bad = normal(10, 100);
        bad[4] = Double.NaN;
        assertThatThrownBy(() -> DriftStatistics.edges(bad))
                .hasMessage("drift needs finite values: index=4, value=NaN");
        assertThatThrownBy(() -> new ShortfallBacktest(bad, bad, 0.05)).hasMessageContaining("index=4");
        double[] ones = new double[100];
        Arrays.fill(ones, 1.0);
        ShortfallBacktest test = new ShortfallBacktest(ones, ones, 0.05);
        ShortfallBacktest.Statistics none = test.statistics(new double[100]);
        assertThat(none.z1()).isEmpty();
        assertThat(test.pValues(none, ones, 5.0, 10, new Random(1)).p1()).isEmpty();
        assertThatThrownBy(() -> new ShortfallBacktest(ones, ones, 1.0)).hasMessage("must be in (0, 1): alpha=1.0");
        assertThatThrownBy(() -> new TestResult(Double.NaN, 0.5, 3)).hasMessage("must be a number: statistic=NaN");
    }
}
