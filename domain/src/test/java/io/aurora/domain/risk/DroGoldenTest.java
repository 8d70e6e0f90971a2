package io.aurora.domain.risk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.golden.GoldenArrays;
import io.aurora.golden.GoldenVectors;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DroGoldenTest {
    static Stream<Arguments> cases() {
        JsonNode edge = GoldenVectors.read("risk/dro_edge.json");
        return Stream.of(GoldenVectors.read("risk/dro.json").get("cases"), edge.get("edges"), edge.get("eps_grid"))
                .flatMap(list -> StreamSupport.stream(list.spliterator(), false))
                .map(c -> Arguments.of(c.get("id").asText(), c));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void shouldMeetTheReferenceOptimumWhenSolved(String id, JsonNode vector) {
        DroProblem problem = problem(vector);
        DroOutcome outcome = new DroSolver().solve(problem, DroLimits.untimed());
        JsonNode expected = vector.get("expected");
        if (expected.has("refused")) {
            compareRefusal(id, (DroRefusal) outcome, expected);
        } else {
            compare(id, problem, (DroSolution) outcome, vector);
        }
    }

    private static void compareRefusal(String id, DroRefusal refusal, JsonNode expected) {
        assertThat(refusal.code().name())
                .as(id)
                .isEqualTo(expected.get("refused").asText());
        if (expected.has("row")) {
            assertThat(refusal.cell())
                    .as(id)
                    .contains(new Scenarios.Cell(
                            expected.get("row").asInt(), expected.get("column").asInt()));
        }
    }

    private static void compare(String id, DroProblem problem, DroSolution solution, JsonNode vector) {
        JsonNode expected = vector.get("expected");
        double objective = expected.get("objective").asDouble();
        double meanAbs = problem.scenarios().meanAbs();
        double unit = Math.max(Math.abs(objective), meanAbs);
        close(id + " mean_abs", meanAbs, vector.get("mean_abs").asDouble(), 1e-12 * meanAbs);
        close(id + " rho", problem.rho(), vector.get("rho").asDouble(), 1e-12 * problem.rho());
        close(id + " objective", solution.objective(), objective, 1e-8 * unit);
        close(id + " es", solution.expectedShortfall(), expected.get("es").asDouble(), 1e-8 * unit);
        close(
                id + " worst",
                solution.worstCaseShortfall(),
                expected.get("worst_case_es").asDouble(),
                1e-8 * unit);
        close(id + " t", solution.valueAtRisk(), expected.get("t").asDouble(), 1e-4 * meanAbs);
        double[] w = GoldenVectors.numbers(expected.get("w"));
        for (int j = 0; j < w.length && meanAbs > 0.0; j++) {
            close(id + " w" + j, solution.weights()[j], w[j], 1e-4);
        }
        assertThat(solution.gap()).as(id + " gap").isLessThanOrEqualTo(1e-8 * unit);
        assertThat(solution.tailUndersampled())
                .as(id)
                .isEqualTo(problem.alpha() * problem.scenarios().count() < 1.0);
        assertThat(DroCertificateChecker.check(problem, solution.certificate(), 1e-8)
                        .failures())
                .as(id)
                .isEmpty();
    }

    @Test
    void shouldRiseWithEpsWhenTheReferenceGridIsSolved() {
        double[] objectives = cases().map(c -> (JsonNode) c.get()[1])
                .filter(c -> c.get("id").asText().startsWith("grid_"))
                .mapToDouble(c -> ((DroSolution) new DroSolver().solve(problem(c), DroLimits.untimed())).objective())
                .toArray();
        assertThat(objectives).hasSizeGreaterThan(5).isSorted();
    }

    @Test
    void shouldFollowTheReferenceTableWhenTheRadiusIsSetByRegime() {
        JsonNode table = GoldenVectors.read("risk/dro_edge.json").get("eps_table");
        for (JsonNode row : table) {
            double eps = AmbiguityRadius.of(
                    row.get("eps_base").asDouble(),
                    row.get("mean_abs").asDouble(),
                    row.get("trans").asBoolean(),
                    row.get("aci").asDouble());
            close(row.toString(), eps, row.get("eps").asDouble(), 1e-15);
        }
        assertThat(table).isNotEmpty();
    }

    private static DroProblem problem(JsonNode c) {
        int n = c.get("n").asInt();
        int d = c.get("d").asInt();
        return new DroProblem(
                Scenarios.of(GoldenArrays.values("risk", c.get("scenarios")), n, d),
                c.get("alpha").asDouble(),
                bounds(c.get("lo"), d),
                bounds(c.get("hi"), d),
                c.get("R").asDouble(),
                Penalty.valueOf(c.get("penalty").asText().toUpperCase(Locale.ROOT)),
                c.get("eps").asDouble());
    }

    private static double[] bounds(JsonNode node, int d) {
        if (node.isArray()) {
            return GoldenVectors.numbers(node);
        }
        double[] same = new double[d];
        Arrays.fill(same, node.asDouble());
        return same;
    }

    private static void close(String what, double actual, double expected, double tolerance) {
        assertThat(Math.abs(actual - expected) <= tolerance)
                .as("%s: actual %s, expected %s", what, actual, expected)
                .isTrue();
    }
}
