package io.aurora.cluster.ops;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Alert rules of Prometheus for one length of bars. */
public final class AlertRules {
    private static final String TEMPLATE = "/ops/prometheus_rules.yaml";
    private static final int WINDOW_BARS = 24;
    private static final int DROP_BARS = 5;

    /** Shorter windows hold too few scrapes for a rate. */
    private static final Duration LEAST_WINDOW = Duration.ofMinutes(5);

    /** Below this a pause between bars cannot be told from one between scrapes. */
    private static final Duration LEAST_SILENCE = Duration.ofMinutes(1);

    private AlertRules() {}

    /**
     * The rules as a file for Prometheus.
     *
     * @param barLength of the cluster's symbols, the longest where they differ; whole seconds, at least one
     */
    public static String render(Duration barLength) {
        if (barLength.compareTo(Duration.ofSeconds(1)) < 0 || barLength.toNanosPart() != 0) {
            throw new IllegalArgumentException("must be whole seconds, at least 1 s: bar_length=" + barLength);
        }
        return template()
                .replace("@BAR@", promql(barLength))
                .replace("@W@", promql(longer(LEAST_WINDOW, barLength.multipliedBy(WINDOW_BARS))))
                .replace("@FIVE_BARS@", promql(longer(LEAST_WINDOW, barLength.multipliedBy(DROP_BARS))))
                .replace(
                        "@TWO_BARS_SECONDS@",
                        String.valueOf(
                                longer(LEAST_SILENCE, barLength.multipliedBy(2)).toSeconds()));
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    /** A duration as PromQL writes it, in the largest unit that divides it: {@code 90s}, {@code 5m}, {@code 24h}. */
    static String promql(Duration duration) {
        if (duration.toSecondsPart() != 0) {
            return duration.toSeconds() + "s";
        }
        return duration.toMinutesPart() == 0 ? duration.toHours() + "h" : duration.toMinutes() + "m";
    }

    private static String template() {
        try (InputStream in = AlertRules.class.getResourceAsStream(TEMPLATE)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + TEMPLATE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
