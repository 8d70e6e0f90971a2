package io.aurora.cluster.bench;

import io.aurora.domain.market.Bar;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.LongAdder;

/** Streams of bars over HTTP, some at a time: each is one symbol's next bars as NDJSON, its answers read to their end. */
final class HttpLoop {
    private static final String DECIDED = "\"outcome\":\"decided\"";

    private final String address;
    private final BarSource bars;
    private final int streams;
    private final int lines;
    private final LongAdder decided = new LongAdder();
    private final LongAdder turnedAway = new LongAdder();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** With {@code streams} streams of {@code lines} bars at a time. */
    HttpLoop(String address, BarSource bars, int streams, int lines) {
        this.address = address;
        this.bars = bars;
        this.streams = Math.min(streams, bars.symbols());
        this.lines = lines;
    }

    /** Offers for {@code time}; decisions a second. */
    double rate(Duration time) throws Exception {
        long started = System.nanoTime();
        long end = started + time.toNanos();
        List<Callable<Void>> work = new ArrayList<>();
        for (int i = 0; i < streams; i++) {
            int first = i;
            work.add(() -> offer(first, end));
        }
        Parallel.run(work);
        return decided.sum() / BenchClock.seconds(started);
    }

    /** Answers other than a decision. */
    long turnedAway() {
        return turnedAway.sum();
    }

    /** Each worker goes round its own symbols, so that no symbol's bars overtake each other. */
    private Void offer(int first, long end) throws Exception {
        for (int symbol = first;
                System.nanoTime() < end;
                symbol = symbol + streams < bars.symbols() ? symbol + streams : first) {
            StringBuilder body = new StringBuilder();
            for (int k = 0; k < lines; k++) {
                line(body, bars.next(symbol));
            }
            post(bars.name(symbol), body.toString());
        }
        return null;
    }

    private static void line(StringBuilder to, Bar bar) {
        to.append(String.format(
                Locale.ROOT,
                "{\"ts\":%d,\"open\":%s,\"high\":%s,\"low\":%s,\"close\":%s,\"volume\":%s}%n",
                bar.tsMs(),
                bar.open(),
                bar.high(),
                bar.low(),
                bar.close(),
                bar.volume()));
    }

    private void post(String symbol, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(address + "/symbols/" + symbol + "/bars?historical=true"))
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        String answers =
                client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        long taken = answers.lines().filter(line -> line.contains(DECIDED)).count();
        decided.add(taken);
        turnedAway.add(lines - taken);
    }
}
