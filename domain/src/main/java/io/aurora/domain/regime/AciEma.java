package io.aurora.domain.regime;

import io.aurora.domain.check.Require;
import java.util.OptionalDouble;

/**
 * Exponential average of the ARMA crossbar index: 0 before the first defined index, which seeds it; then
 * {@code value + factor (index - value)} on every bar, where an undefined index stands for the last defined one. So the average goes on
 * approaching the last index while the index is undefined, as the reference vectors have it.
 *
 * @param seeded whether a defined index has been seen
 * @param index the last defined index, at least 0; 0 while not seeded
 * @param value the average, at least 0; 0 while not seeded
 */
public record AciEma(boolean seeded, double index, double value) {
    public static final AciEma START = new AciEma(false, 0.0, 0.0);

    public AciEma {
        Require.nonNegative("aci", index);
        Require.nonNegative("aci_ema", value);
        if (!seeded && (index != 0.0 || value != 0.0)) {
            throw new IllegalArgumentException(
                    "must be 0 before the first defined index: aci=" + index + ", aci_ema=" + value);
        }
    }

    /** The average after one more bar. */
    public AciEma next(OptionalDouble present, double factor) {
        return present.isPresent() ? next(present.getAsDouble(), factor) : next(factor);
    }

    /** The average after a bar with a defined index. */
    public AciEma next(double present, double factor) {
        Require.within("factor", factor, 0.0, 1.0);
        return new AciEma(true, present, seeded ? value + factor * (present - value) : present);
    }

    /** The average after a bar whose index is undefined. */
    public AciEma next(double factor) {
        return seeded ? next(index, factor) : this;
    }
}
