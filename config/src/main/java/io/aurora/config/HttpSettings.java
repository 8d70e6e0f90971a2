package io.aurora.config;

import io.aurora.domain.check.Require;
import io.aurora.domain.settings.Key;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * The HTTP front. The host must be loopback: any other address needs access control, which is refused rather than left open.
 *
 * @param host address to bind
 * @param port port of node 0; 0 takes any free one
 * @param maxBodyBytes largest strict body
 * @param maxLineBytes largest NDJSON line
 * @param maxConcurrent requests in work
 * @param rateLimit requests a second and client
 * @param rateBurst requests at once above the rate
 * @param streamParallelism bars of one stream in work
 * @param requestTimeout longest work on one request
 * @param idleTimeout idle connections are closed after it
 * @param askTimeout longest wait for a symbol
 * @param longPoll longest long poll
 * @param heartbeat pause between keep-alives of a stream
 * @param retryAfter advice to refused clients
 * @param drain longest drain at shutdown
 */
public record HttpSettings(
        String host,
        int port,
        @Key("max_body") long maxBodyBytes,
        @Key("max_line") long maxLineBytes,
        int maxConcurrent,
        double rateLimit,
        int rateBurst,
        int streamParallelism,
        Duration requestTimeout,
        Duration idleTimeout,
        Duration askTimeout,
        Duration longPoll,
        Duration heartbeat,
        Duration retryAfter,
        Duration drain) {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?");

    public HttpSettings {
        Check.that(
                LOOPBACK.matcher(host).matches(),
                "must be a loopback address (any other needs access control, which is not available)",
                "host",
                host);
        Check.port("port", port);
        Require.atLeast("max_body", maxBodyBytes, 1024L);
        Require.atLeast("max_line", maxLineBytes, 256L);
        Require.atLeast("max_concurrent", maxConcurrent, 1);
        Require.positive("rate_limit", rateLimit);
        Require.atLeast("rate_burst", rateBurst, 1);
        Require.atLeast("stream_parallelism", streamParallelism, 1);
        Check.positive("request_timeout", requestTimeout);
        Check.positive("idle_timeout", idleTimeout);
        Check.positive("ask_timeout", askTimeout);
        Check.positive("long_poll", longPoll);
        Check.positive("heartbeat", heartbeat);
        Check.atLeast("retry_after", retryAfter, Duration.ofSeconds(1));
        Check.positive("drain", drain);
        Check.ordered("ask_timeout", askTimeout, "request_timeout", requestTimeout);
        Check.ordered("long_poll", longPoll, "idle_timeout", idleTimeout);
        Check.ordered("heartbeat", heartbeat, "idle_timeout", idleTimeout);
    }
}
