package io.aurora.cluster.bench;

import io.aurora.config.AuroraSettings;
import io.aurora.lab.report.CodeRevision;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;

/** Under which conditions a figure was measured. */
public final class BenchConditions {
    private BenchConditions() {}

    /** Of this process and machine. */
    public static Map<String, Object> of(AuroraSettings settings) {
        Map<String, Object> conditions = new LinkedHashMap<>();
        conditions.put("profile", settings.profile());
        conditions.put("window", settings.activeProfile().icp().window());
        conditions.put("write_batch", settings.store().writeBatch());
        conditions.put("write_parallelism", settings.store().writesAtATime());
        conditions.put("cores", Runtime.getRuntime().availableProcessors());
        conditions.put("machine_load_before", loadBefore());
        conditions.put("max_heap_mib", Runtime.getRuntime().maxMemory() >> 20);
        conditions.put(
                "metrics_agent",
                ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                        .anyMatch(argument -> argument.contains("kanela")));
        conditions.put("jvm", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        conditions.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        conditions.put("code_revision", CodeRevision.text());
        return conditions;
    }

    /** Load of the machine over the last minute, by others too; call it before the benchmark. */
    private static double loadBefore() {
        return BenchClock.round(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
