package io.aurora.domain.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aurora.domain.market.Bar;
import io.aurora.domain.market.BarValidator;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.stat.descriptive.moment.Kurtosis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MarketSimulatorTest {
    private static final long START_MS = 1_700_000_040_000L;
    private static final long MINUTE_MS = 60_000L;
    private static final long SEED = 42L;

    /** First 64 bits of the SHA-256 of each scenario's first 10,000 bars; a change here is a change of every simulated series. */
    private static final Map<String, String> EXPECTED = Map.of(
            "calm", "9e5323385b952dec",
            "trending", "f6390e54af1ce7e1",
            "volatile", "607a30b2e20dc571",
            "crash", "3ed32bdb15ff539d",
            "regime-shift", "9d279ae026d418c0",
            "gappy", "69c2ed64c51b66ee");

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void shouldGiveOnlyValidBarsInOrderOnTheGridWhenReadOn(Scenario scenario) {
        for (long barLengthMs : new long[] {1_000L, MINUTE_MS, 86_400_000L}) {
            MarketSimulator market = MarketSimulator.of("BTC-USD", SEED, scenario, START_MS, barLengthMs);
            long lastMs = START_MS - barLengthMs;
            for (int i = 0; i < 50_000; i++) {
                Bar bar = market.next();
                assertThat(BarValidator.check("BTC-USD", bar))
                        .as("seed %d, bar %d: %s", SEED, i, bar)
                        .isEmpty();
                assertThat((bar.tsMs() - START_MS) % barLengthMs).isZero();
                assertThat(bar.tsMs()).isGreaterThan(lastMs);
                lastMs = bar.tsMs();
            }
        }
    }

    @Test
    void shouldGiveTheSameBitsWhenReadOnAnyMachine() {
        Map<String, String> digests = new TreeMap<>();
        for (Scenario scenario : Scenario.values()) {
            digests.put(scenario.code(), digest(market(scenario), 10_000));
        }
        assertThat(digests).isEqualTo(EXPECTED);
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void shouldContinueAlikeWhenStartedAnewAtAnyPoint(Scenario scenario) {
        List<Bar> bars = bars(market(scenario), 3_000);
        for (int k = 0; k < bars.size() - 1; k += 37) {
            MarketSimulator again = market(scenario);
            again.skipPast(bars.get(k).tsMs());
            assertThat(again.next()).as("seed %d after bar %d", SEED, k).isEqualTo(bars.get(k + 1));
            again.skipTo(bars.get(k).tsMs());
            if (k + 2 < bars.size()) {
                assertThat(again.next())
                        .as("no way back, seed %d bar %d", SEED, k)
                        .isEqualTo(bars.get(k + 2));
            }
            again.restart();
            again.skipTo(bars.get(k).tsMs());
            assertThat(again.next()).as("seed %d at bar %d", SEED, k).isEqualTo(bars.get(k));
        }
    }

    @Test
    void shouldStandAtTheNextStepWhenSkippedToATimeBetweenSteps() {
        MarketSimulator market = market(Scenario.CALM);
        market.skipTo(START_MS + 1);
        assertThat(market.next().tsMs()).isEqualTo(START_MS + MINUTE_MS);
        market.skipTo(START_MS + 5 * MINUTE_MS);
        assertThat(market.nextMs()).isEqualTo(START_MS + 5 * MINUTE_MS);
    }

    @Test
    void shouldDifferWhenSymbolOrSeedDiffers() {
        String base = digest(market(Scenario.VOLATILE), 100);
        MarketSimulator otherSeed = MarketSimulator.of("BTC-USD", SEED + 1, Scenario.VOLATILE, START_MS, MINUTE_MS);
        MarketSimulator otherName = MarketSimulator.of("BTC-USE", SEED, Scenario.VOLATILE, START_MS, MINUTE_MS);
        assertThat(digest(otherSeed, 100)).isNotEqualTo(base);
        assertThat(digest(otherName, 100)).isNotEqualTo(base);
        double[] a = returns(bars(market(Scenario.VOLATILE), 20_000));
        double[] b = returns(bars(MarketSimulator.of("ETH-USD", SEED, Scenario.VOLATILE, START_MS, MINUTE_MS), 20_000));
        assertThat(Math.abs(correlation(a, b, 0))).isLessThan(0.03);
    }

    @Test
    void shouldHaveFatTailsAndClusteredVolatilityWhenVolatile() {
        for (Scenario scenario : List.of(Scenario.VOLATILE, Scenario.CRASH, Scenario.REGIME_SHIFT)) {
            double[] r = returns(bars(market(scenario), 100_000));
            double[] size = absolute(r);
            assertThat(new Kurtosis().evaluate(r) + 3.0)
                    .as("kurtosis of %s", scenario)
                    .isGreaterThan(3.5);
            for (int lag : new int[] {1, 5, 20}) {
                assertThat(correlation(size, size, lag))
                        .as("|r| of %s, lag %d", scenario, lag)
                        .isGreaterThan(0.05);
            }
        }
        double[] r = returns(bars(market(Scenario.VOLATILE), 100_000));
        assertThat(Math.abs(correlation(r, r, 1))).as("returns themselves").isLessThan(0.03);
    }

    @Test
    void shouldHaveTheScenariosAnnualVolatilityWhenMeasured() {
        double calm = annualVol(Scenario.CALM);
        double trending = annualVol(Scenario.TRENDING);
        double shift = annualVol(Scenario.REGIME_SHIFT);
        double wild = annualVol(Scenario.VOLATILE);
        assertThat(calm).isBetween(0.19, 0.22);
        assertThat(trending).isBetween(0.42, 0.50);
        assertThat(shift).isGreaterThan(trending);
        assertThat(wild).isGreaterThan(shift).isBetween(1.0, 1.3);
        assertThat(annualVol(Scenario.CRASH)).isGreaterThan(trending);
    }

    @Test
    void shouldFallHardWithinAShortTimeWhenCrashing() {
        List<Bar> bars = bars(MarketSimulator.of("SPY", SEED, Scenario.CRASH, START_MS, 3_600_000L), 5_000);
        double peak = 0.0;
        double worst = 0.0;
        for (Bar bar : bars) {
            peak = Math.max(peak, bar.close());
            worst = Math.max(worst, 1.0 - bar.close() / peak);
        }
        assertThat(worst).as("drawdown, seed %d", SEED).isGreaterThan(0.25);
    }

    @Test
    void shouldCarryMoreVolumeWhenMoreVolatile() {
        List<Bar> bars = bars(market(Scenario.REGIME_SHIFT), 50_000);
        double[] range =
                bars.stream().mapToDouble(b -> (b.high() - b.low()) / b.close()).toArray();
        double[] volume = bars.stream().mapToDouble(Bar::volume).toArray();
        assertThat(correlation(range, volume, 0)).isGreaterThan(0.4);
        assertThat(Arrays.stream(volume).allMatch(v -> v > 0.0)).isTrue();
    }

    @Test
    void shouldLeaveOutShortAndLongRunsWhenGappy() {
        List<Bar> bars = bars(market(Scenario.GAPPY), 50_000);
        int shortGaps = 0;
        int longGaps = 0;
        long missing = 0;
        for (int i = 1; i < bars.size(); i++) {
            long gap = (bars.get(i).tsMs() - bars.get(i - 1).tsMs()) / MINUTE_MS - 1;
            assertThat(gap).isBetween(0L, 60L);
            shortGaps += gap >= 1 && gap <= 3 ? 1 : 0;
            longGaps += gap > 3 ? 1 : 0;
            missing += gap;
        }
        assertThat(shortGaps).isBetween(250, 500);
        assertThat(longGaps).isBetween(15, 90);
        assertThat(missing / (double) (missing + bars.size())).isBetween(0.02, 0.045);
    }

    @Test
    void shouldVisitEveryRegimeAndReportJumpsWhenShifting() {
        MarketSimulator market = market(Scenario.REGIME_SHIFT);
        Map<String, Integer> stays = new TreeMap<>();
        int jumps = 0;
        for (int i = 0; i < 100_000; i++) {
            market.next();
            stays.merge(market.regime().name(), 1, Integer::sum);
            jumps += market.jumped() ? 1 : 0;
        }
        assertThat(stays.keySet()).containsExactly("ar", "arma", "garch", "quiet");
        assertThat(stays.values()).allMatch(n -> n > 10_000);
        assertThat(jumps).isBetween(70, 220);
    }

    @Test
    void shouldRefuseWhenAnArgumentIsOutOfRange() {
        assertThatThrownBy(() -> MarketSimulator.of("BTC/USD", 1, Scenario.CALM, 0, 1))
                .hasMessageContaining("symbol=BTC/USD");
        assertThatThrownBy(() -> MarketSimulator.of("A", 1, Scenario.CALM, -1, 1))
                .hasMessage("must be >= 0: start=-1");
        assertThatThrownBy(() -> MarketSimulator.of("A", 1, Scenario.CALM, 0, 0))
                .hasMessage("must be >= 1: bar_length=0");
        assertThatThrownBy(() -> MarketSimulator.of("A", 1, Scenario.CALM, 0, 604_800_001L))
                .hasMessageContaining("bar_length=604800001");
        assertThatThrownBy(() -> market(Scenario.CALM).skipTo(Long.MAX_VALUE / 2))
                .hasMessageContaining("bars ahead");
        assertThatThrownBy(() -> Scenario.parse("calmer"))
                .hasMessage("must be one of calm, trending, volatile, crash, regime-shift, gappy: scenario=calmer");
        assertThat(Scenario.parse("regime-shift")).isEqualTo(Scenario.REGIME_SHIFT);
    }

    private static MarketSimulator market(Scenario scenario) {
        return MarketSimulator.of("BTC-USD", SEED, scenario, START_MS, MINUTE_MS);
    }

    private static List<Bar> bars(MarketSimulator market, int n) {
        List<Bar> bars = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            bars.add(market.next());
        }
        return bars;
    }

    private static double annualVol(Scenario scenario) {
        double[] r = returns(bars(market(scenario), 200_000));
        double sum = 0.0;
        for (double x : r) {
            sum += x * x;
        }
        return Math.sqrt(sum / r.length * 525_960.0);
    }

    private static double[] returns(List<Bar> bars) {
        double[] r = new double[bars.size() - 1];
        for (int i = 0; i < r.length; i++) {
            r[i] = StrictMath.log(bars.get(i + 1).close() / bars.get(i).close());
        }
        return r;
    }

    private static double[] absolute(double[] x) {
        double[] a = new double[x.length];
        for (int i = 0; i < a.length; i++) {
            a[i] = Math.abs(x[i]);
        }
        return a;
    }

    /** Correlation of {@code a[t]} and {@code b[t + lag]}. */
    private static double correlation(double[] a, double[] b, int lag) {
        int n = a.length - lag;
        double meanA = 0.0;
        double meanB = 0.0;
        for (int i = 0; i < n; i++) {
            meanA += a[i] / n;
            meanB += b[i + lag] / n;
        }
        double ab = 0.0;
        double aa = 0.0;
        double bb = 0.0;
        for (int i = 0; i < n; i++) {
            ab += (a[i] - meanA) * (b[i + lag] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i + lag] - meanB) * (b[i + lag] - meanB);
        }
        return ab / Math.sqrt(aa * bb);
    }

    private static String digest(MarketSimulator market, int n) {
        ByteBuffer buffer = ByteBuffer.allocate(n * 48);
        for (Bar b : bars(market, n)) {
            buffer.putLong(b.tsMs()).putDouble(b.open()).putDouble(b.high());
            buffer.putDouble(b.low()).putDouble(b.close()).putDouble(b.volume());
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(buffer.array());
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
