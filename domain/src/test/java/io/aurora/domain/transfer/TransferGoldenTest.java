package io.aurora.domain.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.domain.tails.TailEstimate;
import io.aurora.domain.transfer.TransferReport.Verdict;
import io.aurora.golden.GoldenArrays;
import io.aurora.golden.GoldenVectors;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class TransferGoldenTest {
    private static final TransferRules ANY_SIZE = TransferRules.DEFAULT.withLeastObservations(1);

    @Test
    void shouldMeetTheReferenceWhenATransferIsValidated() {
        JsonNode cases = GoldenVectors.read("risk/tvf.json").get("cases");
        for (JsonNode c : cases) {
            TransferDomain source = domain(c, "source");
            TransferDomain target = domain(c, "target");
            TransferReport report = TransferValidation.validate(source, target, ANY_SIZE);
            compare(c.get("id").asText(), report, c.get("expected"));
            assertThat(TransferValidation.validate(source, target, TransferRules.DEFAULT)
                            .verdict())
                    .isEqualTo(Verdict.INSUFFICIENT);
        }
        assertThat(cases.size()).isGreaterThan(5);
    }

    private static TransferDomain domain(JsonNode c, String side) {
        double[] pair = GoldenArrays.values("risk", c.get(side));
        double[] scores = GoldenArrays.values("risk", c.get(side + "_scores"));
        return new TransferDomain(GoldenArrays.column(pair, 2, 0), GoldenArrays.column(pair, 2, 1), scores);
    }

    private static void compare(String id, TransferReport report, JsonNode e) {
        compare(id + " source", report.sourceProfile(), e.get("source"));
        compare(id + " target", report.targetProfile(), e.get("target"));
        close(id + " q", report.ratio().q(), e.get("q"));
        close(id + " coverage", report.ratio().coverage(), e.get("coverage"));
        CoTailSimilarity similarity = report.similarity().orElseThrow();
        close(id + " tw", similarity.tailDistance().estimate(), e.get("tail_wasserstein_log"));
        List<String> keys = List.of("ctr", "dcts", "d_xi", "d_H");
        for (int i = 0; i < 4; i++) {
            close(id + " " + keys.get(i), report.criteria().get(i).value(), e.get(keys.get(i)));
        }
        assertThat(report.verdict().isReady()).as(id).isEqualTo(e.get("ready").asBoolean());
        List<String> failing = StreamSupport.stream(e.get("failing").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        assertThat(report.failing().stream().map(Enum::name)).as(id).containsExactlyElementsOf(failing);
    }

    private static void compare(String what, DomainProfile profile, JsonNode e) {
        close(what + " xi", profile.xi(), e.get("xi"));
        close(what + " H", profile.hurst(), e.get("H"));
        close(what + " theta", profile.extremalIndex(), e.get("theta_e"));
        close(what + " lambda", profile.dependence(), e.get("lambda_U"));
    }

    private static void close(String what, TailEstimate actual, JsonNode expected) {
        close(what, actual.orElseThrow().estimate(), expected);
    }

    private static void close(String what, double actual, JsonNode expected) {
        GoldenVectors.assertClose(what, actual, expected.asDouble(), 0.0, 1e-6);
    }

    @Test
    void shouldFindTheReferenceGraphWhenAllPairsAreTested() {
        for (JsonNode c : GoldenVectors.read("risk/statistics.json").get("granger_extremum")) {
            int d = c.get("d").asInt();
            double[] flat = GoldenArrays.values("risk", c.get("returns"));
            List<double[]> columns = IntStream.range(0, d)
                    .mapToObj(j -> GoldenArrays.column(flat, d, j))
                    .toList();
            List<String> names = IntStream.range(0, d).mapToObj(j -> "s" + j).toList();
            CausalGraph graph = CausalGraph.of(names, columns, CausalGraph.LEVEL);
            for (JsonNode pair : c.get("expected").get("pairs")) {
                CausalEdge edge = graph.edges().stream()
                        .filter(x -> x.cause() == pair.get("cause").asInt()
                                && x.effect() == pair.get("effect").asInt())
                        .findFirst()
                        .orElseThrow();
                GoldenVectors.assertClose(
                        "lr", edge.likelihoodRatio(), pair.get("lr").asDouble(), 1e-5, 1e-5);
                GoldenVectors.assertClose("q", edge.adjusted(), pair.get("q").asDouble(), 0.0, 1e-6);
                assertThat(edge.isPresent()).isEqualTo(pair.get("rejected").asBoolean());
            }
            Set<CausalGraph.Link> truth = new HashSet<>();
            for (JsonNode link : c.get("truth")) {
                truth.add(new CausalGraph.Link(link.get(0).asInt(), link.get(1).asInt()));
            }
            GoldenVectors.assertClose(
                    "f1", graph.f1(truth), c.get("expected").get("f1").asDouble());
        }
    }
}
