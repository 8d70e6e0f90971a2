package io.aurora.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.CoordinatedShutdown;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.http.javadsl.ServerBinding;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The only test with a port: binding, draining, and what the wire adds. */
class HttpServerTest {

    @RepeatedTest(5)
    void shouldServeAndEndOpenStreamsAtShutdown() throws Exception {
        ActorTestKit kit = ActorTestKit.create();
        Front front = new Front(kit);
        ServerBinding binding = Front.await(new HttpServer(front.routes, Front.settings(), kit.system()).start(0));
        URI root = URI.create("http://127.0.0.1:" + binding.localAddress().getPort());
        HttpClient client = HttpClient.newHttpClient();

        HttpResponse<String> alive = client.send(
                HttpRequest.newBuilder(root.resolve("/healthz")).build(), HttpResponse.BodyHandlers.ofString());
        var stream = client.send(
                HttpRequest.newBuilder(root.resolve("/stream")).build(), HttpResponse.BodyHandlers.ofInputStream());
        BufferedReader events = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
        String first = events.readLine();
        long startNs = System.nanoTime();
        CoordinatedShutdown.get(kit.system())
                .runAll(CoordinatedShutdown.unknownReason())
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        long tookMs = (System.nanoTime() - startNs) / 1_000_000;

        assertThat(alive.statusCode()).isEqualTo(200);
        assertThat(first).isEqualTo("retry: 2000");
        assertThat(events.lines().toList()).containsExactly("");
        // an open stream must not hold the drain up to its deadline
        assertThat(tookMs).isLessThan(Front.settings().drain().toMillis());
    }

    @Test
    void shouldNameTheSettingAndEndTheNodeWhenThePortIsInUse() throws Exception {
        ActorTestKit kit = ActorTestKit.create();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();
            HttpServer server = new HttpServer(new Front(kit).routes, Front.settings(), kit.system());

            assertThatThrownBy(() -> server.start(port).toCompletableFuture().get(30, TimeUnit.SECONDS))
                    .hasRootCauseInstanceOf(java.net.BindException.class)
                    .cause()
                    .hasMessage("port in use (choose another by --port, PORT or aurora.http.port): aurora.http.port="
                            + port + ", aurora.http.host=127.0.0.1");
        }
        kit.system().getWhenTerminated().toCompletableFuture().get(30, TimeUnit.SECONDS);
        assertThat(CoordinatedShutdown.get(kit.system()).getShutdownReason())
                .containsInstanceOf(HttpServer.BindFailed.class);
    }
}
