package io.aurora.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.actors.protocol.SymbolProtocol;
import io.aurora.domain.portfolio.MarketRegime;
import io.aurora.domain.portfolio.RecordedBar;
import io.aurora.domain.risk.DroCertificate;
import io.aurora.domain.risk.DroCertificateChecker;
import io.aurora.domain.risk.DroProblem;
import io.aurora.domain.risk.Penalty;
import io.aurora.domain.risk.Scenarios;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortfolioRouteTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final long SEED = 11L;
    private static final String PATH = "/portfolio/optimize";

    private Front front;

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @BeforeEach
    void start() {
        front = new Front(KIT);
    }

    private Front.Reply optimize(String body) {
        return front.json(Front.post(PATH, body));
    }

    private static double[][] rows(int n, int d) {
        Random random = new Random(SEED);
        double[][] rows = new double[n][d];
        for (double[] row : rows) {
            double market = 0.01 * random.nextGaussian();
            for (int j = 0; j < d; j++) {
                row[j] = market * (0.5 + 0.2 * j) + 0.008 * random.nextGaussian();
            }
        }
        return rows;
    }

    private static double[] numbers(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::doubleValue)
                .toArray();
    }

    private static DroCertificate certificate(JsonNode answer, double[] weights) {
        JsonNode dual = answer.get("certificate");
        int[] rows = Arrays.stream(numbers(dual.get("rows")))
                .mapToInt(row -> (int) row)
                .toArray();
        return new DroCertificate(
                weights,
                answer.get("objective").doubleValue(),
                answer.get("dual_bound").doubleValue(),
                rows,
                numbers(dual.get("row_duals")),
                numbers(dual.get("norm_dual")),
                dual.get("budget_dual").doubleValue());
    }

    @Test
    void shouldAnswerWithACertificateThatAThirdPartyCanCheck() {
        double[][] rows = rows(256, 5);

        JsonNode answer =
                optimize("{\"scenarios\":" + Arrays.deepToString(rows) + "}").body();

        double meanAbs = answer.at("/terms/mean_abs").doubleValue();
        DroProblem problem =
                DroProblem.of(Scenarios.of(rows), 0.05, -0.2, 0.5, 1.0, Penalty.WASSERSTEIN, 0.02 * meanAbs);
        double[] weights = numbers(answer.get("weights"));
        double gap = answer.get("relative_gap").doubleValue();
        // a cold machine may need all of the deadline; the certificate holds all the same
        assertThat(answer.get("status").asText()).as("seed=%d", SEED).isIn("optimal", "deadline");
        assertThat(answer.get("certified").booleanValue()).isTrue();
        assertThat(DroCertificateChecker.check(problem, certificate(answer, weights), gap + 1e-10)
                        .failures())
                .isEmpty();
        weights[0] += 1e-3;
        assertThat(DroCertificateChecker.check(problem, certificate(answer, weights), gap + 1e-10)
                        .failures())
                .isNotEmpty();
        assertThat(answer.get("worst_case_shortfall").doubleValue())
                .isGreaterThanOrEqualTo(answer.get("expected_shortfall").doubleValue());
        assertThat(answer.at("/terms/eps").doubleValue()).isEqualTo(0.02 * meanAbs);
        assertThat(answer.at("/terms/risk_mode").isNull()).isTrue();
        assertThat(answer.get("curve").isNull()).isTrue();
    }

    @Test
    void shouldAnswerDirectlyWhereOnePortfolioIsLeft() {
        JsonNode answer = optimize(
                        "{\"scenarios\":[[0.01,-0.03],[0.02,0.02],[-0.04,0.0]],\"assets\":[\"a\",\"b\"],\"eps\":0.001}")
                .body();

        assertThat(answer.get("status").asText()).isEqualTo("single_point");
        assertThat(answer.get("assets")).isEqualTo(Front.parse("[\"a\",\"b\"]"));
        assertThat(numbers(answer.get("weights"))).containsExactly(0.5, 0.5);
        assertThat(answer.get("value_at_risk").doubleValue()).isCloseTo(0.02, within(1e-15));
        assertThat(answer.get("expected_shortfall").doubleValue()).isCloseTo(0.02, within(1e-15));
        assertThat(answer.get("worst_case_shortfall").doubleValue())
                .isCloseTo(0.02 + 0.001 / 0.05 * Math.sqrt(0.5), within(1e-15));
        assertThat(answer.get("tail_undersampled").booleanValue()).isTrue();
        assertThat(answer.at("/terms/eps_base").isNull()).isTrue();
    }

    @Test
    void shouldDrawACurveAlongTheSettingsRadii() {
        String rows = Arrays.deepToString(rows(128, 4));
        JsonNode answer = null;
        // the first runs of a cold machine may end by the deadline
        for (int i = 0; i < 50 && (answer == null || !allOptimal(answer)); i++) {
            answer = optimize("{\"scenarios\":" + rows + ",\"curve\":true,\"with_scenarios\":true}")
                    .body();
        }

        JsonNode curve = answer.get("curve");
        assertThat(allOptimal(answer)).isTrue();
        assertThat(curve).hasSize(6);
        for (int i = 1; i < curve.size(); i++) {
            // each point is known to its gap only
            assertThat(rise(curve, i, "expected_shortfall")).as("point %d", i).isGreaterThan(-1e-8);
            assertThat(rise(curve, i, "worst_case_shortfall")).as("point %d", i).isPositive();
            assertThat(rise(curve, i, "norm")).as("point %d", i).isLessThan(1e-4);
        }
        assertThat(answer.get("scenarios")).hasSize(128);
    }

    private static double rise(JsonNode curve, int at, String field) {
        return curve.get(at).get(field).doubleValue()
                - curve.get(at - 1).get(field).doubleValue();
    }

    private static boolean allOptimal(JsonNode answer) {
        return StreamSupport.stream(answer.get("curve").spliterator(), false)
                .allMatch(point -> point.get("status").asText().equals("optimal"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"scenarios\":[[0.1,0.2],[0.1,1e999]]} | 422 | NOT_FINITE | scenarios[1][1]",
                "{\"scenarios\":[[0.1,0.2]],\"lo\":[0.6,0.1]} | 422 | BOUNDS_SUM | lo[0]",
                "{\"scenarios\":[[0.1,0.2]],\"lo\":[0.5,0.1],\"hi\":0.3} | 422 | BOUNDS_SUM | lo[0]",
                "{\"scenarios\":[[0.1,0.2]],\"lo\":0.6,\"hi\":1} | 422 | BOUNDS_SUM | lo",
                "{\"scenarios\":[[0.1]]} | 422 | BOUNDS_SUM | hi",
                "{\"scenarios\":[[0.1,0.2]],\"norm\":0.5} | 422 | NORM_BUDGET | norm",
                "{\"scenarios\":[[0.1,0.2],[0.1]]} | 422 | out_of_range | scenarios[1]",
                "{\"scenarios\":[[0.1,1e7]]} | 422 | out_of_range | scenarios[0][1]",
                "{\"scenarios\":[[0.1,-1e-310]]} | 422 | out_of_range | scenarios[0][1]",
                "{\"scenarios\":[]} | 422 | out_of_range | scenarios",
                "{\"scenarios\":[[0.1,0.2]],\"alpha\":1.5} | 422 | out_of_range | alpha",
                "{\"scenarios\":[[0.1,0.2]],\"eps\":-1} | 422 | out_of_range | eps",
                "{\"scenarios\":[[0.1,0.2]],\"eps\":1,\"eps_base\":1} | 422 | out_of_range | eps_base",
                "{\"scenarios\":[[0.1,0.2]],\"penalty\":\"ridge\"} | 422 | out_of_range | penalty",
                "{\"scenarios\":[[0.1,0.2]],\"previous\":[1]} | 422 | out_of_range | previous",
                "{\"scenarios\":[[0.1,0.2]],\"hi\":[1,1e99]} | 422 | out_of_range | hi[1]",
                "{\"scenarios\":[[0.1,0.2]],\"assets\":[\"a\",\"a\"]} | 422 | out_of_range | assets",
                "{\"scenarios\":[[0.1,0.2]],\"count\":9} | 422 | out_of_range | count",
                "{\"scenarios\":[[0.1,0.2]],\"seed\":9} | 422 | out_of_range | seed",
                "{\"symbols\":[\"A\"],\"seed\":-1} | 422 | out_of_range | seed",
                "{\"symbols\":[\"A\"],\"count\":2049} | 422 | out_of_range | count",
                "{\"symbols\":[\"A\"],\"count\":1.5} | 422 | out_of_range | count",
                "{\"symbols\":[\"A\",\"A\"]} | 422 | out_of_range | symbols",
                "{\"symbols\":[\"A\"],\"assets\":[\"a\"]} | 422 | out_of_range | assets",
                "{\"symbols\":[\"A\",\"B\"]} | 404 | | symbol",
                "{\"symbols\":[\"A/B\"]} | 400 | | symbols",
                "{} | 400 | | symbols",
                "{\"scenarios\":[[0.1,\"x\"]]} | 400 | | scenarios[0][1]",
                "{\"scenarios\":[0.1]} | 400 | | scenarios[0]",
                "{\"scenarios\":[[0.1,0.2]],\"epsilon\":1} | 400 | | epsilon",
            })
    void shouldNameWhatCannotBeAnswered(String body, int status, String reason, String field) {
        Front.Reply reply = optimize(body);

        assertThat(reply.body().path("field").asText()).isEqualTo(field);
        assertThat(reply.body().path("reason").asText(null)).isEqualTo(reason);
        assertThat(reply.status()).isEqualTo(status);
    }

    private void record(String symbol, double[][] rows, int column, int missing) {
        List<RecordedBar> closes = new ArrayList<>();
        double price = 100.0;
        closes.add(Recorded.bar(0, price));
        for (int i = 0; i < rows.length; i++) {
            price *= 1.0 + rows[i][column];
            if (i != missing) {
                closes.add(Recorded.bar((i + 1) * FakeSymbols.HOUR_MS, price));
            }
        }
        front.bars.put(symbol, closes);
    }

    private static final String THREE = "{\"symbols\":[\"A\",\"B\",\"C\"],\"with_scenarios\":true";

    private double[][] recordThree(int bars, int missing) {
        double[][] rows = rows(bars, 3);
        List<String> names = List.of("A", "B", "C");
        for (int j = 0; j < 3; j++) {
            front.warm(names.get(j), 3);
            record(names.get(j), rows, j, j == 1 ? missing : -1);
        }
        return rows;
    }

    @Test
    void shouldDrawFromTheJointReturnsThatTheSymbolsHaveRecorded() {
        double[][] rows = recordThree(100, 90);

        JsonNode answer = optimize(THREE + ",\"count\":900}").body();

        JsonNode used = answer.get("scenarios");
        assertThat(used).hasSize(900);
        List<double[]> joint = new ArrayList<>(List.of(rows));
        double[] spanning = new double[3];
        for (int j = 0; j < 3; j++) {
            spanning[j] = (1.0 + rows[90][j]) * (1.0 + rows[91][j]) - 1.0;
        }
        joint.set(90, spanning);
        joint.remove(91);
        boolean[] seen = new boolean[joint.size()];
        for (JsonNode row : used) {
            int at = place(numbers(row), joint);
            assertThat(at).as("seed=%d row=%s", SEED, row).isNotNegative();
            seen[at] = true;
        }
        // each of 99 rows is missed by 900 draws with a probability of 1e-4; the seed is fixed
        assertThat(seen).doesNotContain(false);
        JsonNode draw = answer.at("/terms/draw");
        assertThat(draw.get("seed").longValue()).isEqualTo(100 * FakeSymbols.HOUR_MS);
        assertThat(draw.get("regime").isNull()).isTrue();
        assertThat(draw.get("bars_known").intValue()).isEqualTo(99);
        assertThat(draw.get("fallback").asText()).isEqualTo("no_regime");
        assertThat(answer.get("assets")).isEqualTo(Front.parse("[\"A\",\"B\",\"C\"]"));
        assertThat(answer.at("/terms/risk_mode").asText()).isEqualTo("STANDARD");
        assertThat(answer.at("/terms/trans").isBoolean()).isTrue();
        double factor =
                1.0 + 0.2 * Math.min(2.0, Math.max(0.0, answer.at("/terms/aci").doubleValue()));
        double regime = answer.at("/terms/trans").booleanValue() ? 1.5 : 1.0;
        assertThat(answer.at("/terms/eps").doubleValue())
                .isCloseTo(0.02 * answer.at("/terms/mean_abs").doubleValue() * factor * regime, within(1e-15));
    }

    private static int place(double[] row, List<double[]> joint) {
        for (int i = 0; i < joint.size(); i++) {
            if (Math.abs(row[0] - joint.get(i)[0]) < 1e-12
                    && Math.abs(row[1] - joint.get(i)[1]) < 1e-12
                    && Math.abs(row[2] - joint.get(i)[2]) < 1e-12) {
                return i;
            }
        }
        return -1;
    }

    @Test
    void shouldGiveTheSameScenariosForTheSameSeedOnly() {
        recordThree(100, -1);

        JsonNode first = optimize(THREE + ",\"seed\":7}").body();

        assertThat(first.get("scenarios")).hasSize(512);
        assertThat(first.at("/terms/draw/seed").longValue()).isEqualTo(7L);
        assertThat(optimize(THREE + ",\"seed\":7}").body().get("scenarios")).isEqualTo(first.get("scenarios"));
        assertThat(optimize(THREE + ",\"seed\":8}").body().get("scenarios")).isNotEqualTo(first.get("scenarios"));
    }

    @Test
    void shouldDrawFromTheHistoryOfThePresentRegimeOnly() {
        front.warm("A", 80);
        front.warm("B", 80);
        MarketRegime now = MarketRegime.joint(List.of(regime("A"), regime("B"))).orElseThrow();
        MarketRegime other = new MarketRegime(now.regime(), !now.trans());
        for (String symbol : List.of("A", "B")) {
            List<RecordedBar> bars = new ArrayList<>();
            double price = 100.0;
            for (int i = 0; i <= 300; i++) {
                // falls by a tenth in the present regime, else stands still
                price *= i > 0 && i % 2 == 1 ? 0.9 : 1.0;
                bars.add(Recorded.bar(i * FakeSymbols.HOUR_MS, price, i % 2 == 0 ? now : other));
            }
            front.bars.put(symbol, bars);
        }

        JsonNode answer =
                optimize("{\"symbols\":[\"A\",\"B\"],\"with_scenarios\":true}").body();

        JsonNode draw = answer.at("/terms/draw");
        assertThat(draw.get("fallback").isNull()).as(draw.toString()).isTrue();
        assertThat(draw.get("regime").asText()).isEqualTo(now.regime().name());
        assertThat(draw.get("trans").booleanValue()).isEqualTo(now.trans());
        assertThat(draw.get("bars_in_regime").intValue()).isEqualTo(150);
        assertThat(draw.get("bars_known").intValue()).isEqualTo(300);
        assertThat(answer.get("scenarios"))
                .allSatisfy(row -> assertThat(numbers(row)).containsExactly(new double[] {-0.1, -0.1}, within(1e-12)));
    }

    private Optional<MarketRegime> regime(String symbol) {
        SymbolProtocol.Shown shown = (SymbolProtocol.Shown) Front.await(front.symbols.read(symbol));
        return MarketRegime.of(shown.view());
    }

    @Test
    void shouldRefuseSymbolsThatHaveNoBarsInCommon() {
        front.warm("A", 3);
        front.warm("B", 3);
        record("A", rows(5, 1), 0, -1);

        Front.Reply reply = optimize("{\"symbols\":[\"A\",\"B\"]}");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.body().get("reason").asText()).isEqualTo("too_short");
        assertThat(reply.body().get("field").asText()).isEqualTo("symbols");
    }
}
