package io.aurora.config;

import io.aurora.domain.check.Require;
import io.aurora.domain.market.GapPolicy;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What is said of a symbol.
 *
 * @param barLengthMs length of a bar, milliseconds
 * @param gapPolicy meaning of missing steps
 * @param gridOffsetMs offset of the grid within a bar length, milliseconds; absent: that of the first accepted bar
 * @param profile name of the profile; {@code auto}: the one in force
 * @param baseNotional size at risk scale 1; absent: the profile's
 */
public record SymbolSettings(
        long barLengthMs, GapPolicy gapPolicy, OptionalLong gridOffsetMs, String profile, OptionalDouble baseNotional) {
    public SymbolSettings {
        Require.atLeast("bar_length", barLengthMs, 1L);
        baseNotional.ifPresent(notional -> Require.nonNegative("base_notional", notional));
        if (gridOffsetMs.isPresent() && (gridOffsetMs.getAsLong() < 0 || gridOffsetMs.getAsLong() >= barLengthMs)) {
            throw new IllegalArgumentException("must be in [0, bar_length): grid_offset=" + gridOffsetMs.getAsLong()
                    + "ms, bar_length=" + barLengthMs + "ms");
        }
    }
}
