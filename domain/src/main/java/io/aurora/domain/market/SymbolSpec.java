package io.aurora.domain.market;

import io.aurora.domain.check.Require;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What a symbol is; fixed by its opening. Another bar length means another symbol.
 *
 * @param name {@code [A-Za-z0-9._-]{1,32}}, case kept
 * @param barLengthMs length of a bar, milliseconds
 * @param gapPolicy meaning of missing steps
 * @param gridOffsetMs offset of the grid within a bar length, milliseconds; absent: that of the first accepted bar
 * @param profile name of the profile in force
 * @param baseNotional size at risk scale 1, {@code >= 0}
 */
public record SymbolSpec(
        String name,
        long barLengthMs,
        GapPolicy gapPolicy,
        OptionalLong gridOffsetMs,
        String profile,
        double baseNotional) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,32}");

    public SymbolSpec {
        requireName(name);
        Require.atLeast("bar_length", barLengthMs, 1L);
        Require.nonNegative("base_notional", baseNotional);
        if (gridOffsetMs.isPresent() && (gridOffsetMs.getAsLong() < 0 || gridOffsetMs.getAsLong() >= barLengthMs)) {
            throw new IllegalArgumentException("must be in [0, bar_length): grid_offset=" + gridOffsetMs.getAsLong()
                    + ", bar_length=" + barLengthMs);
        }
    }

    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Refuses a bad name; a slash gets the hint to write a hyphen. */
    public static String requireName(String name) {
        if (!isName(name)) {
            String hint = name.indexOf('/') >= 0 ? " (write '-' instead of '/')" : "";
            throw new IllegalArgumentException("must match [A-Za-z0-9._-]{1,32}: symbol=" + name + hint);
        }
        return name;
    }
}
