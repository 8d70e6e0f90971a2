package io.aurora.persistence.bars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {
    private static final long SEED = 20_260_101L;

    @ParameterizedTest
    @CsvSource({
        "0.0, 0",
        "-0.0, -0",
        "1.0, 1",
        "-12.5, -12.5",
        "0.1, 0.1",
        "100.0, 100",
        "63412.35, 63412.35",
        "1e-8, 0.00000001",
        "0.30000000000000004, 0.30000000000000004",
        "1e300, 1E+300",
        "1.5e-20, 1.5E-20",
        "123456789012345678, 123456789012345680",
        "2e-3, 0.002",
        "2.2250738585072014E-308, 2.2250738585072014E-308",
        "NaN, NaN",
        "-Infinity, -Infinity"
    })
    void shouldWriteTheShortestTextWhenGivenKnownNumbers(double number, String text) {
        assertThat(text(number)).isEqualTo(text);
    }

    @Test
    void shouldReadBackTheSameBitsWithNoMoreDigitsThanNeededWhenWritten() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 100_000; i++) {
            double number = draw(random, i % 4);
            String text = text(number);
            assertThat(text.length()).isLessThanOrEqualTo(Decimals.MAX_CHARS);
            assertThat(Double.doubleToRawLongBits(Double.parseDouble(text)))
                    .as("seed %d, draw %d: %s", SEED, i, text)
                    .isEqualTo(Double.doubleToRawLongBits(number));
            assertThat(parse(text)).isEqualTo(number);
            assertThat(digits(text)).as(text).isLessThanOrEqualTo(digits(Double.toString(number)));
        }
    }

    @Test
    void shouldAgreeWithTheLibraryWhenReadingAnyDecimal() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 100_000; i++) {
            long digits = random.nextLong() >> random.nextInt(64);
            String text = BigDecimal.valueOf(digits, random.nextInt(20)).toPlainString();
            assertThat(parse(text)).as("seed %d: %s", SEED, text).isEqualTo(Double.parseDouble(text));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "-", "+", ".", "1.2.3", "1,5", "1d", "1f", "0x1p3", "1e", "nan", "Inf", "1 000", "1_000", "--1"
            })
    void shouldRefuseWhenTheTextIsNoNumber(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(NumberFormatException.class);
    }

    private static double draw(SplittableRandom random, int kind) {
        return switch (kind) {
            case 0 -> random.nextInt(100_000_000) / 1e4;
            case 1 -> random.nextDouble();
            case 2 -> -random.nextDouble() * 1e-6;
            default -> normal(random);
        };
    }

    private static double normal(SplittableRandom random) {
        double number = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(number) && Math.abs(number) >= Double.MIN_NORMAL ? number : 1.0;
    }

    private static int digits(String text) {
        BigDecimal number = new BigDecimal(text);
        return number.signum() == 0 ? 1 : number.stripTrailingZeros().precision();
    }

    private static String text(double number) {
        byte[] out = new byte[2 + Decimals.MAX_CHARS];
        return new String(out, 1, Decimals.write(number, out, 1) - 1, StandardCharsets.US_ASCII);
    }

    private static double parse(String text) {
        char[] framed = ("9" + text + "9").toCharArray();
        return Decimals.parse(framed, 1, framed.length - 1);
    }
}
