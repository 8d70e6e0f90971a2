package io.aurora.lab.cli;

import io.aurora.inference.cpu.CpuDevice;
import io.aurora.inference.cpu.CpuLimits;
import io.aurora.inference.cpu.KernelChoice;
import io.aurora.inference.cuda.CudaDevice;
import io.aurora.inference.cuda.CudaDevices;
import io.aurora.inference.reference.FunctionAccuracy;
import io.aurora.lab.bench.InferenceBench;
import io.aurora.lab.bench.InferenceBench.Network;
import io.aurora.lab.report.CodeRevision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Steps of the networks on this machine, beside what it can do at most. */
@Command(
        name = "inference",
        mixinStandardHelpOptions = true,
        description = {
            "Times of steps of student and router; beside them, from the same run, a plain read of as many bytes as the weights have",
            "and multiply-adds that touch no memory, with the same threads. On CUDA devices times of calls and of the kernels alone."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  aurora bench inference",
            "  aurora bench inference --threads 1 --batches 1,64 --json",
            "  aurora bench inference --device cuda --json",
            "  aurora bench inference --accuracy",
        })
public final class InferenceBenchCommand extends LabCommand {
    private static final int READS = 2_000;
    private static final double US = 1e3;

    @Option(names = "--device", paramLabel = "NAME", description = "cpu, cuda. Default: ${DEFAULT-VALUE}.")
    private String device = "cpu";

    @Option(names = "--threads", paramLabel = "N", split = ",", description = "Threads. Default: ${DEFAULT-VALUE}.")
    private List<Integer> threads = List.of(1, 2);

    @Option(names = "--batches", paramLabel = "N", split = ",", description = "Rows. Default: ${DEFAULT-VALUE}.")
    private List<Integer> batches = List.of(1, 16, 64, 256, 1024);

    @Option(
            names = "--networks",
            paramLabel = "NAME",
            split = ",",
            description = "small, full, router. Default: ${DEFAULT-VALUE}.")
    private List<String> networks = List.of("small", "full", "router");

    @Option(
            names = "--time",
            paramLabel = "S",
            description = "Seconds of warm-up and of measurement of each figure. Default: ${DEFAULT-VALUE}.")
    private double time = 1.0;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(names = "--accuracy", description = "Instead, the largest errors of exp, sigmoid, silu, tanh, softplus.")
    private boolean accuracy;

    @Option(
            names = "--stride",
            paramLabel = "N",
            description = "Of the accuracy: every N-th single-precision number. Default: ${DEFAULT-VALUE}.")
    private int stride = 101;

    @Override
    int run() {
        if (!device.equals(CpuDevice.NAME) && !device.equals(CudaDevice.NAME)) {
            throw new BadInputException("must be cpu or cuda: --device=" + device);
        }
        boolean isPositive =
                batches.stream().allMatch(n -> n >= 1) && threads.stream().allMatch(n -> n >= 1);
        if (!isPositive || !(time > 0.0) || stride < 1) {
            throw new BadInputException("must be >= 1, 1, > 0 and >= 1: --batches=" + batches + ", --threads=" + threads
                    + ", --time=" + time + ", --stride=" + stride);
        }
        if (accuracy) {
            return accuracy();
        }
        List<Network> measured = networks.stream().map(this::network).toList();
        return device.equals(CudaDevice.NAME) ? cuda(measured) : speed(measured);
    }

    private int cuda(List<Network> measured) {
        CudaDevices found = CudaDevices.find();
        if (found instanceof CudaDevices.None none) {
            throw new BadInputException("no CUDA device: " + none.reason());
        }
        List<CudaDevice> devices = ((CudaDevices.Found) found).devices();
        List<Map<String, Object>> cases = new ArrayList<>();
        List<Map<String, Object>> limits = new ArrayList<>();
        CudaBenchFigures figures = new CudaBenchFigures(limits, cases, this::progress);
        try {
            for (int i = 0; i < devices.size(); i++) {
                figures.measure(i, devices.get(i), time, measured, batches);
            }
            Map<String, Object> conditions = machine();
            conditions.put(
                    "devices", devices.stream().map(CudaDevice::description).toList());
            return print(limits, cases, conditions);
        } finally {
            devices.forEach(CudaDevice::close);
        }
    }

    private void progress(Map<String, Object> figures) {
        err().println("bench inference: " + figures);
        err().flush();
    }

    private Network network(String name) {
        try {
            return Network.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new BadInputException("must be small, full or router: --networks=" + name, e);
        }
    }

    private int speed(List<Network> measured) {
        KernelChoice choice = KernelChoice.ofThisMachine();
        List<Map<String, Object>> cases = new ArrayList<>();
        List<Map<String, Object>> limits = new ArrayList<>();
        for (int count : threads) {
            try (CpuDevice cpu = new CpuDevice(count, choice.kernels());
                    CpuLimits most = new CpuLimits(count, choice.kernels())) {
                double peak = 2.0 * most.multiplyAddsPerSecond();
                for (Network network : measured) {
                    InferenceBench.Work work = InferenceBench.work(network);
                    long[] reads = most.readNanos(new float[Math.toIntExact(work.weights())], READS);
                    limits.add(limits(count, network, work, reads, peak));
                    for (int rows : batches) {
                        long[] nanos = new InferenceBench(cpu, time).nanos(network, rows);
                        cases.add(figures(count, network, rows, nanos, work, reads, peak));
                        progress(cases.get(cases.size() - 1));
                    }
                }
            }
        }
        Map<String, Object> conditions = machine();
        conditions.put("kernels", choice.kernels().name());
        conditions.put("kernels_passed_over", choice.why());
        return print(limits, cases, conditions);
    }

    private int print(
            List<Map<String, Object>> limits, List<Map<String, Object>> cases, Map<String, Object> conditions) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("benchmark", "inference");
        figures.put("limits", limits);
        figures.put("cases", cases);
        figures.put("conditions", conditions);
        out().println(json ? Json.pretty(figures) : table(limits) + System.lineSeparator() + table(cases));
        return FINE;
    }

    private static Map<String, Object> limits(
            int threads, Network network, InferenceBench.Work work, long[] reads, double peak) {
        Map<String, Object> limits = new LinkedHashMap<>();
        limits.put("threads", threads);
        limits.put("network", network.name().toLowerCase(Locale.ROOT));
        limits.put("weight_bytes", work.weights() * Float.BYTES);
        limits.put("read_p50_us", rounded(InferenceBench.quantile(reads, 0.5) / US));
        limits.put(
                "read_gb_per_s", rounded(work.weights() * Float.BYTES / (double) InferenceBench.quantile(reads, 0.5)));
        limits.put("fma_peak_gflop_per_s", rounded(peak / 1e9));
        return limits;
    }

    private static Map<String, Object> figures(
            int threads, Network network, int rows, long[] nanos, InferenceBench.Work work, long[] reads, double peak) {
        double p50 = InferenceBench.quantile(nanos, 0.5);
        double operations = 2.0 * work.products() * rows;
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("threads", threads);
        figures.put("network", network.name().toLowerCase(Locale.ROOT));
        figures.put("batch", rows);
        figures.put("p50_us", rounded(p50 / US));
        figures.put("p99_us", rounded(InferenceBench.quantile(nanos, 0.99) / US));
        figures.put("operations", Math.round(operations));
        figures.put("gflop_per_s", rounded(operations / p50));
        figures.put("of_fma_peak", rounded(operations * 1e9 / p50 / peak));
        figures.put("times_plain_read", rounded(p50 / InferenceBench.quantile(reads, 0.5)));
        figures.put("calls", nanos.length);
        return figures;
    }

    private static double rounded(double value) {
        return Math.round(value * 1e3) / 1e3;
    }

    private Map<String, Object> machine() {
        Map<String, Object> conditions = new LinkedHashMap<>();
        conditions.put("seconds_a_figure", time);
        conditions.put("cores", Runtime.getRuntime().availableProcessors());
        conditions.put("jvm", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        conditions.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        conditions.put("code_revision", CodeRevision.text());
        return conditions;
    }

    private int accuracy() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (FunctionAccuracy.Function function : FunctionAccuracy.all()) {
            FunctionAccuracy.Worst worst = FunctionAccuracy.worst(function, stride);
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("function", function.name());
            row.put("samples", worst.samples());
            row.put("max_ulps", rounded(worst.ulps()));
            row.put("at", worst.at());
            rows.add(row);
        }
        out().println(json ? Json.pretty(rows) : table(rows));
        return FINE;
    }

    private static String table(List<Map<String, Object>> rows) {
        String head = line(rows.get(0).keySet());
        return rows.stream()
                .map(row -> line(row.values()))
                .collect(Collectors.joining(System.lineSeparator(), head + System.lineSeparator(), ""));
    }

    private static String line(Iterable<?> cells) {
        StringBuilder line = new StringBuilder();
        cells.forEach(cell -> line.append(String.format(Locale.ROOT, "%-20s ", cell)));
        return line.toString().stripTrailing();
    }
}
