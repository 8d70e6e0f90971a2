package io.aurora.domain.symbol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.domain.acceptance.Guard;
import io.aurora.domain.acceptance.GuardSet;
import io.aurora.domain.inference.BuiltInForecaster;
import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.market.Bar;
import io.aurora.domain.market.GapPolicy;
import io.aurora.domain.market.SymbolSpec;
import io.aurora.domain.regime.RegimeProbabilities;
import io.aurora.domain.settings.IcpSettings;
import io.aurora.domain.settings.Profile;
import io.aurora.domain.settings.TestProfiles;
import io.aurora.golden.GoldenVectors;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole traces through prepare, decide and apply, row by row against the reference. */
class EndToEndGoldenTest {
    private final Map<String, Long> counts = new TreeMap<>();
    private final Map<String, Long> violations = new TreeMap<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "e2e_sim_crash",
                "e2e_sim_jumps_events",
                "e2e_btc_1h",
                "e2e_daily_sequence",
            })
    void shouldDecideAsTheReferenceWhenATraceIsFolded(String trace) {
        JsonNode vector = GoldenVectors.read("online/" + trace + ".json");
        SymbolState state = opened(vector);
        Map<Integer, double[]> features = features(vector);
        for (int row = 0; row < vector.get("input").size(); row++) {
            Row golden = new Row(trace, vector, row);
            Offer offer = golden.offer();
            Preparation preparation = SymbolFold.prepare(state, offer);
            counts.merge(golden.outcome(), 1L, Long::sum);
            if (preparation instanceof Preparation.Ready ready) {
                assertThat(golden.outcome()).as(golden.where("outcome")).isEqualTo("accepted");
                SymbolEvent.BarDecided decided = decide(state, ready, golden);
                golden.compare(decided);
                if (features.containsKey(row)) {
                    compareFeatures(golden, ready, features.get(row));
                }
                count(decided);
                SymbolFold.apply(state, decided);
            } else {
                golden.compareUnchanged(preparation);
            }
        }
        compareCounts(vector, state);
    }

    private static SymbolState opened(JsonNode vector) {
        JsonNode params = vector.get("params");
        String controller = params.get("controller").asText().toUpperCase(Locale.ROOT);
        Profile profile = TestProfiles.of("golden", IcpSettings.ControllerKind.valueOf(controller), false);
        long step = vector.get("step").asLong() * 1000L;
        GapPolicy policy = GapPolicy.valueOf(params.get("gap_policy").asText().toUpperCase(Locale.ROOT));
        SymbolSpec spec =
                new SymbolSpec(vector.get("symbol").asText(), step, policy, OptionalLong.empty(), "golden", 1.0);
        return SymbolState.opened(SymbolFold.open(spec, profile, 0L));
    }

    private static SymbolEvent.BarDecided decide(SymbolState state, Preparation.Ready ready, Row golden) {
        Optional<InferenceResult> result =
                ready.request().map(request -> BuiltInForecaster.forecast(request.with(golden.probabilities())));
        return SymbolFold.decide(state, ready, result, golden.input("latency_ms"), 0L);
    }

    private static Map<Integer, double[]> features(JsonNode vector) {
        Map<Integer, double[]> rows = new HashMap<>();
        vector.get("features")
                .forEach(row -> rows.put(row.get("index").asInt(), GoldenVectors.numbers(row.get("features"))));
        return rows;
    }

    private static void compareFeatures(Row golden, Preparation.Ready ready, double[] expected) {
        double[] actual = ready.step().features();
        for (int i = 0; i < expected.length; i++) {
            GoldenVectors.assertClose(golden.where("feature " + i), actual[i], expected[i]);
        }
    }

    private void count(SymbolEvent.BarDecided decided) {
        if (decided.outcome().verdict().state().name().equals("WARMUP")) {
            return;
        }
        decided.outcome()
                .certified()
                .ifPresent(certified -> certified
                        .soft()
                        .violations(certified.hard())
                        .forEach(type -> violations.merge(type.code(), 1L, Long::sum)));
    }

    private void compareCounts(JsonNode vector, SymbolState state) {
        JsonNode expected = vector.get("counts");
        assertThat(state.counts().accepted()).isEqualTo(expected.get("accepted").asLong());
        assertThat(state.counts().filled()).isEqualTo(expected.get("filled").asLong());
        assertThat(state.counts().gaps()).isEqualTo(expected.get("gaps").asLong());
        assertThat(state.counts().resets()).isEqualTo(expected.get("resets").asLong());
        for (String outcome : List.of("duplicate", "late", "refused")) {
            assertThat(counts.getOrDefault(outcome, 0L))
                    .as(outcome)
                    .isEqualTo(expected.get(outcome).asLong());
        }
        Map<String, Long> breaches = new TreeMap<>();
        vector.get("violations")
                .fields()
                .forEachRemaining(
                        entry -> breaches.put(entry.getKey(), entry.getValue().asLong()));
        breaches.values().removeIf(count -> count == 0);
        assertThat(violations).isEqualTo(breaches);
        JsonNode stats = vector.get("stats");
        GoldenVectors.assertClose(
                "stats alpha",
                state.conformalStats().alpha(),
                stats.get("alpha").asDouble());
        GoldenVectors.assertClose(
                "stats q_hat", state.conformalStats().qHat(), stats.get("q_hat").asDouble());
        GoldenVectors.assertClose(
                "stats coverage",
                state.conformalStats().coverageEmpirical().orElseThrow(),
                stats.get("coverage_empirical").asDouble());
        assertThat(state.conformalStats().n()).isEqualTo(stats.get("n").asInt());
    }

    /** One row of a trace. */
    private record Row(String trace, JsonNode vector, int row) {
        String where(String column) {
            return trace + " row " + row + " " + column;
        }

        double input(String column) {
            JsonNode columns = vector.get("input_columns");
            for (int i = 0; i < columns.size(); i++) {
                if (columns.get(i).asText().equals(column)) {
                    return GoldenVectors.number(vector.get("input").get(row).get(i));
                }
            }
            throw new IllegalArgumentException("no column " + column);
        }

        Offer offer() {
            long ts = (long) input("ts") * 1000L;
            Bar bar = new Bar(
                    vector.get("symbol").asText(),
                    ts,
                    input("open"),
                    input("high"),
                    input("low"),
                    input("close"),
                    input("volume"));
            long end = ts + vector.get("step").asLong() * 1000L;
            return new Offer(bar, false, end + Math.round(input("data_lag_s") * 1000.0));
        }

        RegimeProbabilities probabilities() {
            return new RegimeProbabilities(input("p_ar"), input("p_arma"), input("p_garch"));
        }

        JsonNode expected(String column) {
            return vector.get("expected").get(column).get(row);
        }

        String outcome() {
            return expected("outcome").asText();
        }

        void compareUnchanged(Preparation preparation) {
            if (preparation instanceof Preparation.Refused refused) {
                assertThat(outcome()).as(where("outcome")).isEqualTo("refused");
                assertThat(refused.reason().code())
                        .as(where("refusal"))
                        .isEqualTo(expected("refusal").asText());
            } else {
                String name = preparation instanceof Preparation.Late ? "late" : "duplicate";
                assertThat(outcome()).as(where("outcome")).isEqualTo(name);
            }
        }

        void compare(SymbolEvent.BarDecided decided) {
            Outcome outcome = decided.outcome();
            text("state", outcome.verdict().state().name());
            text("reason", String.join("|", outcome.verdict().reasons()));
            close("notional", outcome.verdict().gating().notional());
            close("risk_scale", outcome.verdict().gating().riskScale());
            assertThat(outcome.settled().isPresent())
                    .as(where("hit"))
                    .isEqualTo(!expected("hit").isNull());
            outcome.settled().ifPresent(settled -> {
                assertThat(settled.hit() ? 1 : 0)
                        .as(where("hit"))
                        .isEqualTo(expected("hit").asInt());
                close("score", settled.score());
                close("surprisal", settled.surprisal());
            });
            assertThat(outcome.certified().isPresent())
                    .as(where("alpha"))
                    .isEqualTo(!expected("alpha").isNull());
            outcome.certified().ifPresent(certified -> compareCertified(outcome, certified));
        }

        private void compareCertified(Outcome outcome, Outcome.Certified certified) {
            Outcome.IntervalForecast forecast = certified.forecast();
            close("sigma", forecast.sigma());
            close("alpha", forecast.alpha());
            close("alpha_target", forecast.alphaTarget());
            close("q_hat", forecast.qHat());
            close("inflation", forecast.inflation());
            close("lo", forecast.lower());
            close("hi", forecast.upper());
            close("rel_width", forecast.relWidth());
            loose("aci", outcome.market().aci());
            loose("aci_ema", OptionalDouble.of(outcome.market().aciEma()));
            assertThat(outcome.market().trans() ? 1 : 0)
                    .as(where("trans"))
                    .isEqualTo(expected("trans").asInt());
            compareScores(certified.scores());
            text("raw", certified.raw().name());
            text("soft", String.join("|", certified.soft().codes("")));
            text("hard", String.join("|", certified.hard().codes("")));
            text("gate", gate(certified.gate()));
            text("block_reasons", String.join("|", outcome.verdict().gating().blockReasons()));
            assertThat(outcome.verdict().position().dwell())
                    .as(where("dwell"))
                    .isEqualTo(expected("dwell").asInt());
        }

        private void compareScores(Outcome.Scores scores) {
            close("coverage_ema", scores.coverageEma());
            assertThat(scores.missStreak())
                    .as(where("miss_streak"))
                    .isEqualTo(expected("miss_streak").asInt());
            close("surprisal_p95", scores.surprisalP95().orElse(Double.NaN));
            close("latency_p95", scores.latencyP95());
            close("rel_width_p95", scores.relWidthP95());
            close("u_state", scores.uState());
            close("u_model", scores.uModel());
            close("u_forecast", scores.uForecast());
            close("kappa", scores.kappa());
            close("bcc", scores.bcc());
            close("kappa_plus", scores.kappaPlus());
        }

        /** The reference lists gate guards in the order of the block reasons. */
        private static String gate(GuardSet gate) {
            return String.join(
                    "|",
                    List.of(Guard.SURPRISAL, Guard.COVERAGE, Guard.LATENCY, Guard.WIDTH).stream()
                            .filter(gate::contains)
                            .map(Guard::code)
                            .toList());
        }

        private void text(String column, String actual) {
            assertThat(actual).as(where(column)).isEqualTo(expected(column).asText());
        }

        private void close(String column, double actual) {
            GoldenVectors.assertClose(where(column), actual, GoldenVectors.number(expected(column)));
        }

        private void loose(String column, OptionalDouble actual) {
            double expected = GoldenVectors.number(expected(column));
            GoldenVectors.assertClose(where(column), actual.orElse(Double.NaN), expected, 1e-6, 1e-9);
        }
    }
}
