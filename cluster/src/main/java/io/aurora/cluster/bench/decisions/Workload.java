package io.aurora.cluster.bench.decisions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Requests over a number of states whose popularity falls as 1/rank (Zipf with exponent 1), each with five candidates. A state is a
 * context; its name in the table follows from it. Immutable, safe for use by many threads.
 */
final class Workload {
    static final List<String> PROVIDERS = List.of("akash", "aws", "azure", "gcp", "vast");

    /** Regions that a node has to be told of, so that there are enough states. */
    static final List<String> REGIONS = regions();

    private static final String[] LATENCIES = {"10", "30", "70", "150", "400"};
    private static final String[] CPUS = {"1", "4", "16", "64"};
    private static final String[] MEMORIES = {"4", "16", "64", "256"};

    private final String[] contexts;
    private final double[] cumulative;

    Workload(int states) {
        contexts = contexts(states);
        cumulative = new double[states];
        double sum = 0.0;
        for (int i = 0; i < states; i++) {
            sum += 1.0 / (i + 1);
            cumulative[i] = sum;
        }
    }

    private static List<String> regions() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 26; i++) {
            names.add("region-" + (char) ('a' + i));
        }
        return List.copyOf(names);
    }

    /** As many contexts as asked for, each of another state. */
    private static String[] contexts(int states) {
        List<String> all = new ArrayList<>();
        for (String region : REGIONS) {
            for (String latency : LATENCIES) {
                for (String cpu : CPUS) {
                    for (String memory : MEMORIES) {
                        all.add(String.format(
                                Locale.ROOT,
                                "{\"cpu\":%s,\"memory_gb\":%s,\"latency_ms\":%s,\"region\":\"%s\"}",
                                cpu,
                                memory,
                                latency,
                                region));
                    }
                }
            }
        }
        if (states < 1 || states > all.size()) {
            throw new IllegalArgumentException("must be in 1.." + all.size() + ": states=" + states);
        }
        return all.subList(0, states).toArray(new String[0]);
    }

    /** A request for the task {@code taskId} in a state drawn from {@code random}. */
    String decision(String taskId, SplittableRandom random) {
        double at = random.nextDouble() * cumulative[cumulative.length - 1];
        int found = Arrays.binarySearch(cumulative, at);
        int state = Math.min(contexts.length - 1, found < 0 ? -found - 1 : found + 1);
        StringBuilder json = new StringBuilder(420)
                .append("{\"task_id\":\"")
                .append(taskId)
                .append("\",\"context\":")
                .append(contexts[state])
                .append(",\"candidates\":[");
        for (int i = 0; i < PROVIDERS.size(); i++) {
            json.append(i == 0 ? "" : ",")
                    .append("{\"provider\":\"")
                    .append(PROVIDERS.get(i))
                    .append("\",\"sku\":\"s1\"}");
        }
        return json.append("]}").toString();
    }

    /** Feedback for a trace, and the reward it has to earn. */
    record Feedback(String json, double reward) {}

    /** An outcome drawn from {@code random}. */
    static Feedback feedback(String traceId, SplittableRandom random) {
        int latencyMs = random.nextInt(300);
        int costCents = random.nextInt(120);
        boolean sloHit = random.nextInt(4) > 0;
        double latencyScore = Math.max(0.0, 1.0 - latencyMs / 200.0);
        double costScore = Math.max(0.0, 1.0 - costCents / 100.0);
        String json = String.format(
                Locale.ROOT,
                "{\"trace_id\":\"%s\",\"outcome\":{\"latency_ms\":%d,\"cost\":%d.%02d,\"failures\":0,\"slo_hit\":%b}}",
                traceId,
                latencyMs,
                costCents / 100,
                costCents % 100,
                sloHit);
        return new Feedback(json, 0.6 * latencyScore + 0.2 * costScore + (sloHit ? 0.2 : 0.0));
    }
}
