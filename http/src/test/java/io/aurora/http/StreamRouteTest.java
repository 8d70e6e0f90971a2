package io.aurora.http;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import akka.stream.javadsl.Sink;
import akka.util.ByteString;
import io.aurora.domain.acceptance.AcceptanceState;
import io.aurora.http.port.FeedRow;
import io.aurora.http.port.TransitionRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamRouteTest {
    private static final ActorTestKit KIT = ActorTestKit.create();

    private Front front;

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @BeforeEach
    void start() {
        front = new Front(KIT);
        front.feed.add(new FeedRow(11, decision("A", 5)));
        front.feed.add(new FeedRow(12, decision("B", 9)));
        front.feed.add(new FeedRow(
                13,
                new TransitionRow("A", 6, 0, 0, AcceptanceState.PASS, AcceptanceState.DERISK, List.of("hard:lag"))));
    }

    private static FeedRow.Payload decision(String symbol, long seq) {
        return RecordsRouteTest.row(
                symbol,
                seq,
                AcceptanceState.PASS,
                OptionalLong.of(Instant.parse("2024-03-01T06:00:00Z").toEpochMilli()));
    }

    private List<String> events(HttpRequest request, int count) {
        HttpResponse response = front.call(request);
        assertThat(response.entity().getContentType().toString()).startsWith("text/event-stream");
        List<ByteString> parts = Front.await(
                response.entity().getDataBytes().take(count).runWith(Sink.seq(), front.routes.materializer()));
        return parts.stream().map(ByteString::utf8String).toList();
    }

    @Test
    void shouldSendDecisionsAndTransitionsWithTheirOffsets() {
        List<String> events = events(HttpRequest.GET("/stream"), 4);

        assertThat(events.get(0)).isEqualTo("retry: 2000\n\n");
        assertThat(events.get(1)).startsWith("id: 11\nevent: decision\ndata: {").endsWith("}\n\n");
        assertThat(Front.parse(events.get(1).substring(events.get(1).indexOf('{'))))
                .isEqualTo(Front.parse("""
                {"symbol":"A","seq":5,"bar_ts":"2024-02-29T23:00:00Z","decided_at":"2024-03-01T00:00:00.005Z",
                "valid_until":"2024-03-01T06:00:00Z","stale":false,"state":"PASS","kappa_plus":0.7,"coverage_ema":0.91,
                "alpha":0.1,"interval":{"lower":99.0,"upper":101.5},"close":null,"notional":1.0,"risk_scale":1.0,
                "block_reasons":[],"recorded_state":"PASS","recorded_notional":1.0}"""));
        assertThat(events.get(3))
                .isEqualTo("id: 13\nevent: transition\ndata: {\"symbol\":\"A\",\"seq\":6,"
                        + "\"bar_ts\":\"1970-01-01T00:00:00Z\",\"decided_at\":\"1970-01-01T00:00:00Z\",\"from\":\"PASS\","
                        + "\"to\":\"DERISK\",\"reasons\":[\"hard:lag\"]}\n\n");
    }

    @Test
    void shouldResumeBehindTheLastEvent() {
        HttpRequest resumed = HttpRequest.GET("/stream").addHeader(RawHeader.create("Last-Event-ID", "12"));

        assertThat(events(resumed, 2).get(1)).startsWith("id: 13\n");
        assertThat(events(HttpRequest.GET("/stream?last_event_id=11"), 2).get(1))
                .startsWith("id: 12\n");
    }

    @Test
    void shouldSendOnlyTheSymbolsAskedFor() {
        assertThat(events(HttpRequest.GET("/stream?symbol=B"), 2).get(1)).startsWith("id: 12\n");
    }

    @Test
    void shouldTakeTheSizeWhenTheDeskHoldsOrTheDecisionIsStale() {
        front.symbols.desk = Optional.empty();
        front.clock.nowMs = Instant.parse("2024-03-01T06:00:00Z").toEpochMilli();

        String data = events(HttpRequest.GET("/stream"), 2).get(1);

        assertThat(data)
                .contains("\"state\":\"BLOCK\"", "\"notional\":0.0", "\"block_reasons\":[\"stale\",\"desk_hold\"]")
                .contains("\"recorded_state\":\"PASS\"", "\"recorded_notional\":1.0");
        assertThat(front.stale).isPositive();
    }

    @Test
    void shouldSayWhatAnOffsetIs() {
        Front.Reply reply = front.json(HttpRequest.GET("/stream").addHeader(RawHeader.create("Last-Event-ID", "abc")));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().get("detail").asText())
                .isEqualTo("must be the id of an event of this stream: Last-Event-ID=abc");
    }

    @Test
    void shouldEndWhenTheNodeShutsDown() {
        HttpResponse response = front.call(HttpRequest.GET("/stream"));
        var all = response.entity().getDataBytes().runWith(Sink.seq(), front.routes.materializer());

        front.routes.close();

        assertThat(Front.await(all)).isNotNull();
    }
}
