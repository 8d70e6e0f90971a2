package io.aurora.http.port;

import java.util.function.Supplier;

/** The scrape, in Prometheus' text format. */
@FunctionalInterface
public interface MetricsText extends Supplier<String> {}
