package io.aurora.cluster.metrics;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.Http;
import akka.http.javadsl.ServerBinding;
import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.util.ByteString;
import io.aurora.cluster.cli.StartException;
import io.aurora.http.edge.Json;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** The scrape on a port of its own, on loopback: it answers while the front is at its limits, and where a node has no front. */
public final class MetricsPort {
    private static final String HOST = "127.0.0.1";
    private static final ContentType TEXT = Json.utf8("text", "plain", Map.of("version", "0.0.4"));
    private static final Duration DRAIN = Duration.ofSeconds(1);

    private MetricsPort() {}

    /**
     * Binds and serves {@code GET /metrics} until the system ends.
     *
     * @param port 0 takes any free one
     * @return the port bound
     * @throws StartException where it cannot be bound; the message names the setting
     */
    public static int start(ActorSystem<?> system, int port, Supplier<String> scrape) {
        try {
            ServerBinding binding = Http.get(system)
                    .newServerAt(HOST, port)
                    .bindSync(request -> answer(system, request, scrape))
                    .toCompletableFuture()
                    .join();
            binding.addToCoordinatedShutdown(DRAIN, system);
            return binding.localAddress().getPort();
        } catch (CompletionException e) {
            throw new StartException(
                    "port in use (choose another by aurora.metrics.port, or aurora.metrics.mode=api): aurora.metrics.port="
                            + port,
                    e);
        }
    }

    private static HttpResponse answer(ActorSystem<?> system, HttpRequest request, Supplier<String> scrape) {
        request.discardEntityBytes(system);
        return request.getUri().path().equals("/metrics")
                ? HttpResponse.create().withEntity(HttpEntities.create(TEXT, ByteString.fromString(scrape.get())))
                : HttpResponse.create().withStatus(StatusCodes.NOT_FOUND);
    }
}
