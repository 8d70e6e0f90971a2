package io.aurora.domain.conformal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.domain.acceptance.Guard;
import io.aurora.domain.acceptance.GuardSet;
import io.aurora.domain.acceptance.Kappa;
import io.aurora.domain.settings.IcpSettings;
import io.aurora.domain.settings.IcpSettings.ControllerKind;
import io.aurora.domain.settings.IcpSettings.QuantileKind;
import io.aurora.domain.settings.KappaSettings;
import io.aurora.domain.settings.KappaSettings.Penalties;
import io.aurora.domain.settings.KappaSettings.Weights;
import io.aurora.golden.GoldenVectors;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The conformal part of the end-to-end traces, given the forecaster's sigma, TRANS, ACI and the router's probabilities. */
class ConformalTraceGoldenTest {
    private static final KappaSettings KAPPA = new KappaSettings(
            0.64, 0.45, 0.7, new Weights(0.4, 0.3, 0.3), new Penalties(0.15, 0.10, 0.15, 0.10), ConformalFixture.BCC);

    @ParameterizedTest
    @ValueSource(strings = {"e2e_sim_crash", "e2e_sim_jumps_events", "e2e_btc_1h", "e2e_daily_sequence"})
    void shouldFollowTheReferenceTraceWhenItsForecastsAreGiven(String name) {
        JsonNode vector = GoldenVectors.read("online/" + name + ".json");
        Trace trace = new Trace(vector);
        for (int row = 0; row < vector.get("input").size(); row++) {
            trace.follow(name + " row " + row, row);
        }
        trace.compareStats(name + " stats");
        assertThat(trace.forecasts).as("rows compared").isGreaterThan(2800);
    }

    private static final class Trace {
        private final JsonNode vector;
        private final JsonNode expected;
        private final IcpSettings settings;
        private final ConformalState state;
        private OpenForecast open;
        private double close;
        private int forecasts;

        Trace(JsonNode vector) {
            this.vector = vector;
            this.expected = vector.get("expected");
            JsonNode params = vector.get("params");
            this.settings = ConformalFixture.settings(
                    ControllerKind.valueOf(params.get("controller").asText().toUpperCase(Locale.ROOT)),
                    QuantileKind.valueOf(params.get("quantile_kind").asText().toUpperCase(Locale.ROOT)));
            this.state = new ConformalState(settings, ConformalFixture.BCC);
        }

        private double number(String column, int row) {
            return GoldenVectors.number(expected.get(column).get(row));
        }

        private void close(String what, String column, int row, double actual) {
            GoldenVectors.assertClose(what + " " + column, actual, number(column, row));
        }

        void follow(String what, int row) {
            if (!expected.get("outcome").get(row).asText().equals("accepted")) {
                return;
            }
            double now = vector.get("input").get(row).get(4).asDouble();
            Optional<Settlement> settlement = Optional.empty();
            if (!expected.get("hit").get(row).isNull()) {
                double y = StrictMath.log(now) - StrictMath.log(close);
                settlement = Optional.of(state.previewSettlement(settings, open, y));
                compare(what, row, settlement.orElseThrow());
                Optional<Settlement> previewed = settlement;
                forecast(what, row, now, previewed);
                state.settle(settings, open, y);
                settlement = Optional.empty();
            }
            close = now;
            open = forecast(what, row, now, settlement);
        }

        private void compare(String what, int row, Settlement settlement) {
            assertThat(settlement.hit()).as(what).isEqualTo(number("hit", row) == 1.0);
            close(what, "score", row, settlement.score());
            close(what, "surprisal", row, settlement.surprisal());
            close(what, "surprisal_p95", row, settlement.surprisalP95());
            close(what, "coverage_ema", row, settlement.coverageEma());
            close(what, "bcc", row, settlement.bcc());
            assertThat(settlement.missStreak()).as(what).isEqualTo((int) number("miss_streak", row));
        }

        /** Compares the interval; opens it unless it is a preview before the settlement. */
        private OpenForecast forecast(String what, int row, double now, Optional<Settlement> settlement) {
            if (expected.get("sigma").get(row).isNull()) {
                return null;
            }
            NextInterval next = state.previewForecast(
                    settings,
                    settlement,
                    0.0,
                    number("sigma", row),
                    number("trans", row) == 1.0,
                    number("aci_ema", row));
            close(what, "alpha", row, next.alpha());
            close(what, "alpha_target", row, next.alphaTarget());
            close(what, "q_hat", row, next.q());
            close(what, "inflation", row, next.inflation());
            close(what, "lo", row, now * StrictMath.exp(next.lo()));
            close(what, "hi", row, now * StrictMath.exp(next.hi()));
            if (settlement.isEmpty()) {
                compareKappa(what, row);
                state.opened(next.alpha(), next.alphaTarget(), next.inflation());
                forecasts++;
            }
            return next.open();
        }

        private void compareKappa(String what, int row) {
            JsonNode input = vector.get("input").get(row);
            double[] router = {
                input.get(8).asDouble(), input.get(9).asDouble(), input.get(10).asDouble()
            };
            close(what, "u_model", row, Kappa.uModel(router));
            double kappa = Kappa.kappa(
                    KAPPA.weights(), number("u_state", row), number("u_model", row), number("u_forecast", row));
            close(what, "kappa", row, kappa);
            close(what, "bcc", row, state.bcc());
            GuardSet soft = GuardSet.NONE;
            for (String guard : expected.get("soft").get(row).asText("").split("\\|")) {
                if (!guard.isEmpty() && !guard.equals("null")) {
                    soft = soft.with(Guard.valueOf(guard.toUpperCase(Locale.ROOT)), true);
                }
            }
            close(what, "kappa_plus", row, Kappa.kappaPlus(KAPPA, kappa, state.bcc(), soft));
        }

        void compareStats(String what) {
            Stats stats = state.stats(settings);
            JsonNode golden = vector.get("stats");
            GoldenVectors.assertClose(what, stats.alpha(), golden.get("alpha").asDouble());
            GoldenVectors.assertClose(
                    what, stats.alphaTarget(), golden.get("alpha_target").asDouble());
            GoldenVectors.assertClose(
                    what, stats.coverageEma(), golden.get("coverage_ema").asDouble());
            double empirical = stats.coverageEmpirical().orElseThrow();
            GoldenVectors.assertClose(
                    what, empirical, golden.get("coverage_empirical").asDouble());
            GoldenVectors.assertClose(what, stats.qHat(), golden.get("q_hat").asDouble());
            GoldenVectors.assertClose(
                    what, stats.inflation(), golden.get("inflation").asDouble());
            assertThat(stats.n()).as(what).isEqualTo(golden.get("n").asInt());
            assertThat(stats.missStreak())
                    .as(what)
                    .isEqualTo(golden.get("miss_streak").asInt());
        }
    }
}
