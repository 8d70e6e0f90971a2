package io.aurora.http;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.domain.inference.InferenceRequest;
import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.inference.ModelIds;
import io.aurora.domain.inference.RecurrentInput;
import io.aurora.domain.regime.RegimeProbabilities;
import io.aurora.http.port.Forecasts;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PredictionRouteTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final Offset<Double> NEAR = Offset.offset(1e-12);
    private static final String ZEROS = features(Collections.nCopies(20, "0"));

    private Front front;

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @BeforeEach
    void start() {
        front = new Front(KIT);
        front.warm("WARM", 120);
        front.warm("COLD", 3);
    }

    private static String features(List<String> values) {
        return values.stream().collect(Collectors.joining(",", "[", "]"));
    }

    private Front.Reply ask(String body) {
        return front.json(Front.post("/predict", body));
    }

    private static String stateless(String symbol, String timeframe, String features) {
        return "{\"symbol\":\"" + symbol + "\",\"timeframe\":\"" + timeframe + "\",\"features\":" + features + "}";
    }

    @Test
    void shouldShowTheLastForecastWhenOnlyTheSymbolIsNamed() {
        JsonNode state = front.get("/symbols/WARM/state").body();
        JsonNode body = ask("{\"symbol\":\"WARM\"}").body();

        assertThat(body.get("stateless").booleanValue()).isFalse();
        assertThat(body.get("forecast_return")).isEqualTo(state.at("/forecast/yhat"));
        assertThat(body.get("sigma")).isEqualTo(state.at("/forecast/sigma"));
        assertThat(body.get("interval_lower")).isEqualTo(state.at("/interval/lower"));
        assertThat(body.get("interval_upper")).isEqualTo(state.at("/interval/upper"));
        assertThat(body.get("kappa_plus")).isEqualTo(state.get("kappa_plus"));
        assertThat(body.get("regime")).isEqualTo(state.get("regime"));
        assertThat(body.get("aci")).isEqualTo(state.get("aci"));
        assertThat(body.get("model_id").asText()).isEqualTo("ewma");
        assertThat(body.get("router_id").asText()).isEqualTo("bic");
        assertThat(body.get("weights")).isEmpty();
        assertThat(body.get("latency_ms").doubleValue()).isPositive();
        assertThat(front.json(Front.post("/inference", "{\"symbol\":\"WARM\"}"))
                        .body()
                        .get("forecast"))
                .isEqualTo(body.get("forecast"));
    }

    @Test
    void shouldAskFromZeroStateAndWidenAsTheSymbolDoesWhenFeaturesAreGiven() {
        AtomicReference<InferenceRequest> asked = new AtomicReference<>();
        front.forecasts = request -> {
            asked.set(request);
            return CompletableFuture.completedFuture(new Forecasts.Given(new InferenceResult(
                    0.01,
                    0.02,
                    5.0,
                    OptionalDouble.of(0.3),
                    new RegimeProbabilities(0.1, 0.2, 0.7),
                    request.models(),
                    "cpu",
                    Optional.empty(),
                    Optional.empty())));
        };
        JsonNode state = front.get("/symbols/WARM/state").body();
        JsonNode body = ask(stateless("WARM", "1h", ZEROS)).body();

        assertThat(asked.get().recurrent()).isEqualTo(RecurrentInput.ZERO);
        assertThat(asked.get().models()).isEqualTo(ModelIds.BUILT_IN);
        assertThat(asked.get().ewmaSigma()).isPositive();
        assertThat(body.get("stateless").booleanValue()).isTrue();
        assertThat(body.get("engine").asText()).isEqualTo("cpu");
        assertThat(body.get("regime").asText()).isEqualTo("GARCH");
        double close = state.get("close").doubleValue();
        double half =
                state.get("q_hat").doubleValue() * 0.02 * state.get("inflation").doubleValue();
        assertThat(body.get("forecast").doubleValue()).isCloseTo(close * Math.exp(0.01), NEAR);
        assertThat(body.get("interval_lower").doubleValue()).isCloseTo(close * Math.exp(0.01 - half), NEAR);
        assertThat(body.get("interval_upper").doubleValue()).isCloseTo(close * Math.exp(0.01 + half), NEAR);
    }

    @Test
    void shouldAnswerNullsWhenTheSymbolHasNoForecastYet() {
        JsonNode body = ask("{\"symbol\":\"COLD\"}").body();

        assertThat(body.get("forecast").isNull()).isTrue();
        assertThat(body.get("interval_lower").isNull()).isTrue();
        assertThat(body.get("engine").isNull()).isTrue();
    }

    @Test
    void shouldSayPredictionTimeoutWhenInferenceIsSilent() {
        front.forecasts = request -> new CompletableFuture<>();
        long started = System.nanoTime();
        Front.Reply late = ask(stateless("WARM", "1h", ZEROS));

        assertThat(late.status()).isEqualTo(503);
        assertThat(late.body().get("title").asText()).isEqualTo("Prediction timeout");
        assertThat(late.body().get("type").asText()).isEqualTo("urn:aurora:problem:prediction_timeout");
        assertThat(late.response().getHeader("Retry-After")).isPresent();
        assertThat(System.nanoTime() - started).isGreaterThanOrEqualTo(90_000_000L);
    }

    @Test
    void shouldSayWhyWhenInferenceGivesNoForecast() {
        front.forecasts = request -> CompletableFuture.completedFuture(new Forecasts.Missing("busy"));
        Front.Reply busy = ask(stateless("WARM", "1h", ZEROS));

        assertThat(busy.status()).isEqualTo(503);
        assertThat(busy.body().get("reason").asText()).isEqualTo("no_forecast");
        assertThat(busy.body().get("detail").asText()).contains("busy");
    }

    @Test
    void shouldSayUnknownSymbolWhenNoBarHasOpenedIt() {
        assertThat(ask("{\"symbol\":\"NOBODY\"}").status()).isEqualTo(404);
        assertThat(ask(stateless("NOBODY", "1h", ZEROS)).status()).isEqualTo(404);
    }

    @Test
    void shouldNameTheFieldWhenTheOrderCannotBeRead() {
        assertBad("timeframe", stateless("WARM", "5m", ZEROS));
        assertBad("timeframe", stateless("WARM", "an hour", ZEROS));
        assertBad("timeframe", "{\"symbol\":\"WARM\",\"features\":" + ZEROS + "}");
        assertBad("features", stateless("WARM", "1h", "[1,2,3]"));
        assertBad("features[19]", stateless("WARM", "1h", ZEROS.replaceFirst("0]", "1e999]")));
        assertBad("horizon", "{\"symbol\":\"WARM\",\"horizon\":3}");
        assertBad("symbol", "{}");
    }

    private void assertBad(String field, String body) {
        Front.Reply reply = ask(body);
        assertThat(reply.status()).as(body).isEqualTo(400);
        assertThat(reply.body().get("field").asText()).as(body).isEqualTo(field);
    }
}
