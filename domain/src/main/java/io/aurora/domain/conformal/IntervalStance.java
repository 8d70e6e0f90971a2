package io.aurora.domain.conformal;

import io.aurora.domain.check.Require;
import java.util.OptionalDouble;
import java.util.function.DoubleSupplier;

/**
 * What a trigger or a risk mode demands of the next interval beyond the rules.
 *
 * @param targetFactor factor of alpha_target, in (0, 1]
 * @param leastInflation inflation is at least this, {@code >= 1}
 * @param forcedInflation replaces the rule of {@link Inflation} where a trigger holds it
 */
public record IntervalStance(double targetFactor, double leastInflation, OptionalDouble forcedInflation) {
    /** The rules alone. */
    public static final IntervalStance PLAIN = new IntervalStance(1.0, 1.0, OptionalDouble.empty());

    public IntervalStance {
        Require.within("target_factor", targetFactor, 1e-6, 1.0);
        Require.within("least_inflation", leastInflation, 1.0, 10.0);
        forcedInflation.ifPresent(forced -> Require.within("forced_inflation", forced, 1.0, 10.0));
    }

    double target(double alphaTarget) {
        return alphaTarget * targetFactor;
    }

    double inflation(DoubleSupplier rule) {
        double inflation = forcedInflation.isPresent() ? forcedInflation.getAsDouble() : rule.getAsDouble();
        return Math.max(inflation, leastInflation);
    }
}
