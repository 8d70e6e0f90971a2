package io.aurora.domain.check;

/** Argument checks whose messages read {@code rule: name=value}, so that a refusal names the field and what it held. */
public final class Require {
    private Require() {}

    public static double finite(String name, double value) {
        return that(Double.isFinite(value), "must be finite", name, value);
    }

    public static double positive(String name, double value) {
        return that(Double.isFinite(value) && value > 0.0, "must be > 0", name, value);
    }

    public static double nonNegative(String name, double value) {
        return that(Double.isFinite(value) && value >= 0.0, "must be >= 0", name, value);
    }

    /** {@code low <= value <= high}; NaN is refused. */
    public static double within(String name, double value, double low, double high) {
        // the rule is worded in the failing case only: quantiles ask this several times a bar
        return value >= low && value <= high
                ? value
                : that(false, "must be in [" + low + ", " + high + "]", name, value);
    }

    public static int atLeast(String name, int value, int low) {
        if (value < low) {
            throw new IllegalArgumentException("must be >= " + low + ": " + name + "=" + value);
        }
        return value;
    }

    public static long atLeast(String name, long value, long low) {
        if (value < low) {
            throw new IllegalArgumentException("must be >= " + low + ": " + name + "=" + value);
        }
        return value;
    }

    /** {@code low <= high}, else both sides are named. */
    public static void ordered(String lowName, double low, String highName, double high) {
        if (!(low <= high)) {
            throw new IllegalArgumentException(
                    lowName + " must be <= " + highName + ": " + lowName + "=" + low + ", " + highName + "=" + high);
        }
    }

    private static double that(boolean holds, String rule, String name, double value) {
        if (!holds) {
            throw new IllegalArgumentException(rule + ": " + name + "=" + value);
        }
        return value;
    }
}
