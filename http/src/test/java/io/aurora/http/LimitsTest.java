package io.aurora.http;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import io.aurora.config.HttpSettings;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final ActorTestKit KIT = ActorTestKit.create();

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    private static HttpSettings settings(int concurrent, double rate, int burst, Duration timeout) {
        HttpSettings d = Front.settings();
        return new HttpSettings(
                d.host(),
                0,
                d.maxBodyBytes(),
                d.maxLineBytes(),
                concurrent,
                rate,
                burst,
                d.streamParallelism(),
                timeout,
                d.idleTimeout(),
                timeout,
                d.longPoll(),
                d.heartbeat(),
                d.retryAfter(),
                d.drain());
    }

    @Test
    void shouldAnswer429WhenOneClientAsksTooOften() {
        Front front = new Front(KIT, settings(100, 1e-6, 2, Duration.ofSeconds(20)));

        front.get("/symbols");
        front.get("/symbols");
        Front.Reply reply = front.get("/symbols");

        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.problem()).isEqualTo(Front.parse("""
                {"type":"urn:aurora:problem:rate_limited","title":"Too many requests","status":429,
                "detail":"must be at most 1.0E-6 requests a second and client"}"""));
        assertThat(reply.response().getHeader("Retry-After").get().value()).isEqualTo("1");
        assertThat(front.get("/healthz").status()).isEqualTo(200);
        assertThat(front.counted).containsExactly("/symbols 200", "/symbols 200", "/symbols 429", "/healthz 200");
    }

    @Test
    void shouldAnswer503WhenTooManyRequestsAreInWorkAndRecover() {
        Front front = new Front(KIT, settings(1, 1e6, 1000, Duration.ofSeconds(20)));
        front.symbols.poll = new CompletableFuture<>();
        CompletionStage<HttpResponse> waiting =
                front.routes.dispatcher().handle(HttpRequest.GET("/symbols/A/state?after=1"));

        Front.Reply refused = front.get("/symbols");
        front.routes.close();
        Front.await(waiting);
        Front.Reply served = front.get("/symbols");

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.body().get("type").asText()).isEqualTo("urn:aurora:problem:overloaded");
        assertThat(served.status()).isEqualTo(200);
    }

    @Test
    void shouldCountAStreamAsInWorkUntilItEnds() {
        Front front = new Front(KIT, settings(1, 1e6, 1000, Duration.ofSeconds(20)));
        HttpResponse stream = front.call(HttpRequest.GET("/stream"));
        var ended =
                stream.entity().getDataBytes().runWith(akka.stream.javadsl.Sink.ignore(), front.routes.materializer());

        int during = front.get("/symbols").status();
        front.routes.close();
        Front.await(ended);

        assertThat(during).isEqualTo(503);
    }

    @Test
    void shouldAnswer503WhenARequestTakesTooLong() {
        Front front = new Front(KIT, settings(10, 1e6, 1000, Duration.ofMillis(50)));
        front.symbols.silent = true;

        Front.Reply reply = front.get("/symbols/A/hold");
        Front.Reply late = front.json(Front.post("/symbols/A/hold", "{\"reason\":\"x\"}"));

        assertThat(reply.status()).isEqualTo(405);
        assertThat(late.status()).isEqualTo(503);
        assertThat(late.body().get("type").asText()).isEqualTo("urn:aurora:problem:timeout");
    }

    @Test
    void shouldAnswerUnknownPathsAndMethodsAsProblems() {
        Front front = new Front(KIT);

        Front.Reply path = front.get("/nowhere");
        Front.Reply method = front.json(HttpRequest.DELETE("/symbols/A/state"));

        assertThat(path.status()).isEqualTo(404);
        assertThat(path.body().get("detail").asText()).isEqualTo("no such path: /nowhere");
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.body().get("detail").asText()).isEqualTo("must be GET: method=DELETE");
        assertThat(method.response().getHeader("Allow").get().value()).isEqualTo("GET");
        assertThat(front.counted).containsExactly("none 404", "/symbols/{symbol}/state 405");
    }

    @Test
    void shouldMakeARequestIdWhenTheClientsIsUnfit() {
        Front front = new Front(KIT);

        HttpResponse response =
                front.call(HttpRequest.GET("/healthz").addHeader(RawHeader.create("X-Request-ID", "two words")));

        assertThat(response.getHeader("X-Request-ID").get().value()).matches("[0-9a-f-]{36}");
    }
}
