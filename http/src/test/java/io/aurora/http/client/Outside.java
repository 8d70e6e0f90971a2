package io.aurora.http.client;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.Http;
import akka.http.javadsl.ServerBinding;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.japi.function.Function;
import akka.stream.Materializer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A service outside, on a free port of this machine, that answers as it is told, and may be away. */
final class Outside {
    private static final long PATIENCE_S = 20;

    /** Paths and bodies it was asked with. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    /** What it answers. */
    volatile java.util.function.Function<Integer, CompletionStage<HttpResponse>> answer = n -> said(200, "{}");

    private final ActorSystem<?> system;
    private final Materializer materializer;
    private ServerBinding binding;
    private final int port;

    Outside(ActorSystem<?> system) {
        this.system = system;
        this.materializer = Materializer.createMaterializer(system);
        bind(0);
        this.port = binding.localAddress().getPort();
    }

    private void bind(int at) {
        binding = await(Http.get(system)
                .newServerAt("127.0.0.1", at)
                .bind((Function<HttpRequest, CompletionStage<HttpResponse>>) this::handle));
    }

    private CompletionStage<HttpResponse> handle(HttpRequest request) {
        return request.entity().toStrict(1_000, materializer).thenCompose(body -> {
            asked.add(request.method().value() + " " + request.getUri().getPathString() + " "
                    + body.getData().utf8String());
            return answer.apply(asked.size());
        });
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    void goAway() {
        await(binding.terminate(Duration.ofSeconds(1)));
    }

    void comeBack() {
        bind(port);
    }

    static CompletionStage<HttpResponse> said(int status, String body) {
        return CompletableFuture.completedFuture(HttpResponse.create()
                .withStatus(status)
                .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, body)));
    }

    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
