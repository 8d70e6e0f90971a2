package io.aurora.cluster.bench;

import io.aurora.actors.protocol.SymbolProtocol.BarReply;
import io.aurora.actors.protocol.SymbolProtocol.Decided;
import io.aurora.actors.symbol.Symbols;
import io.aurora.domain.symbol.Offer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Bars at a given rate, whatever the answers do, the symbols in turn. Times are counted from the moment a bar was due, so that a pause
 * of the node or of the driver counts for every bar it held up (no coordinated omission), and beside it from the moment it was offered.
 */
final class OpenLoop {
    private static final int DIGITS = 3;

    private final Symbols symbols;
    private final BarSource bars;
    private final double rate;
    private final Histogram sinceDue = new ConcurrentHistogram(DIGITS);
    private final Histogram sinceOffered = new ConcurrentHistogram(DIGITS);
    private final LongAdder turnedAway = new LongAdder();

    /** Offers {@code rate} bars a second in all. */
    OpenLoop(Symbols symbols, BarSource bars, double rate) {
        this.symbols = symbols;
        this.bars = bars;
        this.rate = rate;
    }

    /** Offers bars for {@code warmUp}, uncounted, and for {@code time}; returns when all are answered. */
    void run(Duration warmUp, Duration time) throws InterruptedException, TimeoutException {
        new PacedLoad(rate).run(warmUp, time, (n, due, counted) -> offer((int) (n % bars.symbols()), due, counted));
    }

    private CompletionStage<?> offer(int symbol, long due, boolean counted) {
        Offer offer = new Offer(bars.next(symbol), true, System.currentTimeMillis());
        long offered = System.nanoTime();
        return symbols.offer(offer).whenComplete((reply, failure) -> {
            if (counted) {
                count(reply, due, offered);
            }
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
