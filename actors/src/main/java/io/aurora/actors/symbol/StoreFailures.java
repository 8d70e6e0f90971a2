package io.aurora.actors.symbol;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Failed writes and recoveries of this process's symbols in the log: one line a minute at most, however many symbols fail. */
final class StoreFailures {
    private static final Logger LOG = LoggerFactory.getLogger(StoreFailures.class);
    private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final AtomicLong COUNT = new AtomicLong();
    private static final AtomicLong LAST = new AtomicLong(Long.MIN_VALUE);

    private StoreFailures() {}

    static void note(String symbol, long nowNanos) {
        COUNT.incrementAndGet();
        long last = LAST.get();
        boolean due = last == Long.MIN_VALUE || nowNanos - last >= PAUSE_NANOS;
        if (due && LAST.compareAndSet(last, nowNanos)) {
            LOG.warn(
                    "Write or recovery failed; symbols come back from their journal, with growing pauses: symbol={}, failures={}",
                    symbol,
                    COUNT.getAndSet(0));
        }
    }
}
