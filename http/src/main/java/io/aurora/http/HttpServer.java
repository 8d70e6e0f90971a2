package io.aurora.http;

import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.http.javadsl.Http;
import akka.http.javadsl.ServerBinding;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.ProductVersion;
import akka.http.javadsl.model.headers.Server;
import akka.http.javadsl.settings.ServerSettings;
import akka.japi.function.Function;
import io.aurora.config.HttpSettings;
import io.aurora.http.edge.FailureMapper;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.concurrent.duration.Duration;
import scala.concurrent.duration.FiniteDuration;

/** Binds the routes, says where, drains them at shutdown; a node whose front cannot bind ends. */
public final class HttpServer {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    /** More connections than requests in work, so that surplus ones are told 503 rather than left waiting. */
    private static final int CONNECTIONS_PER_REQUEST = 2;

    private final Routes routes;
    private final HttpSettings settings;
    private final ActorSystem<?> system;

    /** Why the node ends. */
    public static final class BindFailed implements CoordinatedShutdown.Reason {}

    /** The address cannot be bound; the message names the setting. */
    public static final class BindRefused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BindRefused(String message, Throwable cause) {
            super(message, cause);
        }
    }

    public HttpServer(Routes routes, HttpSettings settings, ActorSystem<?> system) {
        this.routes = routes;
        this.settings = settings;
        this.system = system;
    }

    /**
     * Binds.
     *
     * @param port port of this node; 0 takes any free one
     * @return the binding; fails with {@link BindRefused}, and the node is then shut down
     */
    public CompletionStage<ServerBinding> start(int port) {
        if (!loopback(settings.host())) {
            return refused(
                    "must be a loopback address (any other needs access control): aurora.http.host=" + settings.host(),
                    null);
        }
        return Http.get(system)
                .newServerAt(settings.host(), port)
                .withSettings(serverSettings())
                .bind((Function<HttpRequest, CompletionStage<HttpResponse>>) routes.dispatcher()::handle)
                .thenApply(binding -> binding.addToCoordinatedShutdown(settings.drain(), system))
                .whenComplete((binding, failure) -> {
                    if (failure == null) {
                        bound(binding);
                    }
                })
                .handle((binding, failure) ->
                        failure == null ? CompletableFuture.completedFuture(binding) : failed(port, failure))
                .thenCompose(stage -> stage);
    }

    private void bound(ServerBinding binding) {
        InetSocketAddress at = binding.localAddress();
        LOG.info("http: serving at http://{}:{}/", settings.host(), at.getPort());
        CoordinatedShutdown.get(system)
                .addTask(CoordinatedShutdown.PhaseServiceUnbind(), "http-drain", () -> routes.drain(settings.drain()));
    }

    private CompletionStage<ServerBinding> failed(int port, Throwable failure) {
        Throwable cause = FailureMapper.unwrap(failure);
        Throwable root = cause.getCause() instanceof BindException bind ? bind : cause;
        String where = "aurora.http.port=" + port + ", aurora.http.host=" + settings.host();
        boolean taken = String.valueOf(root.getMessage()).contains("in use");
        return refused(
                taken
                        ? "port in use (choose another by --port, PORT or aurora.http.port): " + where
                        : "cannot bind: " + where + " (" + root.getMessage() + ")",
                cause);
    }

    private CompletionStage<ServerBinding> refused(String message, Throwable cause) {
        CoordinatedShutdown.get(system).run(new BindFailed());
        return CompletableFuture.failedFuture(new CompletionException(new BindRefused(message, cause)));
    }

    /** Time-outs and sizes are kept by the routes, where they end in problems. */
    private ServerSettings serverSettings() {
        ServerSettings defaults = ServerSettings.create(system.classicSystem());
        FiniteDuration idle = FiniteDuration.create(settings.idleTimeout().toMillis(), TimeUnit.MILLISECONDS);
        return defaults.withTimeouts(
                        defaults.getTimeouts().withIdleTimeout(idle).withRequestTimeout(Duration.Inf()))
                .withParserSettings(defaults.getParserSettings().withMaxContentLength(Long.MAX_VALUE))
                .withRemoteAddressAttribute(true)
                .withServerHeader(Optional.of(Server.create(ProductVersion.create("aurora", ""))))
                .withMaxConnections(CONNECTIONS_PER_REQUEST * settings.maxConcurrent());
    }

    private static boolean loopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
