package io.aurora.domain.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aurora.domain.transfer.TransferExperiment.Scenario;
import io.aurora.domain.transfer.TransferReport.Name;
import io.aurora.domain.transfer.TransferReport.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TransferTest {
    /** 99 source scores 1..99: q is the ceil(100 * 0.9) = 90th. Of 500 target scores a block has 225 hits, the other none. */
    @Test
    void shouldCountBlocksWhenTheCalibrationIsFrozen() {
        double[] source = new double[99];
        Arrays.setAll(source, i -> 99.0 - i);
        double[] target = new double[505];
        Arrays.setAll(target, i -> i >= 225 ? 90.5 : 90.0);
        CertifiedTransferRatio ratio = CertifiedTransferRatio.of(source, target, TransferRules.DEFAULT);
        assertThat(ratio).isEqualTo(new CertifiedTransferRatio(90.0, 225.0 / 505.0, 1, 2));
        assertThat(ratio.ratio()).isEqualTo(0.5);
        assertThat(CertifiedTransferRatio.of(source, new double[249], TransferRules.DEFAULT)
                        .ratio())
                .isZero();
    }

    /** Ends of the band: 215 and 234 hits of 250 pass, 214 and 235 do not. */
    @ParameterizedTest
    @CsvSource({"214,0", "215,1", "234,1", "235,0"})
    void shouldIncludeTheEndsWhenABlockIsJudged(int hits, int passed) {
        double[] target = new double[250];
        Arrays.setAll(target, i -> i < hits ? 1.0 : 3.0);
        double[] source = {1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 2.0};
        assertThat(CertifiedTransferRatio.of(source, target, TransferRules.DEFAULT)
                        .passed())
                .isEqualTo(passed);
    }

    /** r = 1 throughout: v stays 1, so does z. A doubled return is 2 at its own step and lowers the next by sqrt(0.94 + 0.06 * 4). */
    @Test
    void shouldUsePastVolatilityOnlyWhenStandardised() {
        double[] returns = new double[23];
        Arrays.fill(returns, 1.0);
        returns[21] = 2.0;
        double[] z = EwmaReturns.of(returns);
        assertThat(z).containsExactly(new double[] {1.0, 2.0, 1.0 / Math.sqrt(1.18)}, within(1e-14));
        assertThat(EwmaReturns.of(new double[20])).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void shouldJudgeRightWhenDomainsAreSimulated(Scenario scenario) {
        TransferExperiment.Tally tally =
                TransferExperiment.run(scenario, 8192, 10, TransferRules.DEFAULT, new SplittableRandom(42));
        assertThat(tally.rightShare()).as("%s, seed 42", tally).isGreaterThanOrEqualTo(0.9);
    }

    @Test
    void shouldReportPowerThatGrowsWhenDomainsAreLonger() {
        SplittableRandom random = new SplittableRandom(7);
        TransferReport small = TransferValidation.validate(
                DomainLaw.BASE.sample(1000, random), DomainLaw.BASE.sample(1000, random), TransferRules.DEFAULT);
        TransferReport large = TransferValidation.validate(
                DomainLaw.BASE.sample(8192, random), DomainLaw.BASE.sample(8192, random), TransferRules.DEFAULT);
        assertThat(small.verdict()).isEqualTo(Verdict.INSUFFICIENT);
        assertThat(large.verdict()).isEqualTo(Verdict.READY);
        assertThat(large.criteria()).extracting(TransferReport.Criterion::name).containsExactly(Name.values());
        for (int i = 0; i < 4; i++) {
            assertThat(large.criteria().get(i).power())
                    .isGreaterThan(small.criteria().get(i).power())
                    .isGreaterThan(0.9);
        }
    }

    /** Twice the allowance at half a tolerance per standard error: P(|N(4, 1)| >= 2) = Phi(2). */
    @Test
    void shouldGiveTheNormalPowerWhenDifferencesAreJudged() {
        assertThat(TransferPower.difference(0.1, 0.05)).isCloseTo(0.97724986805, within(1e-9));
        assertThat(TransferPower.difference(0.1, 0.0)).isEqualTo(1.0);
        // one block of a certified kind passes in 60 % of the cases
        assertThat(TransferPower.ratio(0.8, 1)).isCloseTo(0.4, within(1e-12));
        assertThat(TransferPower.ratio(0.8, 0)).isEqualTo(1.0);
    }

    @Test
    void shouldNameWhatIsMissingWhenASeriesCarriesNoEstimate() {
        SplittableRandom random = new SplittableRandom(8);
        TransferDomain good = DomainLaw.BASE.sample(9000, random);
        double[] flat = new double[9000];
        Arrays.fill(flat, 1.0);
        TransferDomain constant = new TransferDomain(flat, flat, new double[] {1.0});
        TransferReport report = TransferValidation.validate(good, constant, TransferRules.DEFAULT);
        assertThat(report.verdict()).isEqualTo(Verdict.INSUFFICIENT);
        assertThat(report.criteria()).isEmpty();
        assertThat(report.missing().orElseThrow()).contains("target theta: series must vary: value=1.0");
    }

    @Test
    void shouldRefuseWhatIsMalformed() {
        double[] two = new double[2];
        assertThatThrownBy(() -> new TransferDomain(two, new double[3], two))
                .hasMessage("must be as many: returns=2, benchmark=3");
        assertThatThrownBy(() -> new TransferDomain(two, two, new double[] {-1.0}))
                .hasMessage("must be finite and >= 0: score=-1.0");
        assertThatThrownBy(() -> TransferDomain.ofReturns(two, two)).hasMessage("must be >= 1: scores=0");
        assertThatThrownBy(() -> new TransferRules(0.8, 0.7, 0.1, 0.05, 1.0, 250, 1))
                .hasMessage("must be in (0, 1): alpha=1.0");
        assertThatThrownBy(() -> new DomainLaw(0.3, 0.6, 0.5, 0.3, 1.0))
                .hasMessage("clusters and memory move one at a time: theta=0.5, hurst=0.6");
    }

    @Test
    void shouldScoreByEwmaWhenThereIsNoRecordOfForecasts() {
        TransferDomain drawn = DomainLaw.BASE.sample(500, new SplittableRandom(9));
        TransferDomain domain = TransferDomain.ofReturns(drawn.returns(), drawn.benchmark());
        assertThat(domain.scores()).hasSize(480);
        assertThat(domain).isNotEqualTo(drawn).isEqualTo(TransferDomain.ofReturns(drawn.returns(), drawn.benchmark()));
        assertThat(domain).hasSameHashCodeAs(drawn).hasToString("TransferDomain[n=500, scores=480]");
    }

    @Test
    void shouldRecoverDirectEdgesWhenGraphsAreSimulated() {
        double f1 = CausalSimulation.meanF1(4, 3000, 6, new SplittableRandom(5));
        assertThat(f1).as("seed 5").isGreaterThanOrEqualTo(CausalGraph.VALID_F1);
    }

    @Test
    void shouldEnablePoliciesOnlyWhenTheGraphIsValidated() {
        CausalSimulation drawn = CausalSimulation.draw(3, 2000, 2, new SplittableRandom(6));
        CausalGraph graph = CausalGraph.of(List.of("A", "B", "C"), drawn.returns(), CausalGraph.LEVEL);
        CausalControl valid = new CausalControl(graph, 0.75);
        CausalControl invalid = new CausalControl(graph, 0.74);
        CausalEdge first = graph.present().get(0);
        String effect = graph.symbols().get(first.effect());

        assertThat(valid.isEnabled("A")).isTrue();
        assertThat(valid.isEnabled("X")).isFalse();
        assertThat(valid.leadersOf(effect)).contains(graph.symbols().get(first.cause()));
        assertThat(invalid.isEnabled("A")).isFalse();
        assertThat(invalid.leadersOf(effect)).isEmpty();
    }

    @Test
    void shouldScoreTheGraphWhenTheTruthIsKnown() {
        CausalEdge right = new CausalEdge(0, 1, 30.0, 1e-5, 1e-4, true);
        CausalEdge wrong = new CausalEdge(1, 0, 20.0, 1e-3, 1e-2, true);
        CausalGraph graph = new CausalGraph(List.of("A", "B"), 0.05, List.of(right, wrong));
        assertThat(graph.f1(Set.of(new CausalGraph.Link(0, 1)))).isCloseTo(2.0 / 3.0, within(1e-15));
        assertThat(new CausalGraph(List.of("A", "B"), 0.05, List.of()).f1(Set.of()))
                .isEqualTo(1.0);
        List<double[]> uneven = List.of(new double[500], new double[400]);
        assertThatThrownBy(() -> CausalGraph.of(List.of("A", "B"), uneven, 0.05))
                .hasMessage("series must be as long: 400, first=500");
        assertThatThrownBy(() -> CausalGraph.of(List.of("A", "A"), uneven, 0.05))
                .hasMessage("symbols must differ and be as many as the series: symbols=[A, A], series=2");
    }
}
