package io.aurora.domain.market;

import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of bars as people write them: {@code 500ms}, {@code 10s}, {@code 1m}, {@code 4h}, {@code 1d}, {@code 1w}. */
public final class BarLengthText {
    /** What such a text must be. */
    public static final String RULE = "must be a number with ms, s, m, h, d or w, for instance 1h";

    private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,9})(ms|s|m|h|d|w)");
    private static final Map<String, Long> UNIT_MS =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L, "w", 604_800_000L);

    private BarLengthText() {}

    /** Milliseconds; empty where the text is no length. */
    public static OptionalLong millis(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? OptionalLong.of(Long.parseLong(parts.group(1)) * UNIT_MS.get(parts.group(2)))
                : OptionalLong.empty();
    }

    /** The shortest text that reads back as {@code ms}. */
    public static String of(long ms) {
        for (String unit : new String[] {"w", "d", "h", "m", "s"}) {
            if (ms % UNIT_MS.get(unit) == 0) {
                return ms / UNIT_MS.get(unit) + unit;
            }
        }
        return ms + "ms";
    }
}
