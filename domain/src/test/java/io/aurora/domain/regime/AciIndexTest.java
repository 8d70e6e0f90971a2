package io.aurora.domain.regime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.api.Test;

class AciIndexTest {
    private static final int N = 128;
    private static final int ORDER = 10;

    @Test
    void shouldAgreeWithMatrixTwinWhenSeriesAreOfEveryKind() {
        AciIndex reused = new AciIndex(N, ORDER);
        int defined = 0;
        for (long seed = 1; seed <= 30; seed++) {
            for (int kind = 0; kind < SeriesMaker.KINDS; kind++) {
                double[] returns = new SeriesMaker(seed * 100 + kind).series(kind, N);
                if (reused.compute(returns)) {
                    defined++;
                    double expected = matrixIndex(returns);
                    assertThat(reused.value(1.0))
                            .as("seed %d, kind %d", seed, kind)
                            .isCloseTo(expected, within(1e-6 * expected + 1e-9));
                }
            }
        }
        assertThat(defined).isGreaterThan(290);
    }

    @Test
    void shouldNotDependOnScaleShiftOrSignWhenSeriesIsTransformed() {
        for (long seed = 1; seed <= 20; seed++) {
            double[] returns = new SeriesMaker(seed).series(2, N);
            double plain = AciIndex.raw(returns, ORDER).orElseThrow();
            double[] moved = new double[N];
            for (int t = 0; t < N; t++) {
                moved[t] = 3.0 - 1e4 * returns[t];
            }
            assertThat(AciIndex.raw(moved, ORDER).orElseThrow())
                    .as("seed %d", seed)
                    .isCloseTo(plain, within(1e-7 * plain + 1e-9));
        }
    }

    @Test
    void shouldBeIndependentOfEarlierCallsWhenInstanceIsReused() {
        AciIndex reused = new AciIndex(N, ORDER);
        double[] first = new SeriesMaker(7).series(2, N);
        double[] second = new SeriesMaker(8).series(4, N);
        assertThat(reused.compute(second)).isTrue();
        assertThat(reused.compute(new double[N])).isFalse();
        assertThat(reused.compute(first)).isTrue();
        assertThat(reused.value(1.0)).isEqualTo(AciIndex.raw(first, ORDER).orElseThrow());
    }

    @Test
    void shouldBeUndefinedWhenSeriesIsDegenerate() {
        double[] constant = new double[N];
        Arrays.fill(constant, 0.01);
        double[] alternating = new double[N];
        double[] ramp = new double[N];
        double[] broken = new SeriesMaker(3).series(0, N);
        broken[77] = Double.NaN;
        double[] infinite = new SeriesMaker(3).series(0, N);
        infinite[0] = Double.POSITIVE_INFINITY;
        for (int t = 0; t < N; t++) {
            alternating[t] = t % 2 == 0 ? 1.0 : -1.0;
            ramp[t] = t;
        }
        for (double[] series : new double[][] {new double[N], constant, alternating, ramp, broken, infinite}) {
            assertThat(AciIndex.raw(series, ORDER)).isEmpty();
        }
        AciIndex index = new AciIndex(N, ORDER);
        index.compute(constant);
        assertThatThrownBy(() -> index.value(3.0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldRefuseWindowWhenItIsTooShortOrOfAnotherLength() {
        assertThatThrownBy(() -> new AciIndex(14, ORDER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("window=14");
        assertThatThrownBy(() -> new AciIndex(N, ORDER).compute(new double[N - 1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("127");
    }

    @Test
    void shouldWorkWhenOrderIsNoMultipleOfTheBlock() {
        double[] returns = new SeriesMaker(5).series(2, 61);
        for (int order : new int[] {2, 3, 4, 5, 7, 8, 11}) {
            assertThat(AciIndex.raw(returns, order).orElseThrow())
                    .as("order %d", order)
                    .isCloseTo(matrixIndex(returns, order), within(1e-7));
        }
    }

    @Test
    void shouldApproachLastIndexWhenIndexIsUndefined() {
        AciEma ema = AciEma.START.next(OptionalDouble.empty(), 0.1);
        assertThat(ema).isEqualTo(AciEma.START);
        ema = ema.next(OptionalDouble.of(2.0), 0.1);
        assertThat(ema).isEqualTo(new AciEma(true, 2.0, 2.0));
        ema = ema.next(1.0, 0.5);
        assertThat(ema).isEqualTo(new AciEma(true, 1.0, 1.5));
        assertThat(ema.next(OptionalDouble.empty(), 0.5)).isEqualTo(new AciEma(true, 1.0, 1.25));
    }

    @Test
    void shouldRefuseAverageWhenFiguresAreImpossible() {
        assertThatThrownBy(() -> new AciEma(false, 0.0, 0.3)).hasMessageContaining("aci_ema=0.3");
        assertThatThrownBy(() -> new AciEma(true, 1.0, Double.NaN)).hasMessageContaining("aci_ema=NaN");
        assertThatThrownBy(() -> AciEma.START.next(Double.NaN, 0.1)).hasMessageContaining("aci=NaN");
        assertThatThrownBy(() -> AciEma.START.next(1.0, 1.1)).hasMessageContaining("factor=1.1");
    }

    private static double matrixIndex(double[] returns) {
        return matrixIndex(returns, ORDER);
    }

    /** The definition in matrices: Toeplitz systems and least squares by QR, no recursion, no normal equations. */
    private static double matrixIndex(double[] returns, int order) {
        int n = returns.length;
        double mean = Arrays.stream(returns).average().orElseThrow();
        double sd = Math.sqrt(
                Arrays.stream(returns).map(r -> (r - mean) * (r - mean)).sum() / n);
        double[] x = Arrays.stream(returns).map(r -> (r - mean) / sd).toArray();
        RealVector ar2 = toeplitz(x, 2);
        RealVector longAr = toeplitz(x, order);
        double[] e = new double[n];
        for (int t = order; t < n; t++) {
            e[t] = x[t];
            for (int j = 1; j <= order; j++) {
                e[t] -= longAr.getEntry(j - 1) * x[t - j];
            }
        }
        int rows = n - order - 1;
        RealMatrix design = new Array2DRowRealMatrix(rows, 3);
        RealVector target = new ArrayRealVector(rows);
        for (int i = 0; i < rows; i++) {
            int t = i + order + 1;
            design.setRow(i, new double[] {x[t - 1], x[t - 2], e[t - 1]});
            target.setEntry(i, x[t]);
        }
        RealVector arma = new QRDecomposition(design).getSolver().solve(target);
        double error = Math.sqrt((1.0 - ar2.getEntry(1) * ar2.getEntry(1)) / n);
        return Math.hypot(ar2.getEntry(0) - arma.getEntry(0), ar2.getEntry(1) - arma.getEntry(1)) / (error + 1e-6);
    }

    private static RealVector toeplitz(double[] x, int order) {
        RealMatrix gamma = new Array2DRowRealMatrix(order, order);
        RealVector right = new ArrayRealVector(order);
        for (int i = 0; i < order; i++) {
            right.setEntry(i, autocovariance(x, i + 1));
            for (int j = 0; j < order; j++) {
                gamma.setEntry(i, j, autocovariance(x, Math.abs(i - j)));
            }
        }
        return new QRDecomposition(gamma).getSolver().solve(right);
    }

    private static double autocovariance(double[] x, int lag) {
        double sum = 0.0;
        for (int t = lag; t < x.length; t++) {
            sum += x[t] * x[t - lag];
        }
        return sum / x.length;
    }
}
