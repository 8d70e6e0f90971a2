package io.aurora.domain.regime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.math3.analysis.MultivariateFunction;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.junit.jupiter.api.Test;

class FitsTest {
    private static final int N = 128;
    /** Log-likelihood by which the best of many starts may be ahead. */
    private static final double LOSS = 1e-4;

    private static final double OUTSIDE = 1e9;

    @Test
    void shouldMatchRegressionWhenAutoregressionIsFitted() {
        double[] returns = new SeriesMaker(1).series(1, N);
        SimpleRegression regression = new SimpleRegression();
        for (int t = 1; t < N; t++) {
            regression.addData(returns[t - 1], returns[t]);
        }
        Ar1Fit fit = Ar1Fit.of(returns).orElseThrow();
        assertThat(fit.phi()).isCloseTo(regression.getSlope(), within(1e-12));
        assertThat(fit.c()).isCloseTo(regression.getIntercept(), within(1e-15));
        assertThat(fit.sigma2()).isCloseTo(regression.getSumSquaredErrors() / (N - 1), within(1e-15));
    }

    @Test
    void shouldReportLikelihoodOfItsParametersWhenItIsEvaluatedDirectly() {
        for (long seed = 1; seed <= 10; seed++) {
            for (int kind = 0; kind < SeriesMaker.KINDS; kind++) {
                double[] r = new SeriesMaker(seed * 100 + kind).series(kind, N);
                Arma11Fit arma = Arma11Fit.of(r).orElseThrow();
                double squares = squares(r, arma.c(), arma.phi(), arma.theta());
                assertThat(arma.sigma2())
                        .as("seed %d, kind %d", seed, kind)
                        .isCloseTo(squares / (N - 1), within(1e-12));
                assertThat(arma.logLikelihood())
                        .as("arma, seed %d, kind %d", seed, kind)
                        .isCloseTo(gaussian((N - 1) * (1.0 + Math.log(squares / (N - 1)))), within(1e-7));
                Garch11Fit garch = Garch11Fit.of(r).orElseThrow();
                assertThat(garch.logLikelihood())
                        .as("garch, seed %d, kind %d", seed, kind)
                        .isCloseTo(gaussian(quasi(r, garch.omega(), garch.alpha(), garch.beta())), within(1e-7));
            }
        }
    }

    @Test
    void shouldKeepParametersInTheirBoundsWhenSeriesAreOfEveryKind() {
        for (long seed = 1; seed <= 30; seed++) {
            for (int kind = 0; kind < SeriesMaker.KINDS; kind++) {
                double[] r = new SeriesMaker(seed * 10 + kind).series(kind, N);
                Arma11Fit arma = Arma11Fit.of(r).orElseThrow();
                Garch11Fit garch = Garch11Fit.of(r).orElseThrow();
                assertThat(Math.max(Math.abs(arma.phi()), Math.abs(arma.theta())))
                        .as("seed %d, kind %d", seed, kind)
                        .isLessThanOrEqualTo(0.999);
                assertThat(Math.min(garch.alpha(), garch.beta())).isNotNegative();
                assertThat(garch.omega()).isPositive();
                assertThat(garch.alpha() + garch.beta()).isLessThanOrEqualTo(0.9999 + 1e-15);
                assertThat(arma.logLikelihood()).isGreaterThanOrEqualTo(likelihoodWithinBound(r) - 1e-9);
            }
        }
    }

    @Test
    void shouldReachBestOfManyStartsWhenArmaIsFitted() {
        for (long seed = 1; seed <= 15; seed++) {
            for (int kind = 0; kind < SeriesMaker.KINDS; kind++) {
                double[] r = new SeriesMaker(seed * 1_000 + kind).series(kind, N);
                assertThat(Arma11Fit.of(r).orElseThrow().logLikelihood())
                        .as("seed %d, kind %d", seed, kind)
                        .isGreaterThan(bestArma(r) - LOSS);
            }
        }
    }

    @Test
    void shouldReachBestOfManyStartsWhenGarchIsFitted() {
        for (long seed = 1; seed <= 10; seed++) {
            for (int kind = 0; kind < SeriesMaker.KINDS; kind++) {
                double[] r = new SeriesMaker(seed * 1_000 + kind).series(kind, N);
                assertThat(Garch11Fit.of(r).orElseThrow().logLikelihood())
                        .as("seed %d, kind %d", seed, kind)
                        .isGreaterThan(bestGarch(r) - LOSS);
            }
        }
    }

    @Test
    void shouldFindBothVarianceBranchesWhenOneReturnIsHuge() {
        double[] r = new SeriesMaker(28_009).series(6, N);
        Garch11Fit fit = Garch11Fit.of(r).orElseThrow();
        assertThat(fit.logLikelihood()).isGreaterThan(bestGarch(r) - LOSS);
        assertThat(fit.alpha()).isGreaterThan(0.3);
    }

    @Test
    void shouldRecoverParametersWhenSampleIsLong() {
        SeriesMaker maker = new SeriesMaker(77);
        Arma11Fit arma = Arma11Fit.of(maker.arma(4_000, 0.6, 0.4)).orElseThrow();
        assertThat(arma.phi()).isCloseTo(0.6, within(0.06));
        assertThat(arma.theta()).isCloseTo(0.4, within(0.06));
        Garch11Fit garch = Garch11Fit.of(maker.garch(4_000, 0.15, 0.8)).orElseThrow();
        assertThat(garch.alpha()).isCloseTo(0.15, within(0.06));
        assertThat(garch.beta()).isCloseTo(0.8, within(0.08));
    }

    @Test
    void shouldRefuseSeriesWhenItIsTooShort() {
        assertThatThrownBy(() -> Garch11Fit.of(new double[23])).hasMessageContaining("returns.length=23");
    }

    private static double likelihoodWithinBound(double[] r) {
        Ar1Fit ar = Ar1Fit.of(r).orElseThrow();
        return Math.abs(ar.phi()) <= 0.999 ? ar.logLikelihood() : Double.NEGATIVE_INFINITY;
    }

    private static double bestArma(double[] r) {
        double[] x = standardised(r);
        MultivariateFunction loss = p -> Math.abs(p[1]) > 0.999 || Math.abs(p[2]) > 0.999
                ? OUTSIDE
                : (N - 1) * (1.0 + Math.log(squares(x, p[0], p[1], p[2]) / (N - 1)));
        double best = OUTSIDE;
        for (double theta = -0.95; theta < 1.0; theta += 0.38) {
            for (double phi : new double[] {-0.8, -0.3, 0.3, 0.8}) {
                best = Math.min(best, minimum(loss, new double[] {0.0, phi, theta}, new double[] {0.05, 0.1, 0.1}));
            }
        }
        return gaussian(best) - (N - 1) * Math.log(sd(r));
    }

    private static double bestGarch(double[] r) {
        double[] x = standardised(r);
        MultivariateFunction loss = p ->
                p[0] < 1e-8 || p[1] < 0.0 || p[2] < 0.0 || p[1] + p[2] > 0.9999 ? OUTSIDE : quasi(x, p[0], p[1], p[2]);
        double best = OUTSIDE;
        for (double beta : new double[] {0.01, 0.2, 0.5, 0.8, 0.9, 0.97, 0.99}) {
            for (double share : new double[] {0.01, 0.3, 0.9}) {
                double alpha = share * (0.9999 - beta);
                double[] start = {Math.max(1e-3, 1.0 - alpha - beta), alpha, beta};
                double[] size = {0.05 * (1.0 - beta), 0.05 * (1.0 - beta), -0.01};
                best = Math.min(best, minimum(loss, start, size));
            }
        }
        return gaussian(best) - (N - 1) * Math.log(sd(r));
    }

    private static double minimum(MultivariateFunction loss, double[] start, double[] size) {
        return new SimplexOptimizer(1e-10, 1e-9)
                .optimize(
                        new MaxEval(5_000),
                        new ObjectiveFunction(loss),
                        GoalType.MINIMIZE,
                        new InitialGuess(start),
                        new NelderMeadSimplex(size))
                .getValue();
    }

    private static double squares(double[] r, double c, double phi, double theta) {
        double error = 0.0;
        double sum = 0.0;
        for (int t = 1; t < r.length; t++) {
            error = r[t] - c - phi * r[t - 1] - theta * error;
            sum += error * error;
        }
        return sum;
    }

    /** Sum of ln h + e^2 / h of the demeaned series, h_1 its variance. */
    private static double quasi(double[] r, double omega, double alpha, double beta) {
        double mean = Arrays.stream(r).average().orElseThrow();
        double h = sd(r) * sd(r);
        double sum = 0.0;
        for (int t = 1; t < r.length; t++) {
            double last = r[t - 1] - mean;
            h = omega + alpha * last * last + beta * h;
            sum += Math.log(h) + (r[t] - mean) * (r[t] - mean) / h;
        }
        return sum;
    }

    private static double gaussian(double objective) {
        return -0.5 * ((N - 1) * Math.log(2.0 * Math.PI) + objective);
    }

    private static double sd(double[] r) {
        double mean = Arrays.stream(r).average().orElseThrow();
        return Math.sqrt(Arrays.stream(r).map(x -> (x - mean) * (x - mean)).sum() / r.length);
    }

    private static double[] standardised(double[] r) {
        double mean = Arrays.stream(r).average().orElseThrow();
        double sd = sd(r);
        return Arrays.stream(r).map(x -> (x - mean) / sd).toArray();
    }
}
