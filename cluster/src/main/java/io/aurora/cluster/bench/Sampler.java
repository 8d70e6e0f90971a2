package io.aurora.cluster.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/** What the machine and the read side did in a part of a benchmark, looked at twice a second. */
final class Sampler implements AutoCloseable {
    private static final long EVERY_MS = 500;

    private final OperatingSystemMXBean machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final DoubleSupplier lagSeconds;
    private final long started = System.nanoTime();
    private final long cpuBefore = machine.getProcessCpuTime();
    private double largestLag;
    private double machineBusy;
    private int samples;

    Sampler(DoubleSupplier lagSeconds) {
        this.lagSeconds = lagSeconds;
        machine.getCpuLoad();
        thread.scheduleAtFixedRate(this::sample, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    private synchronized void sample() {
        largestLag = Math.max(largestLag, lagSeconds.getAsDouble());
        machineBusy += Math.max(0.0, machine.getCpuLoad());
        samples++;
    }

    /** What was seen so far. */
    synchronized Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        double cpuSeconds = (machine.getProcessCpuTime() - cpuBefore) / (double) TimeUnit.SECONDS.toNanos(1);
        figures.put("read_side_lag_max_s", BenchClock.round(largestLag));
        figures.put("cores_used_by_node_and_driver", BenchClock.round(cpuSeconds / BenchClock.seconds(started)));
        figures.put(
                "cores_used_by_whole_machine",
                BenchClock.round(machineBusy / Math.max(1, samples) * machine.getAvailableProcessors()));
        return figures;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
