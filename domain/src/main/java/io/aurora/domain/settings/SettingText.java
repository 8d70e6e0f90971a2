package io.aurora.domain.settings;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Text of one setting of a profile, and back; exact both ways. */
final class SettingText {
    private static final String AUTO = "auto";
    private static final String MILLIS = "ms";
    private static final int MAX_DIGITS = 17;

    private SettingText() {}

    static String write(SettingsTree.Leaf leaf, Object value) {
        if (value instanceof Double number) {
            return decimal(number);
        }
        if (value instanceof OptionalDouble optional) {
            return optional.isPresent() ? decimal(optional.getAsDouble()) : AUTO;
        }
        if (value instanceof List<?> numbers) {
            return numbers.stream().map(number -> decimal((Double) number)).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT);
        }
        return leaf.isMillis() ? value + MILLIS : value.toString();
    }

    static Object read(SettingsTree.Leaf leaf, String text) {
        Class<?> type = leaf.type();
        try {
            if (type == double.class) {
                return Double.parseDouble(text);
            }
            if (type == int.class) {
                return Integer.parseInt(text);
            }
            if (type == long.class) {
                return leaf.isMillis() ? millis(text) : Long.parseLong(text);
            }
            if (type == OptionalDouble.class) {
                return text.equals(AUTO) ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text));
            }
            if (type == List.class) {
                return numbers(text);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be a number: " + leaf.path() + "=" + text, e);
        }
        return word(leaf, text);
    }

    private static Object word(SettingsTree.Leaf leaf, String text) {
        Class<?> type = leaf.type();
        if (type == String.class) {
            return text;
        }
        if (type == boolean.class && (text.equals("true") || text.equals("false"))) {
            return Boolean.valueOf(text);
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(constant ->
                            ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).equals(text))
                    .findFirst()
                    .orElseThrow(() -> notOf(leaf, text));
        }
        throw notOf(leaf, text);
    }

    private static IllegalArgumentException notOf(SettingsTree.Leaf leaf, String text) {
        return new IllegalArgumentException("not a value of its type: " + leaf.path() + "=" + text);
    }

    private static long millis(String text) {
        if (!text.endsWith(MILLIS)) {
            throw new NumberFormatException(text);
        }
        return Long.parseLong(text.substring(0, text.length() - MILLIS.length()));
    }

    private static List<Double> numbers(String text) {
        if (!text.startsWith("[") || !text.endsWith("]")) {
            throw new NumberFormatException(text);
        }
        return Arrays.stream(text.substring(1, text.length() - 1).split(", "))
                .map(Double::valueOf)
                .toList();
    }

    /** The value rounded half even to the fewest significant digits that read back to the same bits. */
    static String decimal(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("must be finite: setting=" + value);
        }
        if (value == 0.0) {
            return Double.doubleToRawLongBits(value) == 0L ? "0.0" : "-0.0";
        }
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < MAX_DIGITS; digits++) {
            String text = plain(exact.round(new MathContext(digits, RoundingMode.HALF_EVEN)));
            if (Double.parseDouble(text) == value) {
                return text;
            }
        }
        return plain(exact.round(new MathContext(MAX_DIGITS, RoundingMode.HALF_EVEN)));
    }

    private static String plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        int exponent = stripped.precision() - stripped.scale() - 1;
        if (exponent < -6 || exponent > 9) {
            return stripped.toString();
        }
        return stripped.scale() <= 0 ? stripped.toPlainString() + ".0" : stripped.toPlainString();
    }
}
