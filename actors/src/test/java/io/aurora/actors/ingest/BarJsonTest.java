package io.aurora.actors.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurora.domain.market.Bar;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BarJsonTest {
    private static final String TIME_RULE = "must be ISO-8601 with an offset, or milliseconds since 1970 UTC";
    private static final String GOOD =
            "{'symbol':'BTC-USDT','ts':'2021-05-19T13:00:00Z','open':1.5,'high':2,'low':1,'close':1.25,'volume':3}";
    private static final Bar BAR = new Bar("BTC-USDT", 1_621_429_200_000L, 1.5, 2.0, 1.0, 1.25, 3.0);

    private static BarJson.Parsed parse(String text, String carried) {
        return BarJson.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8), Optional.ofNullable(carried));
    }

    private static String fault(String text, String carried) {
        BarJson.Parsed parsed = parse(text, carried);
        assertThat(parsed).as(text).isInstanceOf(BarJson.Bad.class);
        return ((BarJson.Bad) parsed).message();
    }

    private static String with(String field, String value) {
        return GOOD.replaceFirst("'" + field + "':('[^']*'|[0-9.]+)", "'" + field + "':" + value);
    }

    private static String without(String field) {
        return GOOD.replaceFirst("'" + field + "':('[^']*'|[0-9.]+),?", "").replace(",}", "}");
    }

    @Test
    void shouldGiveTheBarWhenAllIsGood() {
        assertThat(parse(GOOD, null)).isEqualTo(new BarJson.Good(BAR));
        assertThat(parse(GOOD, "BTC-USDT")).isEqualTo(new BarJson.Good(BAR));
        assertThat(parse(without("symbol"), "BTC-USDT")).isEqualTo(new BarJson.Good(BAR));
        assertThat(parse(with("symbol", "null"), "BTC-USDT")).isEqualTo(new BarJson.Good(BAR));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1621429200000", "'2021-05-19T15:00:00+02:00'", "'2021-05-19T13:00Z'"})
    void shouldGiveTheSameTimeWhenItIsWrittenOtherwise(String ts) {
        assertThat(parse(with("ts", ts), null)).isEqualTo(new BarJson.Good(BAR));
    }

    @ParameterizedTest
    @ValueSource(strings = {"open", "high", "low", "close", "volume"})
    void shouldNameTheNumberWhenItIsMissingOrNone(String field) {
        assertThat(fault(without(field), null)).isEqualTo("must be given: " + field);
        assertThat(fault(with(field, "'1.5'"), null)).isEqualTo("must be a number: " + field + "=1.5");
        assertThat(fault(with(field, "null"), null)).isEqualTo("must be given: " + field);
        assertThat(fault(with(field, "true"), null)).isEqualTo("must be a number: " + field + "=true");
        assertThat(fault(with(field, "[1]"), null)).isEqualTo("must be a number: " + field + "=[1]");
        assertThat(fault(with(field, "{'a':1}"), null)).isEqualTo("must be a number: " + field + "={\"a\":1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "+1", "01", "0x1", ".5"})
    void shouldRefuseWhenANumberIsNoJson(String value) {
        assertThat(fault(with("close", value), null)).startsWith("must be one JSON object: ");
    }

    @Test
    void shouldLeaveItToTheSymbolWhenANumberIsHuge() {
        BarJson.Good good = (BarJson.Good) parse(with("close", "1e999"), null);

        assertThat(good.bar().close()).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "'2021-05-19T13:00:00';2021-05-19T13:00:00",
                "'2021-05-19';2021-05-19",
                "'2021-02-30T13:00:00Z';2021-02-30T13:00:00Z",
                "'1621429200000';1621429200000",
                "1621429200000.5;1.6214292000005E12",
                "99999999999999999999;99999999999999999999",
                "true;true",
            })
    void shouldSayWhatATimeIsWhenItIsNone(String ts, String shown) {
        assertThat(fault(with("ts", ts), null)).isEqualTo(TIME_RULE + ": ts=" + shown);
    }

    @Test
    void shouldNameTheTimeWhenItIsMissingOrOutOfRange() {
        assertThat(fault(without("ts"), null)).isEqualTo("must be given: ts");
        assertThat(fault(with("ts", "null"), null)).isEqualTo("must be given: ts");
        assertThat(fault(with("ts", "9223372036854775807"), null))
                .isEqualTo("must be in the years 1 to 9999: ts=9223372036854775807");
        assertThat(fault(with("ts", "'+10000-01-01T00:00:00Z'"), null))
                .isEqualTo("must be in the years 1 to 9999: ts=+10000-01-01T00:00:00Z");
    }

    @Test
    void shouldNameTheSymbolWhenItIsMissingOrNone() {
        assertThat(fault(without("symbol"), null)).isEqualTo("must be given: symbol");
        assertThat(fault(with("symbol", "7"), null)).isEqualTo("must be text: symbol=7");
        assertThat(fault(with("symbol", "''"), null)).isEqualTo("must match [A-Za-z0-9._-]{1,32}: symbol=");
        assertThat(fault(with("symbol", "'BTC USDT'"), null))
                .isEqualTo("must match [A-Za-z0-9._-]{1,32}: symbol=BTC USDT");
        assertThat(fault(with("symbol", "'" + "B".repeat(33) + "'"), null))
                .isEqualTo("must match [A-Za-z0-9._-]{1,32}: symbol=" + "B".repeat(33));
    }

    @Test
    void shouldTellHowToWriteItWhenASymbolHasASlash() {
        String expected = "must match [A-Za-z0-9._-]{1,32} (write '-' instead of '/'): symbol=BTC/USDT";

        assertThat(fault(with("symbol", "'BTC/USDT'"), null)).isEqualTo(expected);
        assertThat(fault(without("symbol"), "BTC/USDT")).isEqualTo(expected);
    }

    @Test
    void shouldNameBothWhenTheCarrierSaysAnotherSymbol() {
        assertThat(fault(GOOD, "ETH-USDT")).isEqualTo("must be ETH-USDT: symbol=BTC-USDT");
        assertThat(fault(GOOD, "btc-usdt")).isEqualTo("must be btc-usdt: symbol=BTC-USDT");
    }

    @Test
    void shouldNameTheFieldWhenItIsUnknown() {
        String rule = "unknown field, must be one of [close, high, low, open, symbol, ts, volume]";

        assertThat(fault(GOOD.replace("'volume'", "'vol'"), null)).isEqualTo(rule + ": vol=3");
        assertThat(fault(GOOD.replace("}", ",'Close':1}"), null)).isEqualTo(rule + ": Close=1");
    }

    @Test
    void shouldRefuseWhenAFieldComesTwice() {
        assertThat(fault(GOOD.replace("}", ",'close':9}"), null))
                .startsWith("must be one JSON object: Duplicate field 'close'");
    }

    @Test
    void shouldRefuseWhenTextFollows() {
        assertThat(fault(GOOD + " {}", null)).startsWith("must be one JSON object: Trailing token");
        assertThat(fault(GOOD + "x", null)).startsWith("must be one JSON object: ");
    }

    @Test
    void shouldRefuseWhenItIsNoObject() {
        assertThat(fault("", null)).isEqualTo("must be one JSON object: MISSING");
        assertThat(fault("[" + GOOD + "]", null)).isEqualTo("must be one JSON object: ARRAY");
        assertThat(fault("null", null)).isEqualTo("must be one JSON object: NULL");
        assertThat(fault("'text'", null)).isEqualTo("must be one JSON object: STRING");
        for (String text : List.of("{", "{'ts':", "nonsense", "<bar/>", "\u0000")) {
            assertThat(fault(text, null)).startsWith("must be one JSON object: ");
        }
    }

    @Test
    void shouldRefuseWhenItIsNestedWithoutEnd() {
        assertThat(fault("[".repeat(100_000), null)).startsWith("must be one JSON object: ");
    }

    @Test
    void shouldRefuseWhenBytesAreNoText() {
        byte[] bytes = {'{', '"', (byte) 0xff, (byte) 0xfe, '"', ':', '1', '}'};

        assertThat(BarJson.parse(bytes, Optional.empty())).isInstanceOf(BarJson.Bad.class);
    }
}
