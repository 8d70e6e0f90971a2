package io.aurora.cluster.bench;

import io.aurora.actors.protocol.SymbolProtocol.BarReply;
import io.aurora.actors.protocol.SymbolProtocol.Decided;
import io.aurora.actors.symbol.Symbols;
import io.aurora.domain.symbol.Offer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** One bar of each symbol on its way at any time: the next is offered when the last is stored and answered. */
final class ClosedLoop {
    private static final long PAUSE_MS = 50;

    private final Symbols symbols;
    private final BarSource bars;
    private final LongAdder decided = new LongAdder();
    private final LongAdder turnedAway = new LongAdder();
    private final CountDownLatch running;
    private volatile boolean stopped;

    ClosedLoop(Symbols symbols, BarSource bars) {
        this.symbols = symbols;
        this.bars = bars;
        this.running = new CountDownLatch(bars.symbols());
    }

    /** Starts offering. */
    void start() {
        for (int i = 0; i < bars.symbols(); i++) {
            next(i);
        }
    }

    /** Decisions stored within {@code time}, a second. */
    double rate(Duration time) throws InterruptedException {
        long before = decided.sum();
        long started = System.nanoTime();
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
        return (decided.sum() - before) / BenchClock.seconds(started);
    }

    /** Lets the bars under way end. */
    void stop() throws InterruptedException {
        stopped = true;
        if (!running.await(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("bars were not answered within a minute: symbols=" + running.getCount());
        }
    }

    long decisions() {
        return decided.sum();
    }

    /** Answers other than a decision. */
    long turnedAway() {
        return turnedAway.sum();
    }

    private void next(int symbol) {
        if (stopped) {
            running.countDown();
            return;
        }
        offer(symbol, new Offer(bars.next(symbol), true, System.currentTimeMillis()));
    }

    private void offer(int symbol, Offer offer) {
        symbols.offer(offer).whenComplete((reply, failure) -> answered(symbol, offer, reply));
    }

    /** A bar that was turned away is offered again a little later. */
    private void answered(int symbol, Offer offer, BarReply reply) {
        if (reply instanceof Decided) {
            decided.increment();
            next(symbol);
        } else {
            turnedAway.increment();
            CompletableFuture.delayedExecutor(PAUSE_MS, TimeUnit.MILLISECONDS).execute(() -> {
                if (stopped) {
                    running.countDown();
                } else {
                    offer(symbol, offer);
                }
            });
        }
    }
}
