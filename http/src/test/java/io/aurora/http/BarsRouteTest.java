package io.aurora.http;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.actors.protocol.SymbolProtocol;
import io.aurora.http.edge.Json;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarsRouteTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final String BARS = "/symbols/BTC-USDT/bars";
    private static final Instant T0 = Instant.parse("2024-02-29T23:00:00Z");
    private static final String BAR = Front.bar(T0, 100);

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
    void shouldAnswerTheDecisionWhenABarIsAccepted() {
        Front.Reply reply = front.json(Front.post(BARS, BAR));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo(Front.parse("""
                {"outcome":"decided","decision":{"symbol":"BTC-USDT","seq":2,"bar_ts":"2024-02-29T23:00:00Z",
                "decided_at":"2024-03-01T00:00:00Z","valid_until":"2024-03-01T06:00:00Z","stale":false,"obeyed":true,
                "state":"WARMUP","kappa_plus":null,"interval":null,"notional":0.0,"risk_scale":0.0,
                "block_reasons":["warmup"],"baskets":[]}}"""));
    }

    @Test
    void shouldReadEpochMillisecondsAndMarkHistoricalBars() {
        String body = BAR.replace("\"2024-02-29T23:00:00Z\"", Long.toString(T0.toEpochMilli()));

        Front.Reply reply = front.json(Front.post(BARS + "?historical=true", body));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().at("/decision/valid_until").isNull()).isTrue();
        assertThat(front.symbols.offered).singleElement().satisfies(offer -> {
            assertThat(offer.historical()).isTrue();
            assertThat(offer.bar().tsMs()).isEqualTo(T0.toEpochMilli());
        });
    }

    @Test
    void shouldAnswerDuplicateAndLateWhenABarCameBefore() {
        front.json(Front.post(BARS, BAR));

        assertThat(front.json(Front.post(BARS, BAR)).body().get("outcome").asText())
                .isEqualTo("duplicate");
        assertThat(front.json(Front.post(BARS, BAR)).body().get("differs").asBoolean())
                .isFalse();
        assertThat(front.json(Front.post(BARS, Front.bar(T0, 101)))
                        .body()
                        .get("differs")
                        .asBoolean())
                .isTrue();
        Front.Reply late = front.json(Front.post(BARS, Front.bar(T0.minusSeconds(3600), 100)));
        assertThat(late.status()).isEqualTo(200);
        assertThat(late.body().get("outcome").asText()).isEqualTo("late");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not json        | unparsable",
                "[]              | unparsable",
                "{\"ts\":1} {}   | unparsable",
                "{\"ts\":1,\"ts\":2} | unparsable",
            })
    void shouldAnswer400WhenTheBodyIsNoObject(String body, String kind) {
        Front.Reply reply = front.json(Front.post(BARS, body));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().get("type").asText()).isEqualTo("urn:aurora:problem:" + kind);
        assertThat(front.symbols.offered).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"close\":100.0 | \"close\":\"100\" | close | must be a number | 100",
                "\"close\":100.0 | \"close\":null | close | must be given | ",
                "\"close\":100.0 | \"closed\":1 | closed | unknown field, must be one of [close, high, low, open, symbol, ts, volume] | 1",
                "\"2024-02-29T23:00:00Z\" | \"yesterday\" | ts | must be ISO-8601 with an offset, or milliseconds since 1970 UTC | yesterday",
                "\"2024-02-29T23:00:00Z\" | 1.5 | ts | must be ISO-8601 with an offset, or milliseconds since 1970 UTC | 1.5",
                "\"2024-02-29T23:00:00Z\" | 999999999999999 | ts | must be in the years 1 to 9999 | 999999999999999",
            })
    void shouldNameTheFieldWhenABarCannotBeRead(String from, String to, String field, String rule, String value) {
        HttpRequest request = Front.post(BARS, BAR.replace(from, to))
                .addHeader(akka.http.javadsl.model.headers.RawHeader.create("X-Request-ID", "r-1"));

        Front.Reply reply = front.json(request);

        String shown = value == null ? "" : "=" + value;
        String valueMember = value == null ? "" : "\"value\":\"" + value + "\",";
        assertThat(reply.body())
                .isEqualTo(
                        Front.parse("{\"type\":\"urn:aurora:problem:bad_field\",\"title\":\"A field cannot be read\","
                                + "\"status\":400,\"detail\":\"" + rule + ": " + field + shown + "\",\"field\":\""
                                + field + "\","
                                + valueMember + "\"rule\":\"" + rule + "\",\"request_id\":\"r-1\"}"));
        assertThat(reply.response().getHeader("X-Request-ID").get().value()).isEqualTo("r-1");
    }

    @ParameterizedTest
    @CsvSource({
        "high, -1, non_positive_price",
        "high, 99, high_too_low",
        "low, 101, low_too_high",
        "volume, -1, negative_volume",
        "close, 1e999, non_finite_price",
    })
    void shouldAnswer422WithTheReasonWhenABarIsRefused(String field, String value, String reason) {
        String body = BAR.replace("\"high\":100.0", "\"high\":105.0")
                .replaceAll("\"" + field + "\":[0-9.]+", "\"" + field + "\":" + value);

        Front.Reply reply = front.json(Front.post(BARS, body));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.body().get("type").asText()).isEqualTo("urn:aurora:problem:bar_refused");
        assertThat(reply.body().get("reason").asText()).isEqualTo(reason);
    }

    @Test
    void shouldRefuseABarOfAnotherSymbol() {
        Front.Reply reply = front.json(Front.post(BARS, BAR.replace("{", "{\"symbol\":\"ETH-USDT\",")));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.body().get("reason").asText()).isEqualTo("wrong_symbol");
        assertThat(front.symbols.offered).isEmpty();
    }

    @Test
    void shouldAnswer503WithRetryAfterWhenTheSymbolIsBusy() {
        front.symbols.scripted.add(new SymbolProtocol.Busy());

        Front.Reply reply = front.json(Front.post(BARS, BAR));

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.body().get("type").asText()).isEqualTo("urn:aurora:problem:busy");
        assertThat(reply.response().getHeader("Retry-After").get().value()).isEqualTo("1");
    }

    @Test
    void shouldAnswer503WhenTheBarCannotBeStoredOrTheNodeIsCutOff() {
        front.symbols.scripted.add(new SymbolProtocol.Unavailable("journal"));
        Front.Reply stored = front.json(Front.post(BARS, BAR));
        front.reachable = false;
        Front.Reply cut = front.json(Front.post(BARS, BAR));

        assertThat(stored.body().get("type").asText()).isEqualTo("urn:aurora:problem:unavailable");
        assertThat(stored.body().get("reason").asText()).isEqualTo("journal");
        assertThat(cut.body().get("type").asText()).isEqualTo("urn:aurora:problem:no_majority");
        assertThat(cut.status()).isEqualTo(503);
    }

    @Test
    void shouldAnswer415WhenTheTypeIsAnother() {
        Front.Reply reply =
                front.json(HttpRequest.POST(BARS).withEntity(HttpEntities.create(ContentTypes.TEXT_PLAIN_UTF8, BAR)));

        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.body().get("detail").asText())
                .isEqualTo("must be application/json or application/x-ndjson: Content-Type=text/plain");
    }

    @Test
    void shouldAnswer413WhenTheBodyIsTooLarge() {
        String large = BAR.replace("{", "{" + " ".repeat(2 << 20));

        Front.Reply known = front.json(Front.post(BARS, large));
        Front.Reply chunked = front.json(HttpRequest.POST(BARS)
                .withEntity(HttpEntities.create(
                        ContentTypes.APPLICATION_JSON, Source.single(ByteString.fromString(large)))));

        for (Front.Reply reply : List.of(known, chunked)) {
            assertThat(reply.status()).isEqualTo(413);
            assertThat(reply.body().get("detail").asText()).isEqualTo("must be at most 1048576 bytes: body");
        }
    }

    @Test
    void shouldAnswerEveryLineInOrderWhenBarsAreStreamed() {
        String body = BAR + "\n\nnonsense\r\n" + Front.bar(T0.plusSeconds(3600), 101) + "\r\n" + BAR + "\n"
                + "x".repeat(70_000) + "\n"
                + Front.bar(T0.plusSeconds(7200), 101).replace("\"low\":101", "\"low\":-1")
                + "\n" + Front.bar(T0.plusSeconds(7200), 102);
        // small pieces: lines must not depend on how the bytes arrive
        HttpResponse response = front.call(HttpRequest.POST(BARS + "?historical=true")
                .withEntity(HttpEntities.create(Json.NDJSON, Source.from(pieces(body)))));

        List<JsonNode> lines = front.lines(response);
        assertThat(lines)
                .extracting(line ->
                        line.get("line").asInt() + " " + line.get("outcome").asText())
                .containsExactly(
                        "1 decided", "3 unparsable", "4 decided", "5 late", "6 too_long", "7 refused", "8 decided");
        assertThat(lines.get(1).get("detail").asText()).startsWith("must be one JSON object");
        assertThat(lines.get(5).get("reason").asText()).isEqualTo("non_positive_price");
        assertThat(lines.get(6).at("/decision/bar_ts").asText()).isEqualTo("2024-03-01T01:00:00Z");
    }

    private static List<ByteString> pieces(String body) {
        List<ByteString> pieces = new java.util.ArrayList<>();
        for (int i = 0; i < body.length(); i += 1009) {
            pieces.add(ByteString.fromString(body.substring(i, Math.min(body.length(), i + 1009))));
        }
        return pieces;
    }

    @Test
    void shouldOfferABusyBarAgainAndKeepTheOrder() {
        front.symbols.scripted.add(new SymbolProtocol.Busy());
        front.symbols.scripted.add(new SymbolProtocol.Unavailable("journal"));
        front.symbols.scripted.add(new SymbolProtocol.Busy());
        String body = BAR + "\n" + Front.bar(T0.plusSeconds(3600), 101);

        List<JsonNode> lines = front.lines(front.call(Front.ndjson(BARS, body)));

        assertThat(lines).extracting(line -> line.get("outcome").asText()).containsExactly("decided", "decided");
        assertThat(front.symbols.offered)
                .extracting(offer -> offer.bar().close())
                .containsExactly(100.0, 100.0, 100.0, 100.0, 101.0);
    }

    @Test
    void shouldOfferNothingBehindALineThatCouldNotBeTaken() {
        front.clock.stepMs = 15_000;
        for (int i = 0; i < 20; i++) {
            front.symbols.scripted.add(new SymbolProtocol.Busy());
        }
        String body = BAR + "\n" + Front.bar(T0.plusSeconds(3600), 101);

        List<JsonNode> lines = front.lines(front.call(Front.ndjson(BARS, body)));

        assertThat(lines).extracting(line -> line.get("outcome").asText()).containsExactly("busy", "busy");
        assertThat(lines.get(1).get("detail").asText()).isEqualTo("not offered: an earlier line could not be taken");
        assertThat(front.symbols.offered)
                .allSatisfy(offer -> assertThat(offer.bar().close()).isEqualTo(100.0));
    }

    @Test
    void shouldRetryUnansweredBarsOfAStreamAndGiveUpAsUnavailable() {
        front.clock.stepMs = 15_000;
        front.symbols.failure =
                java.util.Optional.of(new java.util.concurrent.CompletionException(new TimeoutException("no answer")));

        List<JsonNode> lines = front.lines(front.call(Front.ndjson(BARS, BAR)));

        assertThat(lines).singleElement().satisfies(line -> {
            assertThat(line.get("outcome").asText()).isEqualTo("unavailable");
            assertThat(line.get("detail").asText()).isEqualTo("timeout");
        });
    }
}
