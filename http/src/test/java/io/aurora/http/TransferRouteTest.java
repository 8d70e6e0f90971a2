package io.aurora.http;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.http.javadsl.model.HttpRequest;
import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.domain.portfolio.RecordedBar;
import io.aurora.domain.transfer.DomainLaw;
import io.aurora.domain.transfer.TransferDomain;
import io.aurora.domain.transfer.TransferReport;
import io.aurora.domain.transfer.TransferRules;
import io.aurora.domain.transfer.TransferValidation;
import io.aurora.http.job.JobRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransferRouteTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final long SEED = 21L;
    private static final int N = 8_192;
    private static final double UNIT = 1e-4;

    private Front front;

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @BeforeEach
    void start() {
        front = new Front(KIT);
        for (String name : List.of("SRC", "TGT", "BM")) {
            front.warm(name, 3);
        }
    }

    /** Prices whose log returns are these, in a unit in which they stay prices. */
    private void record(String symbol, double[] returns) {
        List<RecordedBar> closes = new ArrayList<>();
        double log = 0.0;
        closes.add(Recorded.bar(0, 1.0));
        for (int i = 0; i < returns.length; i++) {
            log += UNIT * returns[i];
            closes.add(Recorded.bar((i + 1) * FakeSymbols.HOUR_MS, StrictMath.exp(log)));
        }
        front.bars.put(symbol, closes);
    }

    private TransferDomain draw(String symbol, DomainLaw law) {
        TransferDomain domain = law.sample(N, new Random(SEED));
        record(symbol, domain.returns());
        record("BM", domain.benchmark());
        return domain;
    }

    private String submit() {
        Front.Reply reply = front.json(Front.post(
                "/transfer/validate", "{\"source\":\"SRC\",\"target\":\"TGT\",\"benchmark\":\"BM\",\"by\":\"anna\"}"));
        assertThat(reply.status()).isEqualTo(202);
        String id = reply.body().get("job").asText();
        assertThat(reply.response().getHeader("Location").orElseThrow().value()).isEqualTo("/jobs/" + id);
        return id;
    }

    private JsonNode job(String id) {
        return front.get("/jobs/" + id).body();
    }

    private JsonNode run(String id) {
        front.jobs.remove().run();
        return job(id);
    }

    private String mode(String symbol) {
        return front.get("/symbols/" + symbol + "/state")
                .body()
                .get("risk_mode")
                .asText();
    }

    @Test
    void shouldPutATargetWithAnotherTailIntoTheConservativeModeAndTakeItOutAgain() {
        TransferDomain source = draw("SRC", DomainLaw.BASE);
        TransferDomain target = draw("TGT", new DomainLaw(0.6, 0.5, 1.0, 0.3, 1.0));
        TransferReport expected = TransferValidation.validate(
                TransferDomain.ofReturns(source.returns(), target.benchmark()),
                TransferDomain.ofReturns(target.returns(), target.benchmark()),
                TransferRules.DEFAULT);

        String id = submit();
        assertThat(job(id).get("state").asText()).isEqualTo("queued");
        assertThat(mode("TGT")).isEqualTo("STANDARD");
        JsonNode done = run(id);

        assertThat(done.get("error").isNull()).as(done.toString()).isTrue();
        JsonNode report = done.get("result");
        assertThat(done.get("state").asText()).isEqualTo("done");
        assertThat(done.get("progress").doubleValue()).isEqualTo(1.0);
        assertThat(report.get("verdict").asText()).as("seed=%d", SEED).isEqualTo("NOT_READY");
        assertThat(report.get("failing")).hasSameSizeAs(expected.failing());
        assertThat(report.get("failing").toString()).contains("XI");
        assertThat(report.get("criteria")).hasSize(4);
        assertThat(report.at("/effects/notional_factor").doubleValue()).isEqualTo(0.5);
        assertThat(mode("TGT")).isEqualTo("ICM");
        assertThat(mode("SRC")).isEqualTo("STANDARD");
        JsonNode last = front.get("/transfer/TGT").body();
        assertThat(last.get("risk_mode").asText()).isEqualTo("ICM");
        assertThat(last.get("report")).isEqualTo(report);
        assertThat(front.get("/transfer/SRC").body().get("type").asText())
                .isEqualTo("urn:aurora:problem:unknown_transfer");

        record("TGT", source.returns());
        assertThat(run(submit()).at("/result/verdict").asText()).isEqualTo("READY");
        assertThat(mode("TGT")).isEqualTo("STANDARD");
    }

    @Test
    void shouldDoubleTheRadiusOfAPortfolioThatHoldsATargetInTheConservativeMode() {
        draw("SRC", DomainLaw.BASE);
        draw("TGT", DomainLaw.BASE);
        String body = "{\"symbols\":[\"SRC\",\"TGT\",\"BM\"],\"count\":50}";
        double before = front.json(Front.post("/portfolio/optimize", body))
                .body()
                .at("/terms/eps")
                .doubleValue();
        front.symbols.changeRiskMode("TGT", io.aurora.domain.symbol.RiskMode.ICM, "test");

        JsonNode terms =
                front.json(Front.post("/portfolio/optimize", body)).body().get("terms");

        assertThat(terms.get("eps").doubleValue()).isEqualTo(2.0 * before);
        assertThat(terms.get("risk_mode").asText()).isEqualTo("ICM");
    }

    /** The same prices, each bar but the first {@code without} with a score. */
    private void score(String symbol, int without, DoubleUnaryOperator score) {
        List<RecordedBar> bars = new ArrayList<>();
        List<RecordedBar> known = front.bars.get(symbol);
        for (int i = 0; i < known.size(); i++) {
            RecordedBar bar = known.get(i);
            double ret =
                    i == 0 ? 0.0 : StrictMath.log(bar.close() / known.get(i - 1).close());
            bars.add(new RecordedBar(
                    bar.tsMs(),
                    bar.close(),
                    bar.regime(),
                    i < without ? OptionalDouble.empty() : OptionalDouble.of(score.applyAsDouble(Math.abs(ret)))));
        }
        front.bars.put(symbol, bars);
    }

    @Test
    void shouldGoByTheRecordedScoresWhereBothHaveThem() {
        draw("SRC", DomainLaw.BASE);
        TransferDomain target = draw("TGT", DomainLaw.BASE);
        record("TGT", target.returns());
        score("SRC", 65, size -> size / UNIT);
        // forecasts of the target that are three times too narrow
        score("TGT", 65, size -> 3.0 * size / UNIT);

        JsonNode report = run(submit()).get("result");

        assertThat(report.at("/scores/kind").asText()).isEqualTo("recorded");
        assertThat(report.at("/scores/source").intValue()).isEqualTo(N + 1 - 65);
        assertThat(report.at("/scores/reason").isNull()).isTrue();
        assertThat(report.at("/ratio/blocks").intValue()).isEqualTo((N + 1 - 65) / 250);
        assertThat(report.at("/ratio/coverage").doubleValue()).isLessThan(0.8);
        assertThat(report.get("failing").toString()).isEqualTo("[\"CTR\"]");
        assertThat(mode("TGT")).isEqualTo("ICM");
    }

    @Test
    void shouldGoByTheVolatilityInBothWhereOneHasTooFewRecordedScores() {
        draw("SRC", DomainLaw.BASE);
        draw("TGT", DomainLaw.BASE);
        score("SRC", 65, size -> size / UNIT);
        score("TGT", N / 5, size -> 3.0 * size / UNIT);

        JsonNode report = run(submit()).get("result");

        assertThat(report.at("/scores/kind").asText()).isEqualTo("ewma");
        assertThat(report.at("/scores/target").intValue()).isEqualTo(N + 1 - N / 5);
        assertThat(report.at("/scores/reason").asText()).contains("0.9");
        assertThat(report.get("verdict").asText()).as("seed=%d", SEED).isEqualTo("READY");
    }

    @Test
    void shouldTreatAShortHistoryAsNotReady() {
        record("SRC", new double[] {1, -1, 2});
        record("TGT", new double[] {1, -1, 2});
        record("BM", new double[] {1, -1, 2});

        JsonNode report = run(submit()).get("result");

        assertThat(report.get("verdict").asText()).isEqualTo("INSUFFICIENT");
        assertThat(report.get("missing").asText()).contains("returns=3");
        assertThat(report.get("source_invariants").isNull()).isTrue();
        assertThat(mode("TGT")).isEqualTo("ICM");
    }

    @Test
    void shouldTreatAPriceThatStandsStillAsNotReady() {
        record("SRC", new double[200]);
        record("TGT", new double[200]);
        record("BM", new double[200]);

        assertThat(run(submit()).at("/result/verdict").asText()).isEqualTo("INSUFFICIENT");
    }

    @Test
    void shouldChangeNothingWhenCancelled() {
        String id = submit();

        JsonNode cancelled =
                front.json(HttpRequest.POST("/jobs/" + id + "/cancel")).body();
        JsonNode after = run(id);

        assertThat(cancelled.get("state").asText()).isEqualTo("cancelled");
        assertThat(after.get("state").asText()).isEqualTo("cancelled");
        assertThat(after.get("result").isNull()).isTrue();
        assertThat(mode("TGT")).isEqualTo("STANDARD");
        assertThat(front.get("/transfer/TGT").status()).isEqualTo(404);
    }

    @Test
    void shouldFailWhenTheModeCannotBeStored() {
        front.symbols.silent = true;

        JsonNode failed = run(submit());

        assertThat(failed.get("state").asText()).isEqualTo("failed");
        assertThat(failed.get("error").asText()).contains("timeout");
        assertThat(front.get("/transfer/TGT").status()).isEqualTo(404);
    }

    @Test
    void shouldTakeOnlySoManyJobs() {
        for (int i = 0; i < JobRegistry.MOST_OPEN; i++) {
            submit();
        }

        Front.Reply refused = front.json(
                Front.post("/transfer/validate", "{\"source\":\"SRC\",\"target\":\"TGT\",\"benchmark\":\"BM\"}"));

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.body().get("type").asText()).isEqualTo("urn:aurora:problem:overloaded");
        front.jobs.remove().run();
        submit();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"source\":\"SRC\",\"target\":\"TGT\"} | 422 | no_benchmark | benchmark",
                "{\"source\":\"SRC\",\"target\":\"SRC\",\"benchmark\":\"BM\"} | 422 | out_of_range | target",
                "{\"source\":\"SRC\",\"target\":\"TGT\",\"benchmark\":\"TGT\"} | 422 | out_of_range | benchmark",
                "{\"source\":\"SRC\",\"target\":\"TGT\",\"benchmark\":\"BM\",\"limit\":9} | 422 | out_of_range | limit",
                "{\"source\":\"SRC\",\"target\":\"TGT\",\"benchmark\":\"none\"} | 404 | | symbol",
                "{\"source\":\"SRC\",\"target\":\"T!\",\"benchmark\":\"BM\"} | 400 | | target",
                "{\"target\":\"TGT\"} | 400 | | source",
            })
    void shouldNameWhatIsWrongWithAnOrder(String body, int status, String reason, String field) {
        Front.Reply reply = front.json(Front.post("/transfer/validate", body));

        assertThat(reply.body().path("field").asText()).isEqualTo(field);
        assertThat(reply.body().path("reason").asText(null)).isEqualTo(reason);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(front.jobs).isEmpty();
    }

    @Test
    void shouldKnowItsJobs() {
        assertThat(front.get("/jobs/none").status()).isEqualTo(404);
        assertThat(front.json(HttpRequest.POST("/jobs/none/cancel"))
                        .body()
                        .get("type")
                        .asText())
                .isEqualTo("urn:aurora:problem:unknown_job");
        assertThat(front.get("/transfer/none").status()).isEqualTo(404);
    }
}
