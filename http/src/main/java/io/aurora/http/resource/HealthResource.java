package io.aurora.http.resource;

import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import akka.util.ByteString;
import io.aurora.http.edge.Call;
import io.aurora.http.edge.Endpoint;
import io.aurora.http.edge.Json;
import io.aurora.http.port.Health;
import io.aurora.http.port.MetricsText;
import io.aurora.http.port.NodeInfo;
import io.aurora.http.wire.HealthBody;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Probes and the scrape; load limits do not touch them. */
public final class HealthResource {
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private static final ContentType PROMETHEUS = Json.utf8("text", "plain", Map.of("version", "0.0.4"));

    private final Health health;
    private final MetricsText metrics;
    private final NodeInfo node;
    private final Clock clock;

    public HealthResource(Health health, MetricsText metrics, NodeInfo node, Clock clock) {
        this.health = health;
        this.metrics = metrics;
        this.node = node;
        this.clock = clock;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/healthz", this::alive).unlimited(),
                Endpoint.get("/readyz", this::ready).unlimited(),
                Endpoint.get("/health", this::report).unlimited(),
                Endpoint.get("/metrics", this::scrape).unlimited());
    }

    private CompletionStage<HttpResponse> alive(Call call) {
        return CompletableFuture.completedFuture(Json.ok(new HealthBody.Alive("healthy", clock.instant())));
    }

    private CompletionStage<HttpResponse> ready(Call call) {
        return health.notReady()
                .thenApply(reasons -> Json.response(
                        reasons.isEmpty() ? OK : UNAVAILABLE, new HealthBody.Ready(reasons.isEmpty(), reasons)));
    }

    private CompletionStage<HttpResponse> report(Call call) {
        return health.report().thenApply(report -> {
            Map<String, Boolean> checks = new LinkedHashMap<>();
            Map<String, String> details = new LinkedHashMap<>();
            report.checks().forEach((name, check) -> {
                checks.put(name, check.ok());
                details.put(name, check.detail());
            });
            String status = report.healthy() ? "healthy" : "unhealthy";
            return Json.response(
                    report.healthy() ? OK : UNAVAILABLE,
                    new HealthBody.Report(status, checks, details, node.name(), node.version()));
        });
    }

    private CompletionStage<HttpResponse> scrape(Call call) {
        return CompletableFuture.completedFuture(HttpResponse.create()
                .withEntity(HttpEntities.create(PROMETHEUS, ByteString.fromString(metrics.get()))));
    }
}
