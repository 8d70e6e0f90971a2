package io.aurora.cluster.bench;

import io.aurora.actors.protocol.SymbolProtocol.BarReply;
import io.aurora.actors.protocol.SymbolProtocol.Decided;
import io.aurora.actors.symbol.Symbols;
import io.aurora.domain.symbol.Offer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Bars at a given rate, whatever the answers do, the symbols in turn. Times are counted from the moment a bar was due, so that a pause
 * of the node or of the driver counts for every bar it held up (no coordinated omission), and beside it from the moment it was offered.
 */
final class OpenLoop {
    private static final int DIGITS = 3;
    private static final long LONGEST_PARK_NANOS = 1_000_000L;
    private static final long PAUSE_MS = 20;
    private static final long LONGEST_WAIT_MS = 60_000;

    private final Symbols symbols;
    private final BarSource bars;
    private final double rate;
    private final Histogram sinceDue = new ConcurrentHistogram(DIGITS);
    private final Histogram sinceOffered = new ConcurrentHistogram(DIGITS);
    private final LongAdder turnedAway = new LongAdder();
    private final AtomicLong underWay = new AtomicLong();

    /** Offers {@code rate} bars a second in all. */
    OpenLoop(Symbols symbols, BarSource bars, double rate) {
        this.symbols = symbols;
        this.bars = bars;
        this.rate = rate;
    }

    /** Offers bars for {@code warmUp}, uncounted, and for {@code time}; returns when all are answered. */
    void run(Duration warmUp, Duration time) throws InterruptedException, TimeoutException {
        double interval = TimeUnit.SECONDS.toNanos(1) / rate;
        long uncounted = Math.round(warmUp.toNanos() / interval);
        long all = uncounted + Math.round(time.toNanos() / interval);
        long started = System.nanoTime();
        for (long n = 0; n < all; n++) {
            long due = started + Math.round(n * interval);
            waitUntil(due);
            offer((int) (n % bars.symbols()), due, n >= uncounted);
        }
        for (long waited = 0; underWay.get() > 0; waited += PAUSE_MS) {
            if (waited > LONGEST_WAIT_MS) {
                throw new TimeoutException("bars were not answered within a minute: bars=" + underWay.get());
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        }
    }

    private static void waitUntil(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(left, LONGEST_PARK_NANOS));
        }
    }

    private void offer(int symbol, long due, boolean counted) {
        Offer offer = new Offer(bars.next(symbol), true, System.currentTimeMillis());
        underWay.incrementAndGet();
        long offered = System.nanoTime();
        symbols.offer(offer).whenComplete((reply, failure) -> {
            if (counted) {
                count(reply, due, offered);
            }
            underWay.decrementAndGet();
        });
    }

    private void count(BarReply reply, long due, long offered) {
        if (reply instanceof Decided) {
            long now = System.nanoTime();
            sinceDue.recordValue(Math.max(0L, now - due));
            sinceOffered.recordValue(Math.max(0L, now - offered));
        } else {
            turnedAway.increment();
        }
    }

    /** What was measured. */
    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("offered_per_s", BenchClock.round(rate));
        figures.put("decisions", sinceDue.getTotalCount());
        figures.put("turned_away", turnedAway.sum());
        figures.put("ms_since_due", Percentiles.of(sinceDue));
        figures.put("ms_since_offered", Percentiles.of(sinceOffered));
        return figures;
    }
}
