package io.aurora.domain.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aurora.domain.check.Allocations;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DroSolverTest {
    /**
     * Two assets, two equally likely scenarios, alpha 1/2: the shortfall is the larger loss. Losses are -w1 and -(1 - w1) times 0.02, so the
     * best portfolio is the even one: ES = -0.01, norm = 1/sqrt 2.
     */
    @Test
    void shouldSplitEvenlyWhenTheScenariosMirrorEachOther() {
        Scenarios scenarios = Scenarios.of(new double[][] {{0.02, 0.0}, {0.0, 0.02}});
        DroProblem problem = DroProblem.of(scenarios, 0.5, 0.0, 1.0, 1.0, Penalty.WASSERSTEIN, 0.001);

        DroSolution solution = DroProblems.solve(problem);

        assertThat(solution.status()).isEqualTo(DroSolution.Status.OPTIMAL);
        assertThat(solution.weights()).containsExactly(new double[] {0.5, 0.5}, within(1e-6));
        assertThat(solution.expectedShortfall()).isCloseTo(-0.01, within(1e-9));
        assertThat(solution.worstCaseShortfall()).isCloseTo(-0.01 + 0.002 / Math.sqrt(2.0), within(1e-9));
        assertThat(solution.binding()).containsExactly(0, 1);
    }

    @ParameterizedTest
    @CsvSource({
        "1,64,3,PLAIN,0.1", "2,128,8,WASSERSTEIN,0.02", "3,200,5,PLAIN,0", "4,512,20,PLAIN,0.1",
                "5,512,20,WASSERSTEIN,0.02",
        "6,1024,12,WASSERSTEIN,0.3", "7,300,33,PLAIN,0.01", "8,19,4,WASSERSTEIN,0.02", "9,512,64,PLAIN,0.1",
                "10,2048,20,PLAIN,0.1"
    })
    void shouldCertifyAnOptimumWhenTheProblemIsSeeded(long seed, int n, int d, Penalty penalty, double base) {
        DroProblem problem = DroProblems.problem(seed, n, d, penalty, base);
        DroSolution solution = DroProblems.solve(problem);

        DroCertificateChecker.Verdict verdict = DroCertificateChecker.check(problem, solution.certificate(), 1e-8);
        assertThat(verdict.failures()).as("seed %s", seed).isEmpty();
        assertThat(solution.status()).isEqualTo(DroSolution.Status.OPTIMAL);
        assertThat(solution.worstCaseShortfall()).isGreaterThanOrEqualTo(solution.expectedShortfall());
        assertThat(solution.expectedShortfall()).isGreaterThanOrEqualTo(solution.valueAtRisk());
        // no feasible move of 1e-3 between two assets is better
        for (int j = 1; j < d; j++) {
            assertThat(objective(problem, moved(solution.weights(), j))).isGreaterThan(verdict.dualBound() - 1e-12);
        }
    }

    private static double[] moved(double[] w, int j) {
        double[] out = w.clone();
        double step = Math.min(1e-3, Math.min(0.5 - out[j], out[0] + 0.2));
        out[j] += step;
        out[0] -= step;
        return out;
    }

    private static double objective(DroProblem problem, double[] w) {
        int n = problem.scenarios().count();
        double[] losses = new double[n];
        problem.scenarios().losses(w, losses);
        double var = TailRisk.valueAtRisk(losses.clone(), n, problem.alpha());
        return TailRisk.shortfall(losses, n, problem.alpha(), var) + problem.rho() * FeasibleSet.norm(w);
    }

    /** Norm limits from just above the least norm on: the ball's curvature is what the steps have to follow. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-7, 1e-5, 1e-3, 0.1, 0.5})
    void shouldCertifyAnOptimumWhenTheBallIsTight(double excess) {
        for (int seed = 100; seed < 130; seed++) {
            int d = 3 + seed % 15;
            Scenarios scenarios = DroProblems.scenarios(seed, 64 + 100 * (seed % 3), d, 0.01);
            double limit = (1.0 + excess) / Math.sqrt(d);
            double eps = seed % 4 * 0.01 * scenarios.meanAbs();
            DroProblem problem = DroProblem.of(scenarios, 0.05, -0.2, 0.5, limit, Penalty.PLAIN, eps);
            DroSolution solution = DroProblems.solve(problem);
            assertThat(DroCertificateChecker.check(problem, solution.certificate(), 1e-8)
                            .failures())
                    .as("seed %s", seed)
                    .isEmpty();
            assertThat(solution.iterations()).as("seed %s", seed).isLessThan(120);
        }
    }

    @Test
    void shouldApproachTheLeastNormWhenEpsIsLarge() {
        DroProblem problem = DroProblems.problem(11, 256, 6, Penalty.WASSERSTEIN, 1e4);
        assertThat(DroProblems.solve(problem).weights()).containsOnly(new double[] {1.0 / 6.0}, within(1e-4));
    }

    @Test
    void shouldGiveTheSameWeightsWhenReturnsAreScaled() {
        double[] reference = DroProblems.solve(
                        DroProblem.of(DroProblems.scenarios(12, 256, 6, 1.0), 0.05, -0.2, 0.5, 1.0, Penalty.PLAIN, 0.1))
                .weights();
        for (double unit : new double[] {1e-8, 1e-3, 1e5}) {
            DroProblem problem = DroProblem.of(
                    DroProblems.scenarios(12, 256, 6, unit), 0.05, -0.2, 0.5, 1.0, Penalty.PLAIN, 0.1 * unit);
            assertThat(DroProblems.solve(problem).weights()).containsExactly(reference, within(1e-6));
        }
    }

    @Test
    void shouldMeetTheColdAnswerWhenStartedFromAnotherEps() {
        DroSolver solver = new DroSolver();
        DroProblem problem = DroProblems.problem(13, 512, 20, Penalty.WASSERSTEIN, 0.02);
        DroSolution cold = DroProblems.solve(problem);
        DroProblem next = problem.withEps(problem.eps() * 1.1);

        DroSolution warm = (DroSolution) solver.solve(next, DroLimits.untimed(), cold.weights());

        DroSolution again = DroProblems.solve(next);
        assertThat(warm.objective()).isCloseTo(again.objective(), within(1e-8 * again.objective()));
        assertThat(warm.iterations()).isLessThan(again.iterations());
        assertThatThrownBy(() -> solver.solve(next, DroLimits.untimed(), new double[] {1.0}))
                .hasMessage("must have a weight per asset: previousWeights.length=1, assets=20");
    }

    /** Weights of anywhere choose where the run starts, never where it ends. */
    @Test
    void shouldMeetTheColdAnswerWhenStartedFromNonsense() {
        DroSolver solver = new DroSolver();
        java.util.Random random = new java.util.Random(22);
        for (int i = 0; i < 60; i++) {
            int d = 3 + i % 18;
            DroProblem problem = DroProblems.problem(200 + i, 64 + 40 * i, d, Penalty.WASSERSTEIN, 0.02);
            double size = Math.pow(10.0, i % 7);
            double[] from = random.doubles(d, -size, size).toArray();
            DroSolution warm = (DroSolution) solver.solve(problem, DroLimits.untimed(), from);
            double cold = DroProblems.solve(problem).objective();

            assertThat(DroCertificateChecker.check(problem, warm.certificate(), 1e-8)
                            .failures())
                    .as("case %d", i)
                    .isEmpty();
            assertThat(warm.objective()).as("case %d", i).isCloseTo(cold, within(1e-8 * Math.abs(cold) + 1e-10));
        }
    }

    @Test
    void shouldGiveThePlainTailWhenEpsVanishes() {
        for (Penalty penalty : Penalty.values()) {
            DroProblem plain = DroProblems.problem(23, 512, 8, penalty, 0.0);
            double shortfall = DroProblems.solve(plain).expectedShortfall();
            for (double share : new double[] {1e-3, 1e-5, 1e-7}) {
                DroSolution near = DroProblems.solve(
                        plain.withEps(share * plain.scenarios().meanAbs()));
                // by less than the price of the norm, which is at most 1
                assertThat(near.expectedShortfall() - shortfall)
                        .as("%s %s", penalty, share)
                        .isBetween(
                                -1e-8 * shortfall,
                                penalty.rho(share * plain.scenarios().meanAbs(), 0.05) + 1e-8 * shortfall);
                assertThat(near.worstCaseShortfall()).isGreaterThan(near.expectedShortfall());
            }
        }
    }

    @Test
    void shouldReturnACertifiedPointWhenTimeIsUp() {
        DroProblem problem = DroProblems.problem(14, 512, 20, Penalty.PLAIN, 0.1);
        double last = Double.POSITIVE_INFINITY;
        for (int steps : new int[] {0, 6, 16}) {
            AtomicInteger asked = new AtomicInteger();
            DroLimits limits = new DroLimits(1e-8, 100, () -> asked.getAndIncrement() >= steps);
            DroSolution solution = (DroSolution) new DroSolver().solve(problem, limits);
            assertThat(solution.status()).isEqualTo(DroSolution.Status.DEADLINE);
            assertThat(DroCertificateChecker.check(problem, solution.certificate(), 100.0)
                            .failures())
                    .isEmpty();
            assertThat(solution.gap()).isLessThan(last);
            last = solution.gap();
        }
        AtomicLong clock = new AtomicLong();
        DroLimits timed = DroLimits.within(() -> clock.getAndAdd(1_000_000), 15_000_000);
        assertThat(((DroSolution) new DroSolver().solve(problem, timed)).iterations())
                .isBetween(10, 15);
    }

    @Test
    void shouldSayStalledWhenTheIterationsAreUsedUp() {
        DroProblem problem = DroProblems.problem(15, 128, 6, Penalty.PLAIN, 0.1);
        DroSolution solution = (DroSolution) new DroSolver().solve(problem, new DroLimits(1e-8, 3, () -> false));
        assertThat(solution.status()).isEqualTo(DroSolution.Status.STALLED);
        assertThat(solution.iterations()).isEqualTo(3);
    }

    /** Central difference over solves at neighbouring eps, where the binding scenarios do not change. */
    @Test
    void shouldPredictTheChangeWhenEpsMoves() {
        DroProblem problem = DroProblems.problem(16, 400, 6, Penalty.WASSERSTEIN, 0.1);
        DroSolution at = DroProblems.solve(problem);
        double step = 1e-4 * problem.eps();
        DroSolution up = DroProblems.solve(problem.withEps(problem.eps() + step));
        DroSolution down = DroProblems.solve(problem.withEps(problem.eps() - step));

        assertThat(up.binding()).isEqualTo(down.binding());
        double nominal = (up.expectedShortfall() - down.expectedShortfall()) / (2.0 * step);
        double worst = (up.worstCaseShortfall() - down.worstCaseShortfall()) / (2.0 * step);
        assertThat(at.shortfallPerEps()).isCloseTo(nominal, within(1e-2 * Math.abs(nominal) + 1e-3));
        assertThat(at.worstCasePerEps()).isCloseTo(worst, within(1e-3 * Math.abs(worst)));
    }

    @Test
    void shouldGiveTheSameBitsWhenASolverServedOtherProblemsBefore() {
        DroSolver used = new DroSolver();
        used.solve(DroProblems.problem(17, 1024, 30, Penalty.PLAIN, 0.1), DroLimits.untimed());
        DroProblem problem = DroProblems.problem(18, 200, 7, Penalty.WASSERSTEIN, 0.02);
        assertThat(used.solve(problem, DroLimits.untimed())).isEqualTo(DroProblems.solve(problem));
    }

    @Test
    void shouldHoldFixedAssetsWhenTheirBoundsMeet() {
        Scenarios scenarios = DroProblems.scenarios(19, 100, 5, 0.01);
        double[] lo = {0.1, -0.2, 0.3, -0.2, -0.2};
        double[] hi = {0.1, 0.5, 0.3, 0.5, 0.5};
        DroProblem problem = new DroProblem(scenarios, 0.05, lo, hi, 1.0, Penalty.PLAIN, 0.001);
        DroSolution solution = DroProblems.solve(problem);
        assertThat(solution.weights()[0]).isEqualTo(0.1);
        assertThat(solution.weights()[2]).isEqualTo(0.3);
        assertThat(DroCertificateChecker.check(problem, solution.certificate(), 1e-8)
                        .failures())
                .isEmpty();
    }

    @Test
    void shouldAllocateNothingWhenTheInteriorPointIterates() {
        DroProblem problem = DroProblems.problem(20, 256, 10, Penalty.PLAIN, 0.1);
        FeasibleSet set = new FeasibleSet(problem);
        ScenarioRows rows = new ScenarioRows();
        rows.select(problem.scenarios(), IntStream.range(0, 256).toArray(), 256, 100.0);
        InteriorPoint interior = new InteriorPoint(rows);
        double[] from = set.least();
        set.inner(from);
        double rho = problem.rho() * 100.0;
        InteriorPoint.Task task = new InteriorPoint.Task(problem.lo(), problem.hi(), set, problem.dualCap(), rho, 0.01);
        long bytes = Allocations.bytesOf(() -> {
            interior.start(task, from);
            assertRan(interior.run(1e-10, 50, () -> false));
        });
        assertThat(bytes).isLessThan(64);
    }

    private static void assertRan(int iterations) {
        if (iterations < 5 || iterations > 40) {
            throw new AssertionError("iterations=" + iterations);
        }
    }

    @Test
    void shouldRefuseWhatIsMalformed() {
        Scenarios two = Scenarios.of(new double[][] {{0.0, 0.1}});
        assertThatThrownBy(() -> DroProblem.of(two, 1.0, 0.0, 1.0, 1.0, Penalty.PLAIN, 0.0))
                .hasMessage("must be in (0, 1): alpha=1.0");
        assertThatThrownBy(() -> DroProblem.of(
                        Scenarios.of(new double[][] {{1e-200, -1e-200}}), 0.1, 0.0, 1.0, 1.0, Penalty.PLAIN, 0.0))
                .hasMessage("must be 0 or in [1.0E-140, 1.0E140]: meanAbs=1.0E-200");
        assertThatThrownBy(() -> new DroProblem(two, 0.1, new double[1], new double[2], 1.0, Penalty.PLAIN, 0.0))
                .hasMessage("must have a value per asset: lo.length=1, assets=2");
        assertThatThrownBy(() -> DroProblem.of(two, 0.1, 0.0, 1.0, 1.0, Penalty.PLAIN, -1.0))
                .hasMessage("must be >= 0: eps=-1.0");
        assertThatThrownBy(() -> Scenarios.of(new double[][] {{0.0}, {0.1, 0.2}}))
                .hasMessage("must be as long as the first: row 1=2, first=1");
        assertThatThrownBy(() -> Scenarios.of(new double[5], 2, 3))
                .hasMessage("must hold count * assets values: length=5, count=2, assets=3");
        assertThatThrownBy(() -> Scenarios.of(new double[65], 1, 65)).hasMessage("must be <= 64: assets=65");
    }

    @Test
    void shouldRejectEveryPerturbedAnswerWhenChecked() {
        DroProblem problem = DroProblems.problem(21, 128, 5, Penalty.WASSERSTEIN, 0.02);
        DroCertificate c = DroProblems.solve(problem).certificate();
        double[] shifted = c.weights();
        shifted[0] += 1e-3;
        shifted[1] -= 1e-3;
        double[] unbalanced = c.weights();
        unbalanced[0] += 1e-3;
        assertRejected(problem, with(c, shifted, c.objective(), c.dualBound()));
        assertRejected(problem, with(c, unbalanced, c.objective(), c.dualBound()));
        assertRejected(problem, with(c, c.weights(), c.objective() * 0.999, c.dualBound()));
        assertRejected(problem, with(c, c.weights(), c.objective(), c.dualBound() * 1.001));
        double[] duals = c.rowDuals();
        duals[0] *= 0.9;
        assertRejected(problem, with(c, c.rows(), duals, c.normDual()));
        int[] rows = c.rows();
        rows[0] = rows[1];
        assertRejected(problem, with(c, rows, c.rowDuals(), c.normDual()));
        double[] y = Arrays.stream(c.normDual()).map(v -> v * 1.01).toArray();
        assertRejected(problem, with(c, c.rows(), c.rowDuals(), y));
    }

    private static DroCertificate with(DroCertificate c, double[] w, double objective, double bound) {
        return new DroCertificate(w, objective, bound, c.rows(), c.rowDuals(), c.normDual(), c.budgetDual());
    }

    private static DroCertificate with(DroCertificate c, int[] rows, double[] duals, double[] y) {
        return new DroCertificate(c.weights(), c.objective(), c.dualBound(), rows, duals, y, c.budgetDual());
    }

    private static void assertRejected(DroProblem problem, DroCertificate certificate) {
        assertThat(DroCertificateChecker.check(problem, certificate, 1e-8).isAccepted())
                .isFalse();
    }
}
