package io.aurora.http;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import io.aurora.http.port.Health;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthRouteTest {
    private static final ActorTestKit KIT = ActorTestKit.create();

    private Front front;

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @BeforeEach
    void start() {
        front = new Front(KIT);
    }

    @Test
    void shouldSayThatTheProcessAnswers() {
        assertThat(front.get("/healthz").body())
                .isEqualTo(Front.parse("{\"status\":\"healthy\",\"timestamp\":\"2024-03-01T00:00:00Z\"}"));
    }

    @Test
    void shouldBeReadyOnlyWithoutReasons() {
        Front.Reply ready = front.get("/readyz");
        front.notReady.add("journal");
        Front.Reply not = front.get("/readyz");

        assertThat(ready.status()).isEqualTo(200);
        assertThat(ready.body()).isEqualTo(Front.parse("{\"ready\":true,\"reasons\":[]}"));
        assertThat(not.status()).isEqualTo(503);
        assertThat(not.body()).isEqualTo(Front.parse("{\"ready\":false,\"reasons\":[\"journal\"]}"));
    }

    @Test
    void shouldBeUnhealthyWhenARequiredCheckFails() {
        front.checks.put("gpu_ok", new Health.Check(false, false, "no device"));
        Front.Reply well = front.get("/health");
        front.checks.put("journal_ok", new Health.Check(false, true, "no connection"));
        Front.Reply ill = front.get("/health");

        assertThat(well.status()).isEqualTo(200);
        assertThat(ill.status()).isEqualTo(503);
        assertThat(ill.body()).isEqualTo(Front.parse("""
                {"status":"unhealthy","checks":{"gpu_ok":false,"journal_ok":false},
                "details":{"gpu_ok":"no device","journal_ok":"no connection"},"node":"node-1","version":"1.0"}"""));
    }

    @Test
    void shouldServeTheScrape() {
        HttpResponse response = front.call(HttpRequest.GET("/metrics"));

        assertThat(response.entity().getContentType().toString())
                .contains("text/plain")
                .contains("version=0.0.4");
        assertThat(front.text(response)).isEqualTo("aurora_requests_total 1\n");
    }
}
