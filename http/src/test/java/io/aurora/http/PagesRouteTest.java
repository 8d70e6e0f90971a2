package io.aurora.http;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagesRouteTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final Pattern REFERENCE = Pattern.compile("(?:href|src)=\"([^\"]+)\"");

    private final Front front = new Front(KIT);

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html",
        "/docs, text/html",
        "/openapi.json, application/json",
        "/assets/console.js, application/javascript",
        "/assets/decisions.js, application/javascript",
        "/assets/console.css, text/css",
        "/assets/swagger-ui-bundle.js, application/javascript",
        "/assets/icon.svg, image/svg+xml",
    })
    void shouldServeThePageFromTheProgramItself(String path, String type) {
        HttpResponse response = front.call(HttpRequest.GET(path));

        assertThat(response.status().intValue()).isEqualTo(200);
        assertThat(response.entity().getContentType().toString()).startsWith(type);
        assertThat(response.getHeader("Content-Security-Policy").get().value()).startsWith("default-src 'self'");
        assertThat(front.text(response)).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({"/", "/docs"})
    void shouldReferToNothingThatIsNotServed(String page) {
        Matcher references = REFERENCE.matcher(front.text(front.call(HttpRequest.GET(page))));

        int seen = 0;
        while (references.find()) {
            String target = references.group(1);
            assertThat(front.call(HttpRequest.GET(target)).status().intValue())
                    .as(target)
                    .isEqualTo(200);
            seen++;
        }
        assertThat(seen).isGreaterThan(2);
    }

    @Test
    void shouldReachNothingElseOfTheClassPath() {
        assertThat(front.get("/assets/console.html").status()).isEqualTo(404);
        assertThat(front.get("/assets/..%2Fpackage-info.class").status()).isEqualTo(404);
    }
}
