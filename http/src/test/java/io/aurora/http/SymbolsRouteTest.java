package io.aurora.http;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.actors.protocol.SymbolProtocol;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SymbolsRouteTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final int WARM = 300;

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
    void shouldShowEveryFigureOfACertifiedSymbol() {
        front.warm("BTC-USDT", WARM);

        Front.Reply reply = front.get("/symbols/BTC-USDT/state");

        JsonNode state = reply.body();
        assertThat(reply.status()).isEqualTo(200);
        assertThat(state.get("symbol").asText()).isEqualTo("BTC-USDT");
        assertThat(state.get("seq").asLong()).isEqualTo(WARM + 1);
        assertThat(state.get("state").asText()).isIn("PASS", "DERISK", "BLOCK");
        assertThat(state.get("bar_ts").asText()).isEqualTo("2024-02-29T23:00:00Z");
        assertThat(state.get("valid_until").asText()).isEqualTo("2024-03-01T06:00:00Z");
        assertThat(state.get("close").asDouble())
                .isBetween(
                        state.at("/interval/lower").asDouble(),
                        state.at("/interval/upper").asDouble());
        assertThat(state.at("/probabilities/ar").asDouble()
                        + state.at("/probabilities/arma").asDouble()
                        + state.at("/probabilities/garch").asDouble())
                .isCloseTo(1.0, org.assertj.core.data.Offset.offset(1e-9));
        for (String figure : new String[] {
            "kappa", "kappa_plus", "coverage_ema", "coverage_empirical", "alpha", "alpha_target", "q_hat", "inflation",
            "surprisal_p95", "latency_p95", "rel_width", "rel_width_p95", "dwell", "good", "notional", "risk_scale",
            "base_notional"
        }) {
            assertThat(state.get(figure).isNumber()).as(figure).isTrue();
        }
        assertThat(state.get("model")).isEqualTo(Front.parse("{\"student\":\"ewma\",\"router\":\"bic\"}"));
        assertThat(state.get("desk_hold"))
                .isEqualTo(
                        Front.parse(
                                "{\"held\":false,\"known\":true,\"by\":null,\"reason\":null,\"since\":null,\"automatic\":null}"));
        assertThat(state.at("/counts/accepted").asLong()).isEqualTo(WARM);
        assertThat(state.get("hold").isNull()).isTrue();
    }

    @Test
    void shouldServeBlockAndCountWhenTheDecisionIsStale() {
        front.warm("BTC-USDT", WARM);
        front.clock.nowMs = java.time.Instant.parse("2024-03-01T06:00:00Z").toEpochMilli();

        JsonNode state = front.get("/symbols/BTC-USDT/state").body();

        assertThat(state.get("state").asText()).isEqualTo("BLOCK");
        assertThat(state.get("stale").asBoolean()).isTrue();
        assertThat(state.get("notional").asDouble()).isZero();
        assertThat(state.at("/block_reasons/0").asText()).isEqualTo("stale");
        assertThat(front.stale).isEqualTo(1);
    }

    @Test
    void shouldServeAHoldWhenTheDeskIsNotKnown() {
        front.warm("BTC-USDT", WARM);
        front.symbols.desk = Optional.empty();

        JsonNode state = front.get("/symbols/BTC-USDT/state").body();

        assertThat(state.get("notional").asDouble()).isZero();
        assertThat(state.at("/block_reasons/0").asText()).isEqualTo("desk_hold");
        assertThat(state.at("/desk_hold/known").asBoolean()).isFalse();
        assertThat(state.at("/desk_hold/held").asBoolean()).isTrue();
    }

    @Test
    void shouldAnswer404WhenTheSymbolIsUnknown() {
        Front.Reply reply = front.get("/symbols/NOBODY/state");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.problem()).isEqualTo(Front.parse("""
                {"type":"urn:aurora:problem:unknown_symbol","title":"Unknown symbol","status":404,
                "detail":"no bar has opened this symbol: symbol=NOBODY","field":"symbol","value":"NOBODY",
                "rule":"no bar has opened this symbol"}"""));
        assertThat(front.symbols.names()).isEmpty();
    }

    @Test
    void shouldAnswer400WithTheHintWhenTheNameHasASlash() {
        Front.Reply encoded = front.get("/symbols/BTC%2FUSDT/state");
        Front.Reply plain = front.get("/symbols/BTC/USDT/state");

        assertThat(encoded.status()).isEqualTo(400);
        assertThat(encoded.body().get("detail").asText())
                .isEqualTo("must match [A-Za-z0-9._-]{1,32} (write '-' instead of '/'): symbol=BTC/USDT");
        assertThat(plain.status()).isEqualTo(404);
        assertThat(plain.body().get("detail").asText()).endsWith("(in a symbol's name write '-' instead of '/')");
    }

    @Test
    void shouldAnswer503WhenTheSymbolDoesNotAnswer() {
        front.symbols.failure =
                Optional.of(new java.util.concurrent.CompletionException(new TimeoutException("ask timed out")));

        Front.Reply reply = front.get("/symbols/BTC-USDT/state");

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.body().get("type").asText()).isEqualTo("urn:aurora:problem:timeout");
    }

    @Test
    void shouldRefuseCertifiedReadsWithoutAMajority() {
        front.warm("BTC-USDT", 1);
        front.reachable = false;

        for (String path : new String[] {
            "/symbols/BTC-USDT/state", "/symbols/state", "/state", "/regime/current?symbol=BTC-USDT", "/stream"
        }) {
            Front.Reply reply = front.get(path);
            assertThat(reply.body().get("type").asText()).as(path).isEqualTo("urn:aurora:problem:no_majority");
        }
    }

    @Test
    void shouldListManyAndNameTheUnknown() {
        front.warm("A", 3);
        front.warm("B", 3);

        JsonNode some = front.get("/symbols/state?s=B,NOBODY,A").body();
        JsonNode all = front.get("/symbols/state").body();
        JsonNode names = front.get("/symbols").body();

        assertThat(some.at("/symbols/0/symbol").asText()).isEqualTo("B");
        assertThat(some.at("/symbols/1/symbol").asText()).isEqualTo("A");
        assertThat(some.get("unknown")).isEqualTo(Front.parse("[\"NOBODY\"]"));
        assertThat(some.get("unavailable")).isEmpty();
        assertThat(all.get("symbols")).hasSize(2);
        assertThat(names)
                .isEqualTo(Front.parse(
                        "{\"count\":2,\"symbols\":[{\"name\":\"A\",\"live\":true},{\"name\":\"B\",\"live\":true}]}"));
    }

    @Test
    void shouldNameTheSymbolsThatDoNotAnswer() {
        front.symbols.failure = Optional.of(new java.util.concurrent.CompletionException(new TimeoutException("late")));

        assertThat(front.get("/symbols/state?s=A").body().get("unavailable")).isEqualTo(Front.parse("[\"A\"]"));
    }

    @Test
    void shouldAnswerALongPollWhenTheSymbolMovesOn() {
        front.warm("A", 2);
        CompletableFuture<SymbolProtocol.ReadReply> poll = new CompletableFuture<>();
        front.symbols.poll = poll;

        var answer = front.routes
                .dispatcher()
                .handle(akka.http.javadsl.model.HttpRequest.GET("/symbols/A/state?after=3&wait=20"))
                .toCompletableFuture();
        assertThat(answer).isNotDone();
        poll.complete(Front.await(front.symbols.read("A")));

        assertThat(Front.await(answer).status().intValue()).isEqualTo(200);
    }

    @Test
    void shouldEndLongPollsWhenTheNodeShutsDown() {
        front.symbols.poll = new CompletableFuture<>();
        var answer =
                front.routes.dispatcher().handle(akka.http.javadsl.model.HttpRequest.GET("/symbols/A/state?after=3"));

        front.routes.close();

        assertThat(Front.parse(front.text(Front.await(answer))).get("type").asText())
                .isEqualTo("urn:aurora:problem:shutting_down");
    }

    @Test
    void shouldNameParametersThatAreWrong() {
        assertThat(detail("/symbols/A/state?after=-1"))
                .isEqualTo("must be a whole number in [0, 9223372036854775807]: after=-1");
        assertThat(detail("/symbols/A/state?after=1&wait=31")).isEqualTo("must be a number in [0.0, 30.0]: wait=31");
        assertThat(detail("/symbols/A/state?afetr=1")).isEqualTo("must be one of [after, wait]: afetr=1");
        assertThat(detail("/regime/current")).isEqualTo("must be given: symbol");
        assertThat(detail("/symbols?x=1")).isEqualTo("no parameter is known here: x=1");
        assertThat(detail("/symbols/state?s=A,b%20c")).isEqualTo("must match [A-Za-z0-9._-]{1,32}: s=b c");
    }

    private String detail(String path) {
        Front.Reply reply = front.get(path);
        assertThat(reply.status()).as(path).isEqualTo(400);
        return reply.body().get("detail").asText();
    }

    @Test
    void shouldShowTheRegime() {
        front.warm("A", WARM);

        JsonNode regime = front.get("/regime/current?symbol=A").body();

        assertThat(regime.get("regime").asText()).isEqualTo("AR");
        assertThat(regime.get("trans").isBoolean()).isTrue();
        assertThat(regime.get("aci").isNumber()).isTrue();
    }

    @Test
    void shouldMergeManySymbolsIntoTheWorstStateAndMeans() {
        front.warm("A", WARM);
        front.warm("B", 10);

        JsonNode all = front.get("/state").body();
        JsonNode one = front.get("/state?symbol=A").body();
        JsonNode a = front.get("/symbols/A/state").body();

        assertThat(all.get("profile").asText()).isEqualTo("default");
        assertThat(all.get("state")).isEqualTo(a.get("state"));
        assertThat(all.get("kappa_plus")).isEqualTo(a.get("kappa_plus"));
        assertThat(all.get("latency_p95").asDouble()).isEqualTo(42.0);
        assertThat(all.at("/symbols/WARMUP").asInt()).isEqualTo(1);
        assertThat(all.get("node").asText()).isEqualTo("node-1");
        assertThat(one.get("latency_p95")).isEqualTo(a.get("latency_p95"));
        assertThat(one.get("profile").asText()).isEqualTo("test");
        assertThat(one.at("/symbols/WARMUP").asInt()).isZero();
    }

    @Test
    void shouldShowNoFiguresWhereThereIsNoSymbol() {
        JsonNode state = front.get("/state").body();

        assertThat(state.get("state").asText()).isEqualTo("WARMUP");
        assertThat(state.get("kappa_plus").isNull()).isTrue();
        assertThat(state.get("symbols")).isEqualTo(Front.parse("{\"PASS\":0,\"DERISK\":0,\"BLOCK\":0,\"WARMUP\":0}"));
    }
}
