package io.aurora.domain.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.golden.GoldenArrays;
import io.aurora.golden.GoldenVectors;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StatisticsGoldenTest {
    private static final JsonNode VECTORS = GoldenVectors.read("risk/statistics.json");
    private static final int SIMULATIONS = 4000;

    private static JsonNode cases(String name) {
        JsonNode cases = VECTORS.get(name);
        assertThat(cases.size()).as(name).isGreaterThan(1);
        return cases;
    }

    private static double[] values(JsonNode node) {
        return GoldenArrays.values("risk", node);
    }

    private static void close(String what, double actual, JsonNode expected) {
        GoldenVectors.assertClose(what, actual, GoldenVectors.number(expected), 1e-9, 1e-300);
    }

    private static void closeP(String what, double actual, JsonNode expected) {
        GoldenVectors.assertClose(what, actual, GoldenVectors.number(expected), 0.0, 1e-8);
    }

    @Test
    void shouldMeetTheReferenceWhenCoverageIsTested() {
        for (JsonNode c : cases("kupiec_christoffersen")) {
            String id = c.get("id").asText();
            double[] hits = values(c.get("hits"));
            boolean[] flags = new boolean[hits.length];
            for (int i = 0; i < flags.length; i++) {
                flags[i] = hits[i] > 0.0;
            }
            JsonNode e = c.get("expected");
            CoverageTest test = CoverageTest.of(flags, c.get("p").asDouble());
            assertThat(test.exceedances()).as(id).isEqualTo(e.get("x").asInt());
            assertThat(test.transitions())
                    .as(id)
                    .isEqualTo(new CoverageTest.Transitions(
                            e.get("n00").asInt(),
                            e.get("n01").asInt(),
                            e.get("n10").asInt(),
                            e.get("n11").asInt()));
            GoldenVectors.assertClose(
                    id, test.unconditional().statistic(), e.get("lr").asDouble(), 1e-9, 1e-12);
            GoldenVectors.assertClose(
                    id, test.independence().statistic(), e.get("lr_ind").asDouble(), 1e-9, 1e-12);
            GoldenVectors.assertClose(
                    id, test.conditional().statistic(), e.get("lr_cc").asDouble(), 1e-9, 1e-12);
            closeP(id, test.unconditional().pValue(), e.get("p"));
            closeP(id, test.independence().pValue(), e.get("p_ind"));
            closeP(id, test.conditional().pValue(), e.get("p_cc"));
        }
    }

    @Test
    void shouldMeetTheReferenceWhenShortfallIsTested() {
        for (JsonNode c : cases("acerbi_szekely")) {
            String id = c.get("id").asText() + " seed 17";
            JsonNode e = c.get("expected");
            ShortfallBacktest test = new ShortfallBacktest(
                    values(c.get("var")), values(c.get("es")), c.get("alpha").asDouble());
            ShortfallBacktest.Statistics found = test.statistics(values(c.get("returns")));
            close(id, found.z1().orElseThrow(), e.get("z1"));
            close(id, found.z2(), e.get("z2"));
            assertThat(found.exceedances()).isEqualTo(e.get("exceedances").asInt());
            ShortfallBacktest.PValues p =
                    test.pValues(found, values(c.get("scale")), c.get("df").asDouble(), SIMULATIONS, new Random(17));
            closeSimulated(id + " p1", p.p1().orElseThrow(), e.get("p1").asDouble());
            closeSimulated(id + " p2", p.p2(), e.get("p2").asDouble());
        }
    }

    private static void closeSimulated(String what, double actual, double p) {
        GoldenVectors.assertClose(what, actual, p, 0.0, 5.0 * Math.sqrt(p * (1.0 - p) / SIMULATIONS) + 0.002);
    }

    @Test
    void shouldMeetTheReferenceWhenForecastsAreCompared() {
        for (JsonNode c : cases("diebold_mariano")) {
            String id = c.get("id").asText();
            JsonNode e = c.get("expected");
            DieboldMariano test = DieboldMariano.of(
                    values(c.get("loss1")), values(c.get("loss2")), c.get("h").asInt());
            close(id, test.meanDifference(), e.get("mean_difference"));
            close(id, test.uncorrected(), e.get("dm"));
            close(id, test.result().statistic(), e.get("statistic"));
            closeP(id, test.result().pValue(), e.get("p"));
            assertThat(test.bartlett()).isEqualTo(e.get("bartlett").asBoolean());
        }
    }

    @Test
    void shouldMeetTheReferenceWhenJumpsAreTested() {
        for (JsonNode c : cases("bns")) {
            String id = c.get("id").asText();
            JsonNode e = c.get("expected");
            JumpTest test = JumpTest.of(values(c.get("returns")));
            close(id + " rv", test.realisedVariance(), e.get("rv"));
            close(id + " bv", test.bipowerVariation(), e.get("bv"));
            close(id + " tq", test.tripowerQuarticity(), e.get("tq"));
            close(id + " ratio", test.jumpShare(), e.get("ratio"));
            close(id + " z", test.result().statistic(), e.get("z"));
            closeP(id, test.result().pValue(), e.get("p"));
        }
    }

    @Test
    void shouldMeetTheReferenceWhenDriftIsMeasured() {
        for (JsonNode c : cases("drift")) {
            String id = c.get("id").asText();
            JsonNode e = c.get("expected");
            double[] reference = values(c.get("reference"));
            double[] actual = values(c.get("actual"));
            double[] edges = values(e.get("edges"));
            assertThat(DriftStatistics.edges(reference)).as(id).hasSize(edges.length);
            close(id + " psi", DriftStatistics.stabilityIndex(reference, actual), e.get("psi"));
            close(id + " kl", DriftStatistics.kullbackLeibler(reference, actual), e.get("kl"));
            TestResult ks = DriftStatistics.kolmogorovSmirnov(reference, actual);
            close(id + " ks", ks.statistic(), e.get("ks").get("d"));
            closeP(id + " ks", ks.pValue(), e.get("ks").get("p"));
            MeanDiscrepancy mmd = MeanDiscrepancy.of(Arrays.copyOf(reference, 200), Arrays.copyOf(actual, 200));
            close(id + " bandwidth", mmd.bandwidth(), e.get("mmd").get("bandwidth"));
            close(id + " mmd", mmd.squared(), e.get("mmd").get("mmd2"));
        }
    }

    @Test
    void shouldMeetTheReferenceWhenCalibrationIsScored() {
        for (JsonNode c : cases("calibration")) {
            String id = c.get("id").asText();
            JsonNode e = c.get("expected");
            double[] flat = values(c.get("logits"));
            int classes = c.get("logits").get("shape").get(1).asInt();
            double[][] logits = new double[flat.length / classes][];
            int[] labels = new int[logits.length];
            for (int i = 0; i < logits.length; i++) {
                logits[i] = Arrays.copyOfRange(flat, i * classes, (i + 1) * classes);
                labels[i] = c.get("labels").get(i).asInt();
            }
            double temperature = TemperatureScaling.fit(logits, labels);
            GoldenVectors.assertClose(id, temperature, e.get("temperature").asDouble(), 1e-5, 0.0);
            compare(id, CalibrationScores.of(TemperatureScaling.apply(logits, 1.0), labels), e, "", 1e-9);
            CalibrationScores after = CalibrationScores.of(TemperatureScaling.apply(logits, temperature), labels);
            compare(id, after, e, "_at_temperature", 1e-5);
        }
    }

    private static void compare(String id, CalibrationScores s, JsonNode e, String suffix, double relative) {
        GoldenVectors.assertClose(id + " ece", s.ece(), e.get("ece" + suffix).asDouble(), relative, 0.0);
        GoldenVectors.assertClose(id + " mce", s.mce(), e.get("mce" + suffix).asDouble(), relative, 0.0);
        GoldenVectors.assertClose(
                id + " brier", s.brier(), e.get("brier" + suffix).asDouble(), relative, 0.0);
        GoldenVectors.assertClose(
                id + " nll", s.logLoss(), e.get("nll" + suffix).asDouble(), relative, 0.0);
    }

    @Test
    void shouldMeetTheReferenceWhenExtremesLead() {
        for (JsonNode c : cases("granger_extremum")) {
            int d = c.get("d").asInt();
            double[] flat = values(c.get("returns"));
            JsonNode pairs = c.get("expected").get("pairs");
            double[] p = new double[pairs.size()];
            for (int i = 0; i < p.length; i++) {
                JsonNode pair = pairs.get(i);
                String id = c.get("id").asText() + " " + pair;
                GrangerExtremum test = GrangerExtremum.of(
                        GoldenArrays.column(flat, d, pair.get("cause").asInt()),
                        GoldenArrays.column(flat, d, pair.get("effect").asInt()));
                GoldenVectors.assertClose(
                        id, test.result().statistic(), pair.get("lr").asDouble(), 1e-5, 1e-5);
                closeP(id, test.result().pValue(), pair.get("p"));
                p[i] = test.result().pValue();
            }
            double[] q = FalseDiscovery.adjusted(p);
            for (int i = 0; i < q.length; i++) {
                GoldenVectors.assertClose("q", q[i], pairs.get(i).get("q").asDouble(), 0.0, 1e-6);
                assertThat(q[i] <= 0.05).isEqualTo(pairs.get(i).get("rejected").asBoolean());
            }
        }
    }
}
