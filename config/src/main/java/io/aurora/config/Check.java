package io.aurora.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;

/** Checks of section records beside {@link io.aurora.domain.check.Require}; messages read {@code rule: name=value}. */
final class Check {
    private static final int MAX_PORT = 65_535;

    private Check() {}

    static void that(boolean holds, String rule, String name, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(rule + ": " + name + "=" + value);
        }
    }

    static void within(String name, int value, int low, int high) {
        that(value >= low && value <= high, "must be in [" + low + ", " + high + "]", name, value);
    }

    static void port(String name, int value) {
        within(name, value, 0, MAX_PORT);
    }

    static void positive(String name, Duration value) {
        that(!value.isNegative() && !value.isZero(), "must be > 0", name, text(value));
    }

    static void atLeast(String name, Duration value, Duration low) {
        that(value.compareTo(low) >= 0, "must be >= " + text(low), name, text(value));
    }

    /** {@code low <= high}, else both are named. */
    static void ordered(String lowName, Duration low, String highName, Duration high) {
        if (low.compareTo(high) > 0) {
            throw new IllegalArgumentException(lowName + " must be <= " + highName + ": " + lowName + "=" + text(low)
                    + ", " + highName + "=" + text(high));
        }
    }

    /** An address that a client can call: http or https, with a host, without user and password. */
    static void httpUrl(String name, String value) {
        try {
            URI address = new URI(value);
            boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            that(address.getUserInfo() == null, "must not hold user or password", name, "***");
            that(web && address.getHost() != null, "must be an address http://... or https://...", name, value);
        } catch (URISyntaxException e) {
            that(false, "must be an address http://... or https://...", name, value);
        }
    }

    static void notBlank(String name, String value) {
        that(!value.isBlank(), "must not be empty", name, "'" + value + "'");
    }

    static void ascending(String name, List<Double> values) {
        boolean good = !values.isEmpty();
        for (int i = 0; i < values.size(); i++) {
            good &= Double.isFinite(values.get(i)) && (i == 0 || values.get(i) > values.get(i - 1));
        }
        that(good, "must be ascending numbers, at least one", name, values);
    }

    /** A duration as HOCON writes it. */
    static String text(Duration value) {
        if (value.toNanosPart() % 1_000_000 != 0) {
            return value.toNanos() + "ns";
        }
        return value.toMillisPart() != 0 || value.isZero() ? value.toMillis() + "ms" : value.toSeconds() + "s";
    }
}
