package io.aurora.domain.symbol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.domain.acceptance.AcceptanceState;
import io.aurora.domain.acceptance.FsmPosition;
import io.aurora.domain.acceptance.Guard;
import io.aurora.domain.acceptance.GuardSet;
import io.aurora.domain.execution.Gating;
import io.aurora.domain.market.Bar;
import io.aurora.golden.GoldenVectors;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class DecisionDigestGoldenTest {
    @Test
    void shouldGiveTheReferenceDigestWhenThreeDecisionsAreAdded() {
        JsonNode vector = GoldenVectors.read("online/digest.json");
        DecisionDigest digest = new DecisionDigest();
        for (JsonNode row : vector.get("rows")) {
            SymbolEvent.BarDecided decided = decision(row);
            assertThat(HexFormat.of().formatHex(DecisionDigest.record(decided)))
                    .isEqualTo(row.get("record_hex").asText());
            digest.add(decided);
            assertThat(digest.hex()).isEqualTo(row.get("digest_so_far").asText());
        }
        assertThat(digest.hex()).isEqualTo(vector.get("digest").asText());
        assertThat(digest.decisions()).isEqualTo(3);
    }

    private static SymbolEvent.BarDecided decision(JsonNode row) {
        Bar bar = new Bar("X", row.get("ts").asLong(), 1, 1, 1, 1, 0);
        BarInputs inputs = new BarInputs(bar, true, 0L, 0.0, OptionalDouble.empty(), Optional.empty());
        Outcome.Verdict verdict = new Outcome.Verdict(
                new FsmPosition(AcceptanceState.valueOf(row.get("state").asText()), 0, 0),
                Optional.empty(),
                split(row.get("reasons")),
                new Gating(
                        row.get("notional").asDouble(),
                        row.get("risk_scale").asDouble(),
                        split(row.get("block_reasons"))),
                Triggers.OFF);
        Outcome outcome = new Outcome(
                new Outcome.Placement(0, false, false),
                new Outcome.MarketFigures(OptionalDouble.empty(), 0.0, false),
                Optional.empty(),
                row.get("yhat").isNull() ? Optional.empty() : Optional.of(certified(row)),
                verdict);
        return new SymbolEvent.BarDecided(1, 0L, "", inputs, outcome);
    }

    private static Outcome.Certified certified(JsonNode row) {
        Outcome.IntervalForecast forecast = new Outcome.IntervalForecast(
                row.get("yhat").asDouble(),
                row.get("sigma").asDouble(),
                row.get("alpha").asDouble(),
                0.1,
                1.0,
                1.0,
                row.get("lower").asDouble(),
                row.get("upper").asDouble(),
                0.01);
        Outcome.Scores scores = new Outcome.Scores(
                0.9,
                0,
                OptionalDouble.empty(),
                0,
                0,
                0,
                0,
                0,
                row.get("kappa").asDouble(),
                0.5,
                row.get("kappa_plus").asDouble());
        return new Outcome.Certified(
                forecast,
                scores,
                guards(row.get("soft")),
                guards(row.get("hard")),
                GuardSet.NONE,
                AcceptanceState.PASS);
    }

    private static GuardSet guards(JsonNode joined) {
        GuardSet set = GuardSet.NONE;
        for (String name : split(joined)) {
            set = set.with(Guard.valueOf(name.toUpperCase(Locale.ROOT)), true);
        }
        return set;
    }

    private static List<String> split(JsonNode joined) {
        return joined.asText().isEmpty() ? List.of() : List.of(joined.asText().split("\\|"));
    }
}
