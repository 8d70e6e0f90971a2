package io.aurora.lab.cli;

import io.aurora.inference.cuda.CudaDevice;
import io.aurora.lab.bench.CudaBench;
import io.aurora.lab.bench.InferenceBench;
import io.aurora.lab.bench.InferenceBench.Network;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Rows of {@code bench inference --device cuda}: what the devices can do at most, and what steps take beside it. */
final class CudaBenchFigures {
    private static final double US = 1e6;
    private static final double GIGA = 1e9;

    private final List<Map<String, Object>> limits;
    private final List<Map<String, Object>> cases;
    private final Consumer<Map<String, Object>> progress;

    /**
     * Collects rows.
     *
     * @param limits a row for each device and network is added
     * @param cases a row for each device, network and batch is added
     * @param progress told of each case
     */
    CudaBenchFigures(
            List<Map<String, Object>> limits, List<Map<String, Object>> cases, Consumer<Map<String, Object>> progress) {
        this.limits = limits;
        this.cases = cases;
        this.progress = progress;
    }

    void measure(int ordinal, CudaDevice device, double seconds, List<Network> networks, List<Integer> batches) {
        CudaBench bench = new CudaBench(device, seconds);
        double peak = 2.0 * bench.multiplyAddsPerSecond();
        for (Network network : networks) {
            double read = bench.readSeconds(network);
            long bytes = InferenceBench.work(network).weights() * Float.BYTES;
            Map<String, Object> limit = row(ordinal, network);
            limit.put("weight_bytes", bytes);
            limit.put("read_us", rounded(read * US));
            limit.put("read_gb_per_s", rounded(bytes / read / GIGA));
            limit.put("fma_peak_gflop_per_s", rounded(peak / GIGA));
            limits.add(limit);
            for (int rows : batches) {
                cases.add(figures(ordinal, bench, network, rows, read, peak));
                progress.accept(cases.get(cases.size() - 1));
            }
        }
    }

    private static Map<String, Object> figures(
            int ordinal, CudaBench bench, Network network, int rows, double read, double peak) {
        double kernels = bench.kernelSeconds(network, rows);
        long[] nanos = bench.nanos(network, rows);
        double operations = 2.0 * InferenceBench.work(network).products() * rows;
        Map<String, Object> figures = row(ordinal, network);
        figures.put("batch", rows);
        figures.put("kernels_us", rounded(kernels * US));
        figures.put("p50_us", rounded(InferenceBench.quantile(nanos, 0.5) / 1e3));
        figures.put("p99_us", rounded(InferenceBench.quantile(nanos, 0.99) / 1e3));
        figures.put("operations", Math.round(operations));
        figures.put("gflop_per_s", rounded(operations / kernels / GIGA));
        figures.put("of_fma_peak", rounded(operations / kernels / peak));
        figures.put("times_plain_read", rounded(kernels / read));
        figures.put("calls", nanos.length);
        return figures;
    }

    private static Map<String, Object> row(int ordinal, Network network) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("device", ordinal);
        row.put("network", network.name().toLowerCase(Locale.ROOT));
        return row;
    }

    private static double rounded(double value) {
        return Math.round(value * 1e3) / 1e3;
    }
}
