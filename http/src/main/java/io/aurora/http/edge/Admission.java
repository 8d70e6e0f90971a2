package io.aurora.http.edge;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Lets requests in: at most so many in work at once, and per client a token bucket. Streams count as in work for as long as they run.
 * Safe for many threads.
 */
public final class Admission {
    /** Clients remembered; the least recently seen is forgotten, which gives it a full bucket again. */
    private static final int CLIENTS = 10_000;

    private static final double NS_PER_SECOND = 1e9;

    private final int maxConcurrent;
    private final double ratePerSecond;
    private final int burst;
    private final LongSupplier nanos;
    private final AtomicInteger inWork = new AtomicInteger();
    private final Map<String, Bucket> buckets = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > CLIENTS;
        }
    });

    /** @param nanos a clock that only moves forward, nanoseconds */
    public Admission(int maxConcurrent, double ratePerSecond, int burst, LongSupplier nanos) {
        this.maxConcurrent = maxConcurrent;
        this.ratePerSecond = ratePerSecond;
        this.burst = burst;
        this.nanos = nanos;
    }

    /** Takes a place, to be given back by {@link #leave}; or says why there is none. */
    Optional<Problem> enter(String client) {
        Bucket bucket = buckets.computeIfAbsent(client, name -> new Bucket(burst, nanos.getAsLong()));
        if (!bucket.take(nanos.getAsLong(), ratePerSecond, burst)) {
            return Optional.of(Problem.of(
                    ProblemKind.RATE_LIMITED, "must be at most " + ratePerSecond + " requests a second and client"));
        }
        if (inWork.incrementAndGet() > maxConcurrent) {
            leave();
            return Optional.of(
                    Problem.of(ProblemKind.OVERLOADED, "must be at most " + maxConcurrent + " requests in work"));
        }
        return Optional.empty();
    }

    void leave() {
        inWork.decrementAndGet();
    }

    /** A stream begins; it was admitted as a request and stays in work until {@link #streamEnded}. */
    public void streamBegan() {
        inWork.incrementAndGet();
    }

    public void streamEnded() {
        inWork.decrementAndGet();
    }

    /** Requests and streams in work now. */
    public int inWork() {
        return inWork.get();
    }

    private static final class Bucket {
        private double tokens;
        private long atNs;

        Bucket(double tokens, long atNs) {
            this.tokens = tokens;
            this.atNs = atNs;
        }

        synchronized boolean take(long nowNs, double rate, int burst) {
            tokens = Math.min(burst, tokens + Math.max(0L, nowNs - atNs) / NS_PER_SECOND * rate);
            atNs = nowNs;
            if (tokens < 1.0) {
                return false;
            }
            tokens -= 1.0;
            return true;
        }
    }
}
