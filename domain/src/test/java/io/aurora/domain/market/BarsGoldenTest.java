package io.aurora.domain.market;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.golden.GoldenVectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BarsGoldenTest {
    @Test
    void shouldRefuseAsTheVectorWhenBarIsJudgedByItself() {
        JsonNode vector = GoldenVectors.read("online/bars_validation.json");
        String symbol = vector.get("symbol").asText();

        for (JsonNode one : vector.get("cases")) {
            String actual = BarValidator.check(symbol, bar(one.get("bar")))
                    .map(Refusal::code)
                    .orElse(null);
            String expected =
                    one.get("expected").isNull() ? null : one.get("expected").asText();
            assertThat(actual).as(one.get("name").asText()).isEqualTo(expected);
        }
        assertThat(vector.get("cases")).hasSizeGreaterThan(20);
    }

    @Test
    void shouldPlaceAsTheVectorWhenBarsAreOfferedInSequence() {
        JsonNode vector = GoldenVectors.read("online/bars_stream.json");

        for (JsonNode one : vector.get("cases")) {
            Offering offering = new Offering(one);
            for (int i = 0; i < one.get("bars").size(); i++) {
                Row actual = offering.offer(bar(one.get("bars").get(i)));
                Row expected = Row.of(one.get("expected").get(i));
                assertThat(actual).as("%s, bar %s", one.get("name").asText(), i).isEqualTo(expected);
            }
            for (String name : List.of("accepted", "duplicate", "late", "refused", "filled", "resets", "gaps")) {
                assertThat(offering.counts.getOrDefault(name, 0))
                        .as("%s of %s", name, one.get("name").asText())
                        .isEqualTo(one.get("counts").get(name).asInt());
            }
        }
        assertThat(vector.get("cases")).hasSizeGreaterThan(9);
    }

    private static Bar bar(JsonNode node) {
        return new Bar(
                node.get("symbol").asText(),
                node.get("ts").asLong() * 1000L,
                GoldenVectors.number(node.get("open")),
                GoldenVectors.number(node.get("high")),
                GoldenVectors.number(node.get("low")),
                GoldenVectors.number(node.get("close")),
                GoldenVectors.number(node.get("volume")));
    }

    private record Row(String outcome, String reason, List<Bar> filled, boolean reset) {
        static Row of(JsonNode node) {
            List<Bar> filled = new ArrayList<>();
            node.get("filled").forEach(bar -> filled.add(bar(bar)));
            String reason =
                    node.get("reason").isNull() ? "" : node.get("reason").asText();
            return new Row(
                    node.get("outcome").asText(),
                    reason,
                    filled,
                    node.get("reset").asBoolean());
        }
    }

    /** A symbol that does nothing but take bars. */
    private static final class Offering {
        private final BarClock clock;
        private final String symbol;
        private final Map<String, Integer> counts = new TreeMap<>();
        private OptionalLong lastTsMs = OptionalLong.empty();
        private double lastClose = Double.NaN;

        Offering(JsonNode one) {
            symbol = one.get("bars").get(0).get("symbol").asText();
            clock = new BarClock(
                    one.get("step").asLong() * 1000L,
                    GapPolicy.valueOf(one.get("gap_policy").asText().toUpperCase(Locale.ROOT)),
                    OptionalLong.empty(),
                    one.get("max_gap_fill").asInt());
        }

        Row offer(Bar bar) {
            Row row = BarValidator.check(symbol, bar)
                    .map(refusal -> new Row("refused", refusal.code(), List.of(), false))
                    .orElseGet(() -> place(bar));
            counts.merge(row.outcome(), 1, Integer::sum);
            return row;
        }

        private Row place(Bar bar) {
            BarPlacement placement = clock.place(lastTsMs, bar.tsMs(), OptionalLong.empty());
            if (placement instanceof BarPlacement.Duplicate) {
                return new Row("duplicate", "", List.of(), false);
            }
            if (placement instanceof BarPlacement.Late) {
                return new Row("late", "", List.of(), false);
            }
            if (placement instanceof BarPlacement.Refused refused) {
                return new Row("refused", refused.reason().code(), List.of(), false);
            }
            return accept((BarPlacement.Accepted) placement, bar);
        }

        private Row accept(BarPlacement.Accepted accepted, Bar bar) {
            List<Bar> filled = new ArrayList<>();
            for (int i = 0; i < accepted.filled(); i++) {
                filled.add(clock.filled(symbol, lastTsMs.orElseThrow(), lastClose, i));
            }
            counts.merge("filled", accepted.filled(), Integer::sum);
            counts.merge("resets", accepted.reset() ? 1 : 0, Integer::sum);
            counts.merge("gaps", accepted.gap() ? 1 : 0, Integer::sum);
            lastTsMs = OptionalLong.of(bar.tsMs());
            lastClose = bar.close();
            return new Row("accepted", "", filled, accepted.reset());
        }
    }
}
