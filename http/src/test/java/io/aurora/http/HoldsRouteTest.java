package io.aurora.http;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.headers.RawHeader;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class HoldsRouteTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final String ORDER = "{\"reason\":\"maintenance\",\"by\":\"anna\"}";

    private Front front;

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @BeforeEach
    void start() {
        front = new Front(KIT);
        front.warm("A", 3);
    }

    @Test
    void shouldHoldAndReleaseASymbol() {
        JsonNode held = front.json(Front.post("/symbols/A/hold", ORDER)).body();
        JsonNode released = front.json(Front.post("/symbols/A/release", ORDER)).body();

        assertThat(held.get("hold"))
                .isEqualTo(
                        Front.parse("{\"by\":\"anna\",\"reason\":\"maintenance\",\"since\":\"2024-03-01T00:00:00Z\"}"));
        assertThat(held.get("block_reasons")).isEqualTo(Front.parse("[\"hold\",\"warmup\"]"));
        assertThat(released.get("hold").isNull()).isTrue();
    }

    @Test
    void shouldHoldEverySymbolByTheDesk() {
        JsonNode desk = front.json(Front.post("/hold", ORDER)).body();
        JsonNode state = front.get("/symbols/A/state").body();
        JsonNode free = front.json(Front.post("/release", ORDER)).body();

        assertThat(desk)
                .isEqualTo(Front.parse("{\"held\":true,\"known\":true,\"by\":\"anna\",\"reason\":\"maintenance\","
                        + "\"since\":\"2024-03-01T00:00:00Z\",\"automatic\":false}"));
        assertThat(state.get("block_reasons")).isEqualTo(Front.parse("[\"desk_hold\",\"warmup\"]"));
        assertThat(free.get("held").asBoolean()).isFalse();
    }

    @Test
    void shouldTakeTheUserFromTheHeaderAndWriteAnAuditLine() {
        Logger logger = (Logger) LoggerFactory.getLogger("aurora.audit");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);

        front.json(Front.post("/symbols/A/hold", "{\"reason\":\"two\\nlines\"}")
                .addHeader(RawHeader.create("X-Aurora-User", "otto"))
                .addHeader(RawHeader.create("X-Request-ID", "r-7")));
        front.json(Front.post("/symbols/NOBODY/hold", ORDER).addHeader(RawHeader.create("X-Request-ID", "r-8")));
        logger.detachAppender(lines);

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "by=otto what=hold (two lines) on=A outcome=done request=r-7",
                        "by=anna what=hold (maintenance) on=NOBODY outcome=no bar has opened this symbol:"
                                + " symbol=NOBODY request=r-8");
    }

    @Test
    void shouldNameWhatIsWrongWithAnOrder() {
        assertThat(detail("{}", 400)).isEqualTo("must be given: reason");
        assertThat(detail("{\"reason\":\" \"}", 400)).isEqualTo("must be text of 1 to 500 characters: reason= ");
        assertThat(detail("{\"reason\":\"x\",\"bye\":1}", 400))
                .isEqualTo("unknown field, must be one of [by, reason]: bye=1");
        assertThat(detail("", 400)).isEqualTo("must be one JSON object");
        assertThat(front.get("/symbols/A/state").body().get("hold").isNull()).isTrue();
    }

    private String detail(String body, int status) {
        Front.Reply reply = front.json(Front.post("/symbols/A/hold", body));
        assertThat(reply.status()).as(body).isEqualTo(status);
        return reply.body().get("detail").asText();
    }

    @Test
    void shouldRefuseFormsAndUnknownSymbols() {
        Front.Reply form = front.json(
                HttpRequest.POST("/hold").withEntity(HttpEntities.create(ContentTypes.TEXT_PLAIN_UTF8, ORDER)));
        Front.Reply unknown = front.json(Front.post("/symbols/NOBODY/hold", ORDER));

        assertThat(form.status()).isEqualTo(415);
        assertThat(form.body().get("detail").asText()).isEqualTo("must be application/json: Content-Type=text/plain");
        assertThat(unknown.status()).isEqualTo(404);
    }
}
