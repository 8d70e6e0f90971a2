package io.aurora.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.domain.portfolio.RecordedBar;
import io.aurora.domain.tails.HillEstimator;
import io.aurora.domain.tails.TailDependence;
import io.aurora.domain.tails.TailEstimate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TailsRouteTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final long SEED = 3L;

    private Front front;

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @BeforeEach
    void start() {
        front = new Front(KIT);
    }

    private double[] record(String symbol, int n, long seed) {
        Random random = new Random(seed);
        double[] returns = new double[n];
        List<RecordedBar> closes = new ArrayList<>();
        double price = 100.0;
        closes.add(Recorded.bar(0, price));
        for (int i = 0; i < n; i++) {
            returns[i] = 0.01 * random.nextGaussian() / Math.sqrt(0.1 + random.nextDouble());
            price *= Math.exp(returns[i]);
            closes.add(Recorded.bar((i + 1) * FakeSymbols.HOUR_MS, price));
        }
        front.warm(symbol, 3);
        front.bars.put(symbol, closes);
        return returns;
    }

    private static double[] losses(double[] returns) {
        return Arrays.stream(returns).map(r -> -r).toArray();
    }

    @Test
    void shouldEstimateTheTailOfTheRecordedReturns() {
        double[] a = record("A", 1_000, SEED);
        double[] b = record("B", 1_000, SEED + 1);

        JsonNode body = front.get("/symbols/A/tails?benchmark=B").body();

        TailEstimate.Value hill = HillEstimator.of(a).orElseThrow();
        TailEstimate.Value dependence = TailDependence.of(losses(a), losses(b)).orElseThrow();
        assertThat(body.get("returns").intValue()).isEqualTo(1_000);
        assertThat(body.get("from").asText()).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(body.at("/hill/value").doubleValue()).as("seed=%d", SEED).isCloseTo(hill.estimate(), within(1e-9));
        assertThat(body.at("/hill/standard_error").doubleValue()).isCloseTo(hill.standardError(), within(1e-9));
        assertThat(body.at("/hill/used").intValue()).isEqualTo(50);
        assertThat(body.at("/dependence/value").doubleValue()).isCloseTo(dependence.estimate(), within(1e-9));
        assertThat(body.get("benchmark").asText()).isEqualTo("B");
        for (String name : List.of("moment", "extremal_index", "local_whittle", "abry_veitch")) {
            assertThat(body.at("/" + name + "/standard_error").doubleValue())
                    .as(name)
                    .isPositive();
        }
    }

    @Test
    void shouldSayWhichEstimatorNeedsALongerSeries() {
        record("A", 450, SEED);

        JsonNode body = front.get("/symbols/A/tails").body();

        assertThat(body.at("/hill/value").isNumber()).isTrue();
        assertThat(body.at("/extremal_index/value").isNull()).isTrue();
        assertThat(body.at("/extremal_index/reason").asText()).isEqualTo("too_short");
        assertThat(body.get("benchmark").isNull()).isTrue();
        assertThat(body.get("dependence").isNull()).isTrue();
    }

    @Test
    void shouldRefuseASeriesThatIsTooShort() {
        record("A", 399, SEED);
        front.warm("B", 3);

        Front.Reply shorter = front.get("/symbols/A/tails");
        Front.Reply unrecorded = front.get("/symbols/B/tails");

        assertThat(shorter.status()).isEqualTo(422);
        assertThat(shorter.body().get("type").asText()).isEqualTo("urn:aurora:problem:series_refused");
        assertThat(shorter.body().get("reason").asText()).isEqualTo("too_short");
        assertThat(shorter.body().get("field").asText()).isEqualTo("symbol");
        assertThat(unrecorded.status()).isEqualTo(422);
    }

    @Test
    void shouldKnowItsSymbolsAndParameters() {
        assertThat(front.get("/symbols/none/tails").status()).isEqualTo(404);
        assertThat(front.get("/symbols/none/tails?limit=10").status()).isEqualTo(400);
        assertThat(front.get("/symbols/none/tails?benchmark=a!b")
                        .body()
                        .get("field")
                        .asText())
                .isEqualTo("benchmark");
        front.reachable = false;
        assertThat(front.get("/symbols/none/tails").status()).isEqualTo(503);
    }
}
