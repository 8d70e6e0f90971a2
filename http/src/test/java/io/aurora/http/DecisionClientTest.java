package io.aurora.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.http.javadsl.ServerBinding;
import io.aurora.domain.learning.Gate;
import io.aurora.http.sdk.DecisionClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DecisionClientTest {
    private static final List<Map<String, Object>> CANDIDATES =
            List.of(Map.of("provider", "akash", "sku", "A8", "price", 0.5), Map.of("provider", "vast", "sku", "V4"));

    private final ActorTestKit kit = ActorTestKit.create();
    private final Front front = new Front(kit);
    private DecisionClient client;

    @BeforeEach
    void serve() {
        HttpServer server = new HttpServer(front.routes, Front.settings(), kit.system());
        ServerBinding binding = Front.await(server.start(0));
        client = new DecisionClient("http://127.0.0.1:" + binding.localAddress().getPort() + "/");
    }

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    @Test
    void shouldDecideAndLearnOverANode() throws Exception {
        DecisionClient.Decision decision = client.decide("t", Map.of("cpu", 4, "tenant", "x"), CANDIDATES);
        DecisionClient.Feedback first = client.feedback(decision.traceId(), 42.0, 0.12, 0, true);
        DecisionClient.Feedback second = client.feedback(decision.traceId(), 42.0, 0.12, 0, true);

        assertThat(decision.chosen()).contains(CANDIDATES.get(0));
        assertThat(decision.score()).hasValue(0.5);
        assertThat(decision.explanations().get("exploration").asText()).isEqualTo("exploit");
        assertThat(first.updated()).isTrue();
        assertThat(first.reward()).isEqualTo(0.85);
        assertThat(second.updated()).isFalse();
        assertThat(client.status().at("/model/episodes").asInt()).isEqualTo(1);
    }

    @Test
    void shouldTellWhatTheNodeRefuses() throws Exception {
        front.decisions.gates.put("S", new Gate("S", "BLOCK", Gate.Verdict.REFUSED, "stale"));
        DecisionClient.Decision gated = client.decide("t", Map.of("symbol", "S"), CANDIDATES, "default");

        assertThat(gated.chosen()).isEmpty();
        assertThat(gated.score()).isEmpty();
        assertThat(client.trace(client.decide("u", Map.of(), CANDIDATES).traceId())
                        .get("status")
                        .asText())
                .isEqualTo("open");
        assertThatThrownBy(() -> client.feedback(gated.traceId(), 1, 0, 0, true))
                .isInstanceOfSatisfying(DecisionClient.RefusedException.class, refused -> {
                    assertThat(refused.status()).isEqualTo(409);
                    assertThat(refused.reason()).isEqualTo("gated");
                    assertThat(refused.retryable()).isFalse();
                });
        assertThatThrownBy(() -> client.feedback(gated.traceId(), -1, 0, 0, true))
                .hasMessage("must be finite and >= 0: outcome.latency_ms=-1.0");
        front.decisions.unavailable = "store";
        assertThatThrownBy(() -> client.decide("t", Map.of(), CANDIDATES))
                .isInstanceOfSatisfying(
                        DecisionClient.RefusedException.class,
                        refused -> assertThat(refused.retryable()).isTrue());
    }
}
