package io.aurora.cluster.e2e;

import io.aurora.domain.market.Bar;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A client as the documentation asks for: it offers one symbol's bars over HTTP in order, each until it is answered with 200, and keeps
 * count of what it was told. Runs on a thread of its own.
 */
final class BarSender implements Runnable {
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    private static final long PAUSE_MS = 20;

    private final NodeProcess node;
    private final String symbol;
    private final List<Bar> bars;
    private final List<Long> decided = new ArrayList<>();
    private final List<Long> duplicates = new ArrayList<>();
    private final List<String> unexpected = new ArrayList<>();
    private final Map<String, Integer> refusals = new TreeMap<>();
    private final Thread thread;
    private double slowestSeconds;
    private boolean asking;
    private boolean held;
    private boolean ended;

    BarSender(NodeProcess node, String symbol, List<Bar> bars) {
        this.node = node;
        this.symbol = symbol;
        this.bars = bars;
        this.thread = new Thread(this, "sender-" + symbol);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        for (int next = 0;
                next < bars.size() && !ended();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MS))) {
            if (begins()) {
                next += offer(bars.get(next)) ? 1 : 0;
            }
        }
    }

    private synchronized boolean begins() {
        asking = !held;
        return asking;
    }

    private boolean offer(Bar bar) {
        long before = System.nanoTime();
        HttpResponse<String> answer;
        try {
            answer = node.post("/symbols/" + symbol + "/bars?historical=true", "application/json", json(bar));
        } catch (RuntimeException e) {
            unexpected(e.toString());
            return false;
        }
        return answered(bar, answer, (System.nanoTime() - before) / 1e9);
    }

    private synchronized void unexpected(String what) {
        asking = false;
        unexpected.add(what);
    }

    private synchronized boolean answered(Bar bar, HttpResponse<String> answer, double seconds) {
        asking = false;
        slowestSeconds = Math.max(slowestSeconds, seconds);
        if (answer.statusCode() == UNAVAILABLE) {
            refusals.merge(reason(answer.body()), 1, Integer::sum);
        } else if (answer.statusCode() != OK) {
            unexpected.add(answer.statusCode() + " " + answer.body());
        } else if (answer.body().contains("\"outcome\":\"decided\"")) {
            decided.add(bar.tsMs());
        } else if (answer.body().contains("\"outcome\":\"duplicate\"")
                && answer.body().contains("\"differs\":false")) {
            duplicates.add(bar.tsMs());
        } else {
            unexpected.add(answer.body());
        }
        return answer.statusCode() == OK;
    }

    private static String reason(String problem) {
        int at = problem.indexOf("\"reason\":\"");
        return at < 0 ? problem : problem.substring(at + 10, problem.indexOf('"', at + 10));
    }

    private static String json(Bar bar) {
        return String.format(
                Locale.ROOT,
                "{\"ts\":%d,\"open\":%s,\"high\":%s,\"low\":%s,\"close\":%s,\"volume\":%s}",
                bar.tsMs(),
                bar.open(),
                bar.high(),
                bar.low(),
                bar.close(),
                bar.volume());
    }

    String symbol() {
        return symbol;
    }

    /** Start of the bars that were acknowledged as decided, in order. */
    synchronized List<Long> decided() {
        return List.copyOf(decided);
    }

    /** Start of the bars whose decision was stored although its answer did not come. */
    synchronized List<Long> duplicates() {
        return List.copyOf(duplicates);
    }

    /** Bars that were answered with 200. */
    synchronized int taken() {
        return decided.size() + duplicates.size();
    }

    synchronized Map<String, Integer> refusals() {
        return new TreeMap<>(refusals);
    }

    synchronized int refused() {
        return refusals.values().stream().mapToInt(count -> count).sum();
    }

    synchronized List<String> unexpected() {
        return List.copyOf(unexpected);
    }

    synchronized double slowestSeconds() {
        return slowestSeconds;
    }

    /** Whether an offer is on its way now. */
    synchronized boolean asking() {
        return asking;
    }

    /** Offers nothing until {@link #goOn}. */
    synchronized void hold() {
        held = true;
    }

    synchronized void goOn() {
        held = false;
    }

    private synchronized boolean ended() {
        return ended;
    }

    void end() {
        synchronized (this) {
            ended = true;
        }
        try {
            thread.join(TimeUnit.SECONDS.toMillis(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
