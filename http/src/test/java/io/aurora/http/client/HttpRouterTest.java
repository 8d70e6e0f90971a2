package io.aurora.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import io.aurora.actors.protocol.StrategistProtocol.RouteCall;
import io.aurora.actors.strategist.Scoring.Score;
import io.aurora.config.RouterSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpRouterTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final RouteCall CALL = new RouteCall(
            List.of("{\"provider\":\"a\",\"sku\":\"1\"}", "{\"provider\":\"b\",\"sku\":\"2\",\"x\":[1]}"),
            "{\"cpu\":4}",
            0L);
    /** A decision is answered within 400 ms; what is not the router's is a few milliseconds. */
    private static final Duration IN_ALL = Duration.ofMillis(400);

    private Outside outside;

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @BeforeEach
    void start() {
        outside = new Outside(KIT.system());
    }

    @AfterEach
    void away() {
        outside.goAway();
    }

    private HttpRouter router(Duration reset) {
        RouterSettings settings = new RouterSettings(
                Optional.of(outside.url()),
                Duration.ofMillis(300),
                Duration.ofMillis(140),
                Duration.ofMillis(300),
                5,
                reset);
        return new HttpRouter(settings, KIT.system(), () -> 0.5);
    }

    private HttpRouter router() {
        return router(Duration.ofSeconds(10));
    }

    private static Score score(HttpRouter router) {
        return Outside.await(router.score(CALL, 1));
    }

    /** The first request of a pool pays for its start. */
    private HttpRouter warm() {
        HttpRouter router = router();
        outside.answer = n -> Outside.said(200, "{\"score\":0.5}");
        for (int i = 0; i < 20 && score(router).score().isEmpty(); i++) {
            router = router();
        }
        outside.asked.clear();
        return router;
    }

    @Test
    void shouldNotAskAgainWhenMuchTimeHasGoneByBefore() {
        HttpRouter router = warm();
        outside.answer = n -> new CompletableFuture<>();

        // an attempt takes 140 ms until it is repeated: the 100 ms that are left end before
        Score late = Outside.await(router.score(CALL.after(200L), 1));

        assertThat(late).isEqualTo(Score.none("router_timeout"));
        assertThat(outside.asked).hasSize(1);
    }

    @Test
    void shouldNotAskAtAllWhenTheTimeIsUp() {
        HttpRouter router = warm();
        outside.answer = n -> new CompletableFuture<>();

        assertThat(Outside.await(router.score(CALL.after(301L), 1))).isEqualTo(Score.none("router_timeout"));
        assertThat(outside.asked).isEmpty();
    }

    @Test
    void shouldAskForTheChosenCandidateInTheAskersWords() {
        outside.answer = n -> Outside.said(200, "{\"score\":0.75,\"eta\":3}");

        assertThat(score(router())).isEqualTo(Score.of(0.75));
        assertThat(outside.asked)
                .containsExactly(
                        "POST /route {\"candidate\":{\"provider\":\"b\",\"sku\":\"2\",\"x\":[1]},\"context\":{\"cpu\":4}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "{}",
                "[0.5]",
                "{\"score\":\"0.5\"}",
                "{\"score\":1.01}",
                "{\"score\":-0.01}",
                "{\"score\":1e999}",
                "{\"score\":null}"
            })
    void shouldRefuseNonsenseAndNotAskAgain(String nonsense) {
        HttpRouter router = warm();
        outside.answer = n -> Outside.said(200, nonsense);

        assertThat(score(router)).isEqualTo(Score.none("router_bad_answer"));
        assertThat(outside.asked).hasSize(1);
    }

    @Test
    void shouldAskAgainOnceWhenTheRouterFails() {
        HttpRouter router = warm();
        outside.answer = n -> n == 1 ? Outside.said(500, "") : Outside.said(200, "{\"score\":1}");

        assertThat(score(router)).isEqualTo(Score.of(1.0));

        outside.answer = n -> Outside.said(503, "{\"score\":1}");
        assertThat(score(router)).isEqualTo(Score.none("router_status"));
        assertThat(outside.asked).hasSize(4);
    }

    @Test
    void shouldNotAskAgainWhenTheRouterRefuses() {
        HttpRouter router = warm();
        outside.answer = n -> Outside.said(404, "");

        assertThat(score(router)).isEqualTo(Score.none("router_status"));
        assertThat(outside.asked).hasSize(1);
    }

    @Test
    void shouldGiveUpInTimeWhenTheRouterIsSlow() {
        Duration quickest = Duration.ofDays(1);
        for (int i = 0; i < 3; i++) {
            HttpRouter router = warm();
            outside.answer = n -> new CompletableFuture<>();
            long started = System.nanoTime();
            assertThat(score(router)).isEqualTo(Score.none("router_timeout"));
            Duration took = Duration.ofNanos(System.nanoTime() - started);
            quickest = took.compareTo(quickest) < 0 ? took : quickest;
        }

        assertThat(quickest).isBetween(Duration.ofMillis(270), IN_ALL);
        assertThat(outside.asked).hasSize(2);
    }

    @Test
    void shouldGiveUpInTimeWhenTheBodyNeverEnds() {
        HttpRouter router = warm();
        outside.answer = n -> CompletableFuture.completedFuture(HttpResponse.create()
                .withEntity(HttpEntities.create(
                        ContentTypes.APPLICATION_JSON,
                        Source.single(ByteString.fromString("{")).concat(Source.maybe()))));
        assertThat(score(router)).isEqualTo(Score.none("router_timeout"));

        outside.answer = n -> CompletableFuture.completedFuture(HttpResponse.create()
                .withEntity(HttpEntities.create(
                        ContentTypes.APPLICATION_JSON, Source.repeat(ByteString.fromString("0".repeat(1000))))));
        assertThat(score(router)).isEqualTo(Score.none("router_bad_answer"));
    }

    @Test
    void shouldSayWhenTheRouterIsDownAndFindItAgain() {
        HttpRouter router = warm();
        outside.goAway();
        assertThat(score(router)).isEqualTo(Score.none("router_unreachable"));

        outside.comeBack();
        assertThat(score(router)).isEqualTo(Score.of(0.5));
    }

    @Test
    void shouldLeaveTheRouterAloneAfterFailuresInARow() {
        warm();
        HttpRouter router = router(Duration.ofMillis(400));
        outside.answer = n -> Outside.said(404, "");
        for (int i = 0; i < 5; i++) {
            assertThat(score(router)).isEqualTo(Score.none("router_status"));
        }
        // the fifth failure is told a moment before the breaker counts it, so a sixth attempt may still get through
        KIT.createTestProbe().awaitAssert(() -> {
            assertThat(score(router)).isEqualTo(Score.none("router_circuit_open"));
            return null;
        });
        assertThat(outside.asked).hasSizeBetween(5, 6);
        outside.answer = n -> Outside.said(200, "{\"score\":0.25}");
        outside.asked.clear();

        assertThat(score(router)).isEqualTo(Score.none("router_circuit_open"));
        assertThat(outside.asked).isEmpty();

        KIT.createTestProbe().awaitAssert(Duration.ofSeconds(5), () -> {
            assertThat(score(router)).isEqualTo(Score.of(0.25));
            return null;
        });
    }

    @Test
    void shouldHoldNoConnectionByAnswersItDoesNotRead() {
        HttpRouter router = warm();
        outside.answer = n -> CompletableFuture.completedFuture(HttpResponse.create()
                .withStatus(n % 4 == 0 ? 200 : 404)
                .withEntity(HttpEntities.create(
                        ContentTypes.APPLICATION_JSON,
                        Source.from(List.of(
                                ByteString.fromString("{\"score\":0.5,\"more\":\"" + "x".repeat(5000)),
                                ByteString.fromString("\"}"))))));
        // three refusals in a row, which is too few for the breaker; more than the pool has connections
        List<Score> all = IntStream.range(0, 400).mapToObj(i -> score(router)).toList();

        assertThat(all).filteredOn(score -> score.score().isPresent()).hasSize(100);
        assertThat(all)
                .filteredOn(score -> score.reason().equals("router_status"))
                .hasSize(300);
    }
}
