package io.aurora.cluster.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aurora.cluster.bench.decisions.HttpLine;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Clients of the decision loop that keep a ledger of everything the node has acknowledged. Of the feedback they send three in ten repeat
 * an earlier one and two in ten come out of turn; what a dying node left unanswered they send again, as a careful client does.
 */
final class LoopClients {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CANDIDATES = "\"candidates\":[{\"provider\":\"akash\",\"sku\":\"A8\"},"
            + "{\"provider\":\"aws\",\"sku\":\"c5\"},{\"provider\":\"gcp\",\"sku\":\"n2\"},{\"provider\":\"vast\",\"sku\":\"V4\"}]";
    private static final int PENDING = 20;
    private static final double DUPLICATES = 0.3;
    private static final double OUT_OF_ORDER = 0.2;

    final AtomicReference<URI> node = new AtomicReference<>();
    /** Outcome by trace, as it was sent. */
    final Map<String, String> outcomes = new ConcurrentHashMap<>();
    /** Acknowledged reward by trace. */
    final Map<String, Double> rewards = new ConcurrentHashMap<>();
    /** Acknowledged decisions. */
    final Map<String, String> decided = new ConcurrentHashMap<>();

    final AtomicLong feedbacks = new AtomicLong();
    final AtomicLong duplicates = new AtomicLong();
    final AtomicLong outOfOrder = new AtomicLong();

    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean stopped;

    /** Starts {@code count} clients that send {@code all} feedbacks in all. */
    void start(int count, long all, long seed) {
        for (int i = 0; i < count; i++) {
            Client client = new Client(new Random(seed + i), all);
            Thread thread = new Thread(client::run, "loop-client-" + i);
            threads.add(thread);
            thread.start();
        }
    }

    /** Waits until all is sent and acknowledged. */
    void await() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
        if (failure.get() != null) {
            throw new AssertionError("a client failed", failure.get());
        }
    }

    /** Whether a client has met what must not be. */
    boolean failed() {
        return failure.get() != null;
    }

    private final class Client {
        private final Random random;
        private final long all;
        private final List<String> pending = new ArrayList<>();
        private final List<String> answered = new ArrayList<>();
        private HttpLine line;
        private URI connected;

        Client(Random random, long all) {
            this.random = random;
            this.all = all;
        }

        void run() {
            try {
                while (feedbacks.get() < all && !stopped) {
                    step();
                }
                for (String trace : pending) {
                    feedback(trace, false);
                }
            } catch (Exception | AssertionError e) {
                failure.compareAndSet(null, e);
                stopped = true;
            }
        }

        private void step() throws Exception {
            if (!answered.isEmpty() && random.nextDouble() < DUPLICATES) {
                duplicates.incrementAndGet();
                feedback(answered.get(random.nextInt(answered.size())), true);
                return;
            }
            while (pending.size() < PENDING) {
                pending.add(decide());
            }
            boolean outOfTurn = random.nextDouble() < OUT_OF_ORDER;
            outOfOrder.addAndGet(outOfTurn ? 1 : 0);
            feedback(pending.remove(outOfTurn ? 1 + random.nextInt(PENDING - 1) : 0), false);
        }

        private String decide() throws Exception {
            String request = String.format(
                    Locale.ROOT,
                    "{\"task_id\":\"t-%d\",\"context\":{\"cpu\":%d,\"memory_gb\":%d,\"latency_ms\":%d},%s}",
                    random.nextInt(1_000_000),
                    1 << random.nextInt(7),
                    4 << random.nextInt(7),
                    10 << random.nextInt(6),
                    CANDIDATES);
            JsonNode answer = post("/decisions", request);
            String trace = answer.get("trace_id").asText();
            String chosen = answer.at("/chosen/provider").asText() + "/"
                    + answer.at("/chosen/sku").asText();
            if (decided.put(trace, chosen) != null) {
                throw new AssertionError("given twice: " + trace);
            }
            return trace;
        }

        private void feedback(String trace, boolean repeated) throws Exception {
            String outcome = outcomes.computeIfAbsent(
                    trace,
                    id -> String.format(
                            Locale.ROOT,
                            "{\"latency_ms\":%d,\"cost\":%.2f,\"failures\":%d,\"slo_hit\":%b}",
                            random.nextInt(400),
                            random.nextInt(150) / 100.0,
                            random.nextInt(10) == 0 ? random.nextInt(4) : 0,
                            random.nextBoolean()));
            JsonNode answer = post("/feedback", "{\"trace_id\":\"" + trace + "\",\"outcome\":" + outcome + "}");
            double reward = answer.get("reward").asDouble();
            Double before = rewards.put(trace, reward);
            if (repeated && answer.get("updated").asBoolean() || before != null && before != reward) {
                throw new AssertionError("answered otherwise than before: " + trace + ": " + answer);
            }
            if (!repeated) {
                answered.add(trace);
            }
            feedbacks.incrementAndGet();
        }

        /** Sends until it is answered; a node that is gone or busy is tried again where it runs now. */
        private JsonNode post(String path, String body) throws Exception {
            while (!stopped) {
                try {
                    connect();
                    HttpLine.Answer answer = line.post(path, body);
                    if (answer.status() == 200) {
                        return JSON.readTree(answer.body());
                    } else if (answer.status() != 503) {
                        throw new AssertionError(path + " " + body + " answered " + answer);
                    }
                } catch (IOException e) {
                    line = null;
                }
                Until.pause();
            }
            throw new AssertionError("stopped");
        }

        private void connect() throws IOException {
            URI now = node.get();
            if (line == null || !now.equals(connected)) {
                connected = now;
                line = new HttpLine(now);
            }
        }
    }
}
