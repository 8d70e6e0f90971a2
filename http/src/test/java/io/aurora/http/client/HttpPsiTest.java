package io.aurora.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import io.aurora.domain.learning.PsiField;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpPsiTest {
    private static final ActorTestKit KIT = ActorTestKit.create();

    private Outside outside;
    private HttpPsi psi;

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @BeforeEach
    void start() {
        outside = new Outside(KIT.system());
        psi = new HttpPsi(outside.url() + "/", KIT.system(), Duration.ofSeconds(20));
    }

    @Test
    void shouldReadTheField() {
        outside.answer = n -> Outside.said(200, "{\"coherence\":0.25,\"density\":1,\"at\":\"now\"}");
        assertThat(Outside.await(psi.read())).isEqualTo(new PsiField(0.25, 1.0));

        outside.answer = n -> Outside.said(200, "{\"metrics\":{\"coherence\":0,\"density\":0.5}}");
        assertThat(Outside.await(psi.read())).isEqualTo(new PsiField(0.0, 0.5));
        assertThat(outside.asked).containsExactly("GET / ", "GET / ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "200 | {\"coherence\":1.5,\"density\":1} | coherence",
                "200 | {\"coherence\":1} | must be a number: density",
                "200 | {\"coherence\":\"1\",\"density\":1} | must be a number: coherence",
                "200 | psi | must be one JSON object",
                "500 | {\"coherence\":1,\"density\":1} | must be a success: status=500",
            })
    void shouldFailWhenTheFieldCannotBeRead(int status, String body, String why) {
        outside.answer = n -> Outside.said(status, body);

        assertThatThrownBy(() -> Outside.await(psi.read())).hasMessageContaining(why);
    }

    @Test
    void shouldFailInTimeWhenNobodyAnswersAndFindTheServiceAgain() {
        HttpPsi hasty = new HttpPsi(outside.url(), KIT.system(), Duration.ofMillis(200));
        outside.answer = n -> new CompletableFuture<>();
        assertThatThrownBy(() -> Outside.await(hasty.read())).hasMessageContaining("must answer within 200 ms");

        outside.goAway();
        assertThatThrownBy(() -> Outside.await(psi.read())).isInstanceOf(IllegalStateException.class);

        outside.comeBack();
        outside.answer = n -> Outside.said(200, "{\"coherence\":1,\"density\":0}");
        assertThat(Outside.await(psi.read())).isEqualTo(new PsiField(1.0, 0.0));
    }
}
