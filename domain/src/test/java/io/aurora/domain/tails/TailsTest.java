package io.aurora.domain.tails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TailsTest {
    private static double[] noise(long seed, int n) {
        Random random = new Random(seed);
        return random.doubles(n)
                .map(u -> Math.pow(u, -0.25) * (random.nextBoolean() ? 1.0 : -1.0))
                .toArray();
    }

    /** 400 values: 20 of size e^2, one of size e, the rest below. The mean log excess is 2 - 1. */
    @Test
    void shouldGiveTheMeanLogExcessWhenTheTailIsKnown() {
        double[] x = new double[400];
        for (int i = 0; i < 400; i++) {
            x[i] = i < 20 ? Math.exp(2.0) : i == 20 ? -Math.E : 0.5;
        }
        TailEstimate.Value hill = HillEstimator.of(x).orElseThrow();
        assertThat(hill.estimate()).isCloseTo(1.0, within(1e-14));
        assertThat(hill.standardError()).isCloseTo(1.0 / Math.sqrt(20.0), within(1e-14));
        assertThat(hill.used()).isEqualTo(20);
        assertThat(MomentEstimator.of(x)).isInstanceOf(TailEstimate.Refused.class);
    }

    /** Moving maxima of two independent values: an extreme stays for two steps, so theta is 1/2. */
    @Test
    void shouldSeeClustersWhenExceedancesComeInPairs() {
        double[] x = new double[2000];
        Random random = new Random(3);
        for (int i = 0; i + 1 < x.length; i++) {
            double size = random.nextDouble();
            x[i] = Math.max(x[i], size);
            x[i + 1] = Math.max(x[i + 1], size);
        }
        assertThat(ExtremalIndex.of(x).orElseThrow().estimate()).isBetween(0.35, 0.65);
    }

    @ParameterizedTest
    @CsvSource({"12,5", "12,12", "1024,1024", "1500,40", "5000,2500", "7,7", "1,1", "2,2"})
    void shouldEqualTheDefinitionWhenTransformed(int n, int m) {
        double[] x = new Random(n).doubles(n).toArray();
        double[][] fast = Dft.of(x, m);
        for (int k = 0; k < m; k += Math.max(1, m / 37)) {
            double re = 0.0;
            double im = 0.0;
            for (int t = 0; t < n; t++) {
                double angle = 2.0 * Math.PI * ((long) k * t % n) / n;
                re += x[t] * Math.cos(angle);
                im -= x[t] * Math.sin(angle);
            }
            assertThat(fast[0][k]).as("n %s k %s", n, k).isCloseTo(re, within(1e-9));
            assertThat(fast[1][k]).as("n %s k %s", n, k).isCloseTo(im, within(1e-9));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.2, 0.5, 0.8})
    void shouldRecoverTheExponentWhenNoiseIsDrawnWithIt(double hurst) {
        Random random = new Random(5);
        double[] path = FractionalNoise.sample(hurst, 1 << 13, random::nextGaussian);
        double variance = Arrays.stream(path).map(v -> v * v).sum() / path.length;

        assertThat(variance).as("seed 5").isCloseTo(1.0, within(0.2));
        TailEstimate.Value whittle = LocalWhittle.of(path, LocalWhittle.POWER).orElseThrow();
        TailEstimate.Value wavelet = AbryVeitch.of(path).orElseThrow();
        assertThat(whittle.estimate()).as("seed 5").isCloseTo(hurst, within(4.0 * whittle.standardError()));
        assertThat(wavelet.estimate()).as("seed 5").isCloseTo(hurst, within(4.0 * wavelet.standardError()));
    }

    @Test
    void shouldNotMoveWhenTheSeriesIsScaledOrShifted() {
        double[] x = noise(7, 3000);
        double[] scaled = Arrays.stream(x).map(v -> 1e-7 * v).toArray();
        double[] shifted = Arrays.stream(x).map(v -> 3.0 * v + 5.0).toArray();
        double[] other = noise(8, 3000);
        assertSame(HillEstimator.of(x), HillEstimator.of(scaled));
        assertSame(ExtremalIndex.of(x), ExtremalIndex.of(scaled));
        assertSame(LocalWhittle.of(x, 0.65), LocalWhittle.of(shifted, 0.65));
        assertSame(AbryVeitch.of(x), AbryVeitch.of(shifted));
        assertSame(TailDependence.of(x, other), TailDependence.of(shifted, other));
        for (TailWasserstein.Form form : TailWasserstein.Form.values()) {
            assertSame(TailWasserstein.of(form, x, other), TailWasserstein.of(form, shifted, other));
            assertThat(TailWasserstein.of(form, x, x).orElseThrow().estimate()).isZero();
        }
    }

    private static void assertSame(TailEstimate one, TailEstimate other) {
        assertThat(other.orElseThrow().estimate()).isCloseTo(one.orElseThrow().estimate(), within(1e-8));
    }

    @Test
    void shouldBeOneOrZeroWhenDependenceIsFullOrAbsent() {
        double[] x = noise(9, 4000);
        assertThat(TailDependence.of(x, x).orElseThrow().estimate()).isCloseTo(1.0, within(0.03));
        assertThat(TailDependence.of(x, TailsGoldenTest.negated(x))
                        .orElseThrow()
                        .estimate())
                .isCloseTo(0.0, within(0.03));
        assertThatThrownBy(() -> TailDependence.of(x, new double[3]))
                .hasMessage("must be as long: x.length=4000, y.length=3");
    }

    /** The jackknife's tails, read off a sample sorted once, against the tails of samples from which the run was really taken out. */
    @ParameterizedTest
    @ValueSource(ints = {400, 997, 1234})
    void shouldEqualTheShorterSampleWhenARunIsLeftOut(int n) {
        double[] x = noise(15, n);
        LeaveGroupOut out = new LeaveGroupOut(x);
        for (int g = 0; g < LeaveGroupOut.GROUPS; g++) {
            int from = n * g / LeaveGroupOut.GROUPS;
            int to = n * (g + 1) / LeaveGroupOut.GROUPS;
            double[] shorter = new double[n - (to - from)];
            System.arraycopy(x, 0, shorter, 0, from);
            System.arraycopy(x, to, shorter, from, n - to);
            for (TailWasserstein.Form form : TailWasserstein.Form.values()) {
                assertThat(out.tail(form, g))
                        .as("n %s, run %s, %s", n, g, form)
                        .containsExactly(TailWasserstein.tail(form, shorter), within(1e-9));
            }
        }
    }

    @Test
    void shouldAgreeWithTheBatchWhenRolled() {
        double[] x = noise(10, 2500);
        double[] y = noise(11, 2500);
        RollingTails rolling = new RollingTails(1000);
        RollingTails other = new RollingTails(1000);
        for (int i = 0; i < x.length; i++) {
            rolling.add(x[i]);
            other.add(y[i]);
            if (i % 611 == 0) {
                int from = Math.max(0, i + 1 - 1000);
                double[] window = Arrays.copyOfRange(x, from, i + 1);
                assertThat(rolling.hill()).isEqualTo(HillEstimator.of(window));
                assertThat(rolling.moment()).isEqualTo(MomentEstimator.of(window));
                assertThat(rolling.extremalIndex()).isEqualTo(ExtremalIndex.of(window));
                assertThat(rolling.localWhittle()).isEqualTo(LocalWhittle.of(window, LocalWhittle.POWER));
                assertThat(rolling.abryVeitch()).isEqualTo(AbryVeitch.of(window));
                assertThat(rolling.dependence(other))
                        .isEqualTo(TailDependence.of(window, Arrays.copyOfRange(y, from, i + 1)));
                assertThat(rolling.tailWasserstein(TailWasserstein.Form.LOG, y))
                        .isEqualTo(TailWasserstein.of(TailWasserstein.Form.LOG, window, y));
            }
        }
        assertThat(rolling.size()).isEqualTo(1000);
        assertThatThrownBy(() -> rolling.add(Double.NaN)).hasMessage("must be finite: value=NaN");
    }

    @Test
    void shouldNameTheRuleWhenASeriesIsRefused() {
        double[] mostlyZero = new double[1000];
        mostlyZero[3] = 1.0;
        assertThat(HillEstimator.of(mostlyZero)).isInstanceOf(TailEstimate.Refused.class);
        assertThat(ExtremalIndex.of(mostlyZero))
                .isEqualTo(new TailEstimate.Refused(
                        TailEstimate.Reason.TOO_SHORT, "exceedances must be >= 30: exceedances=1"));
        assertThat(TailWasserstein.of(TailWasserstein.Form.MEDIAN_MAD, mostlyZero, noise(12, 1000))
                        .isRefused())
                .isTrue();
        double[] bad = noise(13, 1000);
        bad[17] = Double.NEGATIVE_INFINITY;
        assertThatThrownBy(() -> HillEstimator.of(bad).orElseThrow())
                .hasMessage("series must be finite: index=17, value=-Infinity");
        assertThat(AbryVeitch.of(noise(14, 255)))
                .isEqualTo(new TailEstimate.Refused(TailEstimate.Reason.TOO_SHORT, "octaves must be >= 3: octaves=2"));
        assertThat(LocalWhittle.of(new double[0], 0.65).isRefused()).isTrue();
        assertThatThrownBy(() -> LocalWhittle.of(bad, 1.0)).hasMessage("must be in (0, 1): power=1.0");
        assertThatThrownBy(() -> FractionalNoise.autocovariance(1.0, 5)).hasMessage("must be in (0, 1): hurst=1.0");
    }
}
