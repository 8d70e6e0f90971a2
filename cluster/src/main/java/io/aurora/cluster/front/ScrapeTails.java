package io.aurora.cluster.front;

import io.aurora.http.port.Tails;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Percentiles from the node's own histograms, over all profiles, interpolated within a bucket as PromQL's {@code histogram_quantile}
 * does.
 */
final class ScrapeTails implements Tails {
    private static final double P95 = 0.95;

    private final Supplier<String> scrape;

    ScrapeTails(Supplier<String> scrape) {
        this.scrape = scrape;
    }

    @Override
    public OptionalDouble surprisalP95() {
        return quantile("aurora_acceptance_surprisal_v2_bucket");
    }

    @Override
    public OptionalDouble latencyP95Ms() {
        return quantile("aurora_acceptance_latency_ms_bucket");
    }

    private OptionalDouble quantile(String bucket) {
        TreeMap<Double, Double> cumulative = new TreeMap<>();
        scrape.get().lines().filter(line -> line.startsWith(bucket + "{")).forEach(line -> add(cumulative, line));
        double total = cumulative.isEmpty() ? 0.0 : cumulative.lastEntry().getValue();
        if (total == 0.0) {
            return OptionalDouble.empty();
        }
        double rank = P95 * total;
        double lower = 0.0;
        double below = 0.0;
        for (Map.Entry<Double, Double> entry : cumulative.entrySet()) {
            if (entry.getValue() >= rank) {
                boolean open = Double.isInfinite(entry.getKey());
                double share = (rank - below) / (entry.getValue() - below);
                return OptionalDouble.of(open ? lower : lower + (entry.getKey() - lower) * share);
            }
            lower = entry.getKey();
            below = entry.getValue();
        }
        return OptionalDouble.empty();
    }

    private static void add(Map<Double, Double> cumulative, String line) {
        int start = line.indexOf("le=\"") + 4;
        String bound = line.substring(start, line.indexOf('"', start));
        double le = bound.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bound);
        double count = Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
        cumulative.merge(le, count, Double::sum);
    }
}
