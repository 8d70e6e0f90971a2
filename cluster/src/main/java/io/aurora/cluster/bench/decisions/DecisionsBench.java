package io.aurora.cluster.bench.decisions;

import io.aurora.cluster.bench.ChildNode;
import io.aurora.cluster.bench.Percentiles;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * The decision loop of a node in a process of its own, loaded over HTTP from this one: as fast as it answers, at a given rate, and over
 * a single state; then how long the read side takes to catch up.
 */
public final class DecisionsBench {
    private static final long LOOK_MS = 100;
    private static final double LONGEST_CATCH_UP_S = 600;
    private static final int FOUND = 200;

    private final Plan plan;
    private final List<String> nodeArguments;
    private final Path folder;
    private final PrintWriter progress;
    private final Map<String, Object> figures = new LinkedHashMap<>();

    /**
     * What is measured.
     *
     * @param states contexts, by popularity
     * @param connections to the node
     * @param warmUp load before figures count
     * @param time load of each figure
     * @param rate decisions a second of the open loop
     * @param parts what is measured, in the order of {@link Part}
     */
    public record Plan(int states, int connections, Duration warmUp, Duration time, double rate, Set<Part> parts) {}

    /** A load. */
    public enum Part {
        /** As fast as the node answers. */
        CLOSED_LOOP,
        /** At a given rate. */
        OPEN_LOOP,
        /** As fast as the node answers, over a single state. */
        ONE_HOT_STATE
    }

    /**
     * @param nodeArguments give the node its settings
     * @param folder where the store lies
     */
    public DecisionsBench(Plan plan, List<String> nodeArguments, Path folder, PrintWriter progress) {
        this.plan = plan;
        this.nodeArguments = new ArrayList<>(nodeArguments);
        this.nodeArguments.addAll(List.of("--set", "strategist.regions=[" + String.join(",", Workload.REGIONS) + "]"));
        this.folder = folder;
        this.progress = progress;
    }

    /** Measures all parts; the figures by part. */
    public Map<String, Object> run() throws Exception {
        Duration append = plan.time().dividedBy(10).plusMillis(100);
        figures.put("bare_append", BareAppend.rates(folder, append));
        try (ChildNode node = new ChildNode(nodeArguments)) {
            node.secondsToReady();
            URI address = URI.create(node.address());
            long answered = 0;
            for (Part part : new TreeSet<>(plan.parts())) {
                answered += part(part, node, load(part, address));
            }
            figures.put("decisions_in_all", answered);
        }
        return figures;
    }

    private Load load(Part part, URI address) {
        Workload workload = new Workload(part == Part.ONE_HOT_STATE ? 1 : plan.states());
        double rate = part == Part.OPEN_LOOP ? plan.rate() : 0;
        return new Load(address, workload, plan.connections(), rate, name(part));
    }

    private static String name(Part part) {
        return part.name().toLowerCase(Locale.ROOT);
    }

    private long part(Part measured, ChildNode node, Load load) throws Exception {
        String name = name(measured);
        double processorBefore = node.processorSeconds();
        Map<String, Object> part = load.run(plan.warmUp(), plan.time());
        double seconds = plan.warmUp().plus(plan.time()).toMillis() / 1e3;
        part.put("cores_used_by_node", Percentiles.round((node.processorSeconds() - processorBefore) / seconds));
        part.put("read_side_catch_up_s", catchUp(node, load.lastLearned()));
        figures.put(name, part);
        progress.println(String.format(
                Locale.ROOT,
                "bench decisions: %s: %s decisions/s, %s",
                name,
                part.get("decisions_per_s"),
                part.getOrDefault("decision_ms_since_due", part.get("decision_ms_since_sent"))));
        progress.flush();
        return load.answered();
    }

    /** Until the read side shows the feedback that was acknowledged last: what it was behind by when the load ended. */
    private static double catchUp(ChildNode node, String trace) throws Exception {
        long started = System.nanoTime();
        while (node.status("/decisions/" + trace) != FOUND) {
            if (seconds(started) > LONGEST_CATCH_UP_S) {
                throw new IllegalStateException("the read side did not catch up: trace=" + trace);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        }
        return Percentiles.round(seconds(started));
    }

    private static double seconds(long started) {
        return (System.nanoTime() - started) / (double) TimeUnit.SECONDS.toNanos(1);
    }
}
