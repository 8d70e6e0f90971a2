package io.aurora.cluster.bench.decisions;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aurora.cluster.bench.PacedLoad;
import io.aurora.cluster.bench.Parallel;
import io.aurora.cluster.bench.Percentiles;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Decisions over a number of connections, and feedback for half of them. With a rate, each is due at its time whatever the answers do,
 * and its time counts from then on, so that a pause counts for everything it held up; without one, each connection sends as soon as it
 * has its answer. Every answer is checked; a wrong one ends the load.
 */
final class Load {
    private static final int OK = 200;
    private static final double REWARD_TOLERANCE = 1e-12;
    private static final int DIGITS = 3;
    private static final ObjectMapper JSON = new ObjectMapper(new JsonFactory());

    private final URI node;
    private final Workload workload;
    private final int connections;
    private final double rate;
    private final String name;
    private final AtomicLong next = new AtomicLong();
    private final Histogram decisionNanos = new ConcurrentHistogram(DIGITS);
    private final Histogram feedbackNanos = new ConcurrentHistogram(DIGITS);
    private final LongAdder decisions = new LongAdder();
    private final LongAdder feedbacks = new LongAdder();
    private final LongAdder turnedAway = new LongAdder();
    private final Set<String> traces = ConcurrentHashMap.newKeySet();
    private volatile String lastLearned = "";

    /**
     * @param name part of each task's name
     * @param rate decisions a second; 0 for as fast as answers come
     */
    Load(URI node, Workload workload, int connections, double rate, String name) {
        this.node = node;
        this.workload = workload;
        this.connections = connections;
        this.rate = rate;
        this.name = name;
    }

    /** Runs for {@code warmUp}, uncounted, then for {@code time}; decisions a second of the latter. */
    Map<String, Object> run(Duration warmUp, Duration time) throws Exception {
        long started = System.nanoTime();
        long counted = started + warmUp.toNanos();
        long end = counted + time.toNanos();
        List<Callable<Void>> work = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            SplittableRandom random = new SplittableRandom(1_000L + i);
            work.add(() -> worker(random, started, counted, end));
        }
        Parallel.run(work);
        return figures(time);
    }

    private Void worker(SplittableRandom random, long started, long counted, long end) throws IOException {
        double interval = rate > 0 ? TimeUnit.SECONDS.toNanos(1) / rate : 0.0;
        try (HttpLine line = new HttpLine(node)) {
            while (true) {
                long number = next.getAndIncrement();
                long due = rate > 0 ? started + Math.round(number * interval) : System.nanoTime();
                if (due >= end) {
                    return null;
                }
                PacedLoad.waitUntil(due);
                one(line, random, name + "-" + number, due, due >= counted);
            }
        }
    }

    private void one(HttpLine line, SplittableRandom random, String task, long due, boolean counts) throws IOException {
        HttpLine.Answer answer = line.post("/decisions", workload.decision(task, random));
        long decided = System.nanoTime();
        if (answer.status() != OK) {
            turnedAway.increment();
            return;
        }
        String trace = check(task, answer.body());
        if (counts) {
            decisions.increment();
            decisionNanos.recordValue(Math.max(0L, decided - due));
        }
        if (random.nextBoolean()) {
            feedback(line, random, trace, counts);
        }
    }

    private String check(String task, String body) throws IOException {
        JsonNode answer = JSON.readTree(body);
        String trace = answer.path("trace_id").asText();
        String provider = answer.path("chosen").path("provider").asText();
        boolean right = answer.path("task_id").asText().equals(task)
                && Workload.PROVIDERS.contains(provider)
                && answer.path("explanations").path("propensity").asDouble() > 0.0
                && traces.add(trace);
        if (!right) {
            throw new IllegalStateException("not the answer to " + task + ": " + body);
        }
        return trace;
    }

    private void feedback(HttpLine line, SplittableRandom random, String trace, boolean counts) throws IOException {
        Workload.Feedback feedback = Workload.feedback(trace, random);
        long sent = System.nanoTime();
        HttpLine.Answer answer = line.post("/feedback", feedback.json());
        long learned = System.nanoTime();
        if (answer.status() != OK) {
            turnedAway.increment();
            return;
        }
        JsonNode body = JSON.readTree(answer.body());
        if (!body.path("updated").asBoolean()
                || Math.abs(body.path("reward").asDouble() - feedback.reward()) > REWARD_TOLERANCE) {
            throw new IllegalStateException("not the answer to " + feedback.json() + ": " + answer.body());
        }
        lastLearned = trace;
        if (counts) {
            feedbacks.increment();
            feedbackNanos.recordValue(learned - sent);
        }
    }

    private Map<String, Object> figures(Duration time) {
        double seconds = time.toNanos() / (double) TimeUnit.SECONDS.toNanos(1);
        Map<String, Object> figures = new LinkedHashMap<>();
        if (rate > 0) {
            figures.put("offered_per_s", Percentiles.round(rate));
        }
        figures.put("decisions_per_s", Percentiles.round(decisions.sum() / seconds));
        figures.put("feedbacks_per_s", Percentiles.round(feedbacks.sum() / seconds));
        figures.put("turned_away", turnedAway.sum());
        figures.put(rate > 0 ? "decision_ms_since_due" : "decision_ms_since_sent", Percentiles.of(decisionNanos));
        figures.put("feedback_ms_since_sent", Percentiles.of(feedbackNanos));
        figures.put("connections", connections);
        return figures;
    }

    /** The trace whose feedback was acknowledged last. */
    String lastLearned() {
        return lastLearned;
    }

    /** Decisions answered, warm-up included. */
    long answered() {
        return traces.size();
    }
}
