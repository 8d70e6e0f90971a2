package io.aurora.domain.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalSettingsTest {
    private static final String TEXT = String.join(
                    "\n",
                    "acceptance.guards.coverage_ema.hard = 0.8",
                    "acceptance.guards.coverage_ema.soft = 0.85",
                    "acceptance.guards.coverage_streak = 6",
                    "acceptance.guards.kappa_min = 0.35",
                    "acceptance.guards.kappa_plus_hard = 0.0",
                    "acceptance.guards.lag.enabled = true",
                    "acceptance.guards.lag.hard = 5.0",
                    "acceptance.guards.lag.soft = 2.0",
                    "acceptance.guards.latency_p95.enabled = true",
                    "acceptance.guards.latency_p95.hard = 100.0",
                    "acceptance.guards.latency_p95.soft = 80.0",
                    "acceptance.guards.latency_window = 256",
                    "acceptance.guards.min_settled = 64",
                    "acceptance.guards.rel_width_p95.soft = auto",
                    "acceptance.guards.surprisal_p95.enabled = true",
                    "acceptance.guards.surprisal_p95.hard = 2.2",
                    "acceptance.guards.surprisal_p95.soft = 1.95",
                    "acceptance.guards.width_window = 256",
                    "acceptance.hysteresis.clean_n = 20",
                    "acceptance.hysteresis.cooldown = 20",
                    "acceptance.hysteresis.dwell_derisk = 15",
                    "acceptance.hysteresis.dwell_pass = 5",
                    "acceptance.hysteresis.extended = 20",
                    "acceptance.hysteresis.fast_path = false",
                    "acceptance.hysteresis.recover_n = 5",
                    "acceptance.hysteresis.tau_derisk_down = 0.4",
                    "acceptance.hysteresis.tau_derisk_up = 0.5",
                    "acceptance.hysteresis.tau_pass_down = 0.58",
                    "acceptance.hysteresis.tau_pass_up = 0.68",
                    "execution.base_notional = 1.0",
                    "execution.gating.hard_block_on_guard = true",
                    "execution.gating.max_notional = 1000000000.0",
                    "execution.gating.min_notional = 0.0",
                    "execution.gating.scale_map.BLOCK = 0.0",
                    "execution.gating.scale_map.DERISK = 0.5",
                    "execution.gating.scale_map.PASS = 1.0",
                    "execution.obeyed = true",
                    "holds.error_rate = 0.05",
                    "holds.error_rate_enabled = true",
                    "holds.error_rate_window = 300000ms",
                    "holds.kappa_drop = 0.3",
                    "holds.kappa_drop_bars = 5",
                    "holds.kappa_drop_enabled = true",
                    "icp.a0 = 0.1",
                    "icp.a1 = -0.02",
                    "icp.a2 = -0.01",
                    "icp.alpha_max = 0.35",
                    "icp.alpha_min = 0.01",
                    "icp.cold_exact = 100",
                    "icp.cold_normal = 30",
                    "icp.controller = dtaci",
                    "icp.cooldown = 5",
                    "icp.cooldown_streak = 2",
                    "icp.coverage_factor = 0.02",
                    "icp.dtaci_gammas = [0.001, 0.002, 0.004, 0.008, 0.016, 0.032, 0.064, 0.128]",
                    "icp.dtaci_horizon = 500",
                    "icp.eta = 0.01",
                    "icp.eta_transition = 0.03",
                    "icp.gamma = 0.01",
                    "icp.inflation.decay = 0.9",
                    "icp.inflation.max = 1.25",
                    "icp.inflation.max_misses = 5.0",
                    "icp.inflation.step = 0.05",
                    "icp.inflation.transition = 1.05",
                    "icp.inflation.window = 20",
                    "icp.pid_rate = 0.02",
                    "icp.pid_window = 100",
                    "icp.quantile = window",
                    "icp.sigma_floor = 0.000001",
                    "icp.surprisal_window = 256",
                    "icp.surprisal_winsor = 0.99",
                    "icp.target_max = 0.2",
                    "icp.target_min = 0.05",
                    "icp.weight_decay = 0.002",
                    "icp.window = 1000",
                    "inference.fallback = true",
                    "kappa.bcc.min = 30",
                    "kappa.bcc.over = 0.4",
                    "kappa.bcc.under = 0.1",
                    "kappa.bcc.window = 250",
                    "kappa.gamma = 0.7",
                    "kappa.penalties.coverage = 0.15",
                    "kappa.penalties.latency = 0.1",
                    "kappa.penalties.surprisal = 0.15",
                    "kappa.penalties.width = 0.1",
                    "kappa.tau_derisk = 0.45",
                    "kappa.tau_pass = 0.64",
                    "kappa.weights.forecast = 0.3",
                    "kappa.weights.model = 0.3",
                    "kappa.weights.state = 0.4",
                    "market.max_gap_fill = 3",
                    "name = default",
                    "regime.aci.ema_factor = 0.1",
                    "regime.aci.long_order = 10",
                    "regime.aci.ref = 3.0",
                    "regime.aci.window = 128",
                    "regime.fit_window = 128",
                    "regime.refit_every = 16",
                    "regime.router = auto",
                    "regime.trans.aci_off = 0.6",
                    "regime.trans.aci_on = 1.0",
                    "regime.trans.min = 64",
                    "regime.trans.min_trans = 8",
                    "regime.trans.momentum_off = 0.5",
                    "regime.trans.momentum_on = 1.0",
                    "regime.trans.rv_quantile = 0.5",
                    "regime.trans.volume_quantile = 0.3",
                    "regime.trans.window = 512",
                    "regime.use_after = 8",
                    "triggers.coverage.enabled = true",
                    "triggers.coverage.limit = 0.8",
                    "triggers.kappa.enabled = true",
                    "triggers.kappa.limit = 0.1",
                    "triggers.latency.enabled = true",
                    "triggers.latency.limit = 150.0")
            + "\n";

    @Test
    void shouldGiveTheSameTextBackWhenItIsParsed() {
        Profile profile = CanonicalSettings.parse(TEXT);

        assertThat(CanonicalSettings.text(profile)).isEqualTo(TEXT);
        assertThat(profile.icp().dtaciGammas()).hasSize(8).endsWith(0.128);
        assertThat(profile.guards().relWidthP95Soft()).isEmpty();
        assertThat(profile.holds().errorRateWindowMs()).isEqualTo(300_000L);
    }

    @Test
    void shouldDigestTheTextWhenAskedForTheDigest() {
        Profile profile = CanonicalSettings.parse(TEXT);
        Profile other = CanonicalSettings.parse(TEXT.replace("icp.a0 = 0.1\n", "icp.a0 = 0.11\n"));

        assertThat(CanonicalSettings.digest(profile))
                .isEqualTo(CanonicalSettings.digest(TEXT))
                .matches("[0-9a-f]{64}")
                .isNotEqualTo(CanonicalSettings.digest(other));
    }

    @ParameterizedTest
    @CsvSource({
        "icp.a0 = 0.1, icp.a0 0.1, 'must read ''path = value'': line=44, text=icp.a0 0.1'",
        "icp.a0 = 0.1, icp.b0 = 0.1, missing setting: path=icp.a0",
        "icp.a1 = -0.02, icp.a0 = -0.02, 'setting given twice: path=icp.a0, line=45'",
        "icp.a0 = 0.1, icp.a0 = x, must be a number: icp.a0=x",
        "icp.a0 = 0.1, icp.a0 = 0.9, 'must be in [1.0E-6, 0.5]: icp.a0=0.9'",
        "icp.quantile = window, icp.quantile = WINDOW, not a value of its type: icp.quantile=WINDOW",
        "fast_path = false, fast_path = off, not a value of its type: acceptance.hysteresis.fast_path=off",
        "holds.error_rate_window = 300000ms, holds.error_rate_window = 300000, "
                + "must be a number: holds.error_rate_window=300000"
    })
    void shouldRefuseWhenALineIsBad(String good, String bad, String message) {
        assertThatThrownBy(() -> CanonicalSettings.parse(TEXT.replace(good + "\n", bad + "\n")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void shouldRefuseWhenALineIsUnknown() {
        assertThatThrownBy(() -> CanonicalSettings.parse(TEXT + "zeta = 1\n")).hasMessage("unknown setting: path=zeta");
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "80, 80.0",
        "1e9, 1000000000.0",
        "1e10, 1E+10",
        "1e-6, 0.000001",
        "1e-7, 1E-7",
        "-0.02, -0.02",
        "-0.0, -0.0",
        "0.0, 0.0",
        "4.9e-324, 5E-324",
        "1.7976931348623157e308, 1.7976931348623157E+308",
        "5.684341886080802e-14, 5.6843418860808015E-14",
        "0.30000000000000004, 0.30000000000000004",
        "2e23, 2E+23"
    })
    void shouldWriteTheFewestDigitsWhenADoubleIsWritten(double value, String expected) {
        assertThat(SettingText.decimal(value)).isEqualTo(expected);
    }

    @Test
    void shouldReadBackTheSameBitsWhenAnyFiniteDoubleIsWritten() {
        long seed = 20_261_120L;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                String text = SettingText.decimal(value);
                assertThat(Double.doubleToRawLongBits(Double.parseDouble(text)))
                        .as("seed=%d, i=%d, text=%s", seed, i, text)
                        .isEqualTo(Double.doubleToRawLongBits(value));
            }
        }
    }

    @Test
    void shouldRefuseWhenADoubleIsNotFinite() {
        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThatThrownBy(() -> SettingText.decimal(value)).hasMessage("must be finite: setting=" + value);
        }
    }

    @Test
    void shouldNameEverySettingOnceWhenLeavesAreListed() {
        List<String> paths = SettingsTree.leaves(Profile.class).stream()
                .map(SettingsTree.Leaf::path)
                .toList();

        assertThat(paths).doesNotHaveDuplicates();
        assertThat(paths.stream().sorted().toList())
                .isEqualTo(Arrays.stream(TEXT.split("\n"))
                        .map(line -> line.substring(0, line.indexOf(" = ")))
                        .collect(Collectors.toList()));
    }
}
