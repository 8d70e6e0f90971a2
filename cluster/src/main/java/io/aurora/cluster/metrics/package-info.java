/**
 * What the node counts and shows to Prometheus.
 *
 * <p>{@link io.aurora.cluster.metrics.MetricNames} is the one list of names, labels and units; rules, dashboards and instruments are
 * held against it. Kamon keeps the figures and knows whole, non-negative ones only, so each is recorded in a scale of its own and
 * {@link io.aurora.cluster.metrics.ScrapeText} scales it back: what is scraped is in the unit of the name. A symbol is never a label.
 */
package io.aurora.cluster.metrics;
