package io.aurora.http.edge;

import akka.http.javadsl.model.AttributeKeys;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.RemoteAddress;
import akka.http.javadsl.model.headers.RawHeader;
import akka.stream.Materializer;
import io.aurora.config.HttpSettings;
import io.aurora.http.port.HttpMetrics;
import java.net.InetAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Brings a request to its endpoint and its answer back: limits, time-out, problems, request id, metrics. Never fails. */
public final class Dispatcher {
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final String NO_ROUTE = "none";

    private final List<Endpoint> endpoints;
    private final List<Row> rows;
    private final HttpSettings settings;
    private final Admission admission;
    private final HttpMetrics metrics;
    private final Clock clock;
    private final Call.Bodies bodies;

    /** An endpoint and its template cut into parts, once rather than for each request. */
    private record Row(Endpoint endpoint, List<String> parts) {}

    private record Match(Endpoint endpoint, Map<String, String> path) {}

    public Dispatcher(
            List<Endpoint> endpoints,
            HttpSettings settings,
            Admission admission,
            HttpMetrics metrics,
            Clock clock,
            Materializer materializer) {
        this.endpoints = List.copyOf(endpoints);
        this.rows = endpoints.stream()
                .map(endpoint -> new Row(endpoint, endpoint.parts()))
                .toList();
        this.settings = settings;
        this.admission = admission;
        this.metrics = metrics;
        this.clock = clock;
        this.bodies = new Call.Bodies(settings.maxBodyBytes(), settings.requestTimeout(), materializer);
    }

    /** The table, in the order in which it is searched. */
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    public CompletionStage<HttpResponse> handle(HttpRequest request) {
        long startNs = System.nanoTime();
        String id = requestId(request);
        Optional<Match> match = find(request);
        return answer(request, id, match)
                .handle((response, failure) -> failure == null ? response : refused(request, failure, id))
                .thenApply(response -> {
                    String route = match.map(m -> m.endpoint().template()).orElse(NO_ROUTE);
                    metrics.request(route, response.status().intValue(), System.nanoTime() - startNs);
                    return decorated(response, id);
                });
    }

    private CompletionStage<HttpResponse> answer(HttpRequest request, String id, Optional<Match> match) {
        if (match.isEmpty()) {
            return CompletableFuture.failedFuture(notFound(request).exception());
        }
        Endpoint endpoint = match.get().endpoint();
        if (!endpoint.method().equals(request.method())) {
            return CompletableFuture.failedFuture(Problem.field(
                            ProblemKind.METHOD_NOT_ALLOWED,
                            "must be " + allowed(request),
                            "method",
                            request.method().value())
                    .exception());
        }
        if (!endpoint.limited()) {
            return invoke(request, id, match.get());
        }
        Optional<Problem> refusal = admission.enter(client(request));
        if (refusal.isPresent()) {
            return CompletableFuture.failedFuture(refusal.get().exception());
        }
        return invoke(request, id, match.get()).whenComplete((response, failure) -> admission.leave());
    }

    private CompletionStage<HttpResponse> invoke(HttpRequest request, String id, Match match) {
        try {
            Endpoint endpoint = match.endpoint();
            Parameters parameters = new Parameters(request.getUri().query(), endpoint.parameters());
            Call call = new Call(request, id, match.path(), parameters, clock.millis(), bodies);
            CompletionStage<HttpResponse> answer = endpoint.handler().handle(call);
            return endpoint.patient()
                    ? answer
                    : answer.toCompletableFuture()
                            .copy()
                            .orTimeout(settings.requestTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Optional<Match> find(HttpRequest request) {
        List<String> segments = new ArrayList<>();
        request.getUri().pathSegments().forEach(segments::add);
        Optional<Match> otherMethod = Optional.empty();
        for (Row row : rows) {
            Endpoint endpoint = row.endpoint();
            Optional<Map<String, String>> path = Endpoint.match(row.parts(), segments);
            if (path.isPresent() && endpoint.method().equals(request.method())) {
                return Optional.of(new Match(endpoint, path.get()));
            }
            if (path.isPresent()) {
                otherMethod = Optional.of(new Match(endpoint, path.get()));
            }
        }
        return otherMethod;
    }

    private String allowed(HttpRequest request) {
        List<String> segments = new ArrayList<>();
        request.getUri().pathSegments().forEach(segments::add);
        return rows.stream()
                .filter(row -> Endpoint.match(row.parts(), segments).isPresent())
                .map(row -> row.endpoint().method().value())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static Problem notFound(HttpRequest request) {
        String path = request.getUri().getPathString();
        String hint = path.startsWith("/symbols/") && path.split("/").length > 4
                ? " (in a symbol's name write '-' instead of '/')"
                : "";
        return Problem.of(ProblemKind.NOT_FOUND, "no such path: " + path + hint);
    }

    private HttpResponse refused(HttpRequest request, Throwable failure, String id) {
        // what was not read of the body must not hold up the connection
        request.entity().withSizeLimit(bodies.maxBytes()).discardBytes(bodies.materializer());
        Problem problem = FailureMapper.problem(failure, id);
        HttpResponse response = Json.problem(problem);
        if (problem.kind() == ProblemKind.METHOD_NOT_ALLOWED) {
            return response.addHeader(RawHeader.create("Allow", allowed(request)));
        }
        long seconds = Math.max(1L, settings.retryAfter().toSeconds());
        return problem.kind().retryable()
                ? response.addHeader(RawHeader.create("Retry-After", Long.toString(seconds)))
                : response;
    }

    private static HttpResponse decorated(HttpResponse response, String id) {
        HttpResponse named = response.addHeader(RawHeader.create("X-Request-ID", id))
                .addHeader(RawHeader.create("X-Content-Type-Options", "nosniff"));
        return named.getHeader("Cache-Control").isPresent()
                ? named
                : named.addHeader(RawHeader.create("Cache-Control", "no-store"));
    }

    private static String requestId(HttpRequest request) {
        return request.getHeader("X-Request-ID")
                .map(header -> header.value().strip())
                .filter(id -> REQUEST_ID.matcher(id).matches())
                .orElseGet(() -> UUID.randomUUID().toString());
    }

    private static String client(HttpRequest request) {
        return request.getAttribute(AttributeKeys.remoteAddress)
                .flatMap(RemoteAddress::getAddress)
                .map(InetAddress::getHostAddress)
                .orElse("unknown");
    }
}
