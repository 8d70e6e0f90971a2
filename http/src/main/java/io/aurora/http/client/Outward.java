package io.aurora.http.client;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.Http;
import akka.http.javadsl.HttpsConnectionContext;
import akka.http.javadsl.model.HttpEntity;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.settings.ClientConnectionSettings;
import akka.http.javadsl.settings.ConnectionPoolSettings;
import akka.stream.Materializer;
import akka.util.ByteString;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import scala.concurrent.duration.FiniteDuration;

/** Sends requests to a service outside and reads its small answers whole. Thread-safe. */
final class Outward {
    /** Decisions wait for their scores at the same time; each holds a connection until it has been answered. */
    private static final int CONNECTIONS = 256;
    /** Requests in work and waiting for a connection; more fail at once. A power of two. */
    private static final int OPEN_REQUESTS = 1024;
    /** A connection on which nothing moves is given up: the answer it waits for is long of no use. */
    private static final int IDLE_SECONDS = 5;
    /** Bytes of an answer; what is asked for is a number or two. */
    private static final int MOST_BYTES = 16 * 1024;

    private final Http http;
    private final HttpsConnectionContext tls;
    private final ConnectionPoolSettings pool;
    private final Materializer materializer;
    private final ActorSystem<?> system;
    private final Duration timeout;

    /** @param timeout longest wait for a connection, and for the bytes of an answer after its head */
    Outward(ActorSystem<?> system, Duration timeout) {
        this.system = system;
        this.timeout = timeout;
        http = Http.get(system);
        tls = http.defaultClientHttpsContext();
        materializer = Materializer.createMaterializer(system);
        FiniteDuration idle = FiniteDuration.create(IDLE_SECONDS, TimeUnit.SECONDS);
        FiniteDuration connecting = FiniteDuration.create(timeout.toMillis(), TimeUnit.MILLISECONDS);
        ClientConnectionSettings connection = ClientConnectionSettings.create(system.classicSystem())
                .withConnectingTimeout(connecting)
                .withIdleTimeout(idle);
        pool = ConnectionPoolSettings.create(system.classicSystem())
                .withMaxConnections(CONNECTIONS)
                .withMaxOpenRequests(OPEN_REQUESTS)
                // who asks decides on repeating it, and on leaving a service alone that cannot be reached
                .withMaxRetries(0)
                .withBaseConnectionBackoff(FiniteDuration.create(0, TimeUnit.MILLISECONDS))
                .withConnectionSettings(connection);
    }

    /** Where what comes back is worked on. */
    Executor executor() {
        return system.executionContext();
    }

    ActorSystem<?> system() {
        return system;
    }

    /**
     * The bytes of a good answer.
     *
     * @return fails with {@link RefusedException} where the answer has another status, and with whatever went wrong
     */
    CompletionStage<ByteString> send(HttpRequest request) {
        return http.singleRequest(request, tls, pool, system.classicSystem().log())
                .thenComposeAsync(this::bytes, executor());
    }

    private CompletionStage<ByteString> bytes(HttpResponse response) {
        var entity = response.entity().withSizeLimit(MOST_BYTES);
        if (!response.status().isSuccess()) {
            entity.discardBytes(materializer);
            return CompletableFuture.failedFuture(
                    new RefusedException(response.status().intValue()));
        }
        return entity.toStrict(timeout.toMillis(), materializer).thenApplyAsync(HttpEntity.Strict::getData, executor());
    }

    /** Completes {@code stage} otherwise once the time is over. */
    static <T> void atLatest(ActorSystem<?> system, CompletableFuture<T> stage, Duration most, Runnable otherwise) {
        var late = system.scheduler().scheduleOnce(most, otherwise, system.executionContext());
        stage.whenComplete((answer, failure) -> late.cancel());
    }

    /** The service answered with a status that is no success. */
    static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private static final int SERVER_ERRORS = 500;

        private final int status;

        RefusedException(int status) {
            super("must be a success: status=" + status, null, false, false);
            this.status = status;
        }

        /** Whether the fault is the service's, which may be over soon. */
        boolean passing() {
            return status >= SERVER_ERRORS;
        }
    }
}
