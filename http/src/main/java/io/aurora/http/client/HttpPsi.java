package io.aurora.http.client;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.model.HttpRequest;
import akka.util.ByteString;
import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.actors.psi.PsiSource;
import io.aurora.domain.learning.PsiField;
import io.aurora.http.edge.Json;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;

/**
 * Reads the psi field outside: {@code GET {url}/}, answered by an object that has the numbers {@code coherence} and {@code density}, both
 * in [0, 1], itself or in its member {@code metrics}. Thread-safe.
 */
public final class HttpPsi implements PsiSource {
    /** No decision waits for it: an outdated value is served meanwhile. */
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final String url;
    private final HttpRequest get;
    private final ActorSystem<?> system;
    private final Outward outward;
    private final Duration timeout;

    /** @param url address of the service */
    public HttpPsi(String url, ActorSystem<?> system) {
        this(url, system, TIMEOUT);
    }

    HttpPsi(String url, ActorSystem<?> system, Duration timeout) {
        this.timeout = timeout;
        this.url = HttpRouter.withoutSlash(url) + "/";
        this.get = HttpRequest.GET(this.url);
        this.system = system;
        this.outward = new Outward(system, timeout);
    }

    @Override
    public CompletionStage<PsiField> read() {
        CompletableFuture<PsiField> answer = new CompletableFuture<>();
        Outward.atLatest(
                system,
                answer,
                timeout,
                () -> answer.completeExceptionally(
                        new TimeoutException("must answer within " + timeout.toMillis() + " ms: psi_url=" + url)));
        outward.send(get)
                .whenCompleteAsync(
                        (bytes, failure) -> {
                            if (failure == null) {
                                complete(answer, bytes);
                            } else {
                                answer.completeExceptionally(failure);
                            }
                        },
                        outward.executor());
        return answer;
    }

    private static void complete(CompletableFuture<PsiField> answer, ByteString bytes) {
        try {
            JsonNode body = Json.parse(bytes);
            JsonNode figures = body.path("metrics").isObject() ? body.path("metrics") : body;
            answer.complete(new PsiField(figure(figures, "coherence"), figure(figures, "density")));
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    private static double figure(JsonNode figures, String name) {
        JsonNode figure = figures.path(name);
        if (!figure.isNumber()) {
            throw new IllegalArgumentException("must be a number: " + name + "=" + figure);
        }
        return figure.doubleValue();
    }
}
