package io.aurora.domain.conformal;

import io.aurora.domain.check.Require;
import io.aurora.domain.settings.IcpSettings;
import java.util.Arrays;
import java.util.List;

/**
 * Controller {@code dtaci} (Gibbs and Candès 2022, algorithm 2, with its step {@code eta} and share {@code 1/(2I)}): experts with
 * their own steps, weighted by the pinball loss at {@code beta}, the largest miscoverage whose interval would have held the outcome.
 * An expert errs where its alpha is at least {@code beta}.
 */
public final class DtaciState implements ControllerState {
    private final double[] alphas;
    private final double[] weights;

    private DtaciState(double[] alphas, double[] weights) {
        this.alphas = alphas;
        this.weights = weights;
    }

    /** All experts at a0 with equal weights. */
    static DtaciState initial(IcpSettings settings) {
        int experts = settings.dtaciGammas().size();
        double[] alphas = new double[experts];
        double[] weights = new double[experts];
        Arrays.fill(alphas, settings.a0());
        Arrays.fill(weights, 1.0 / experts);
        return new DtaciState(alphas, weights);
    }

    /**
     * A state of its own.
     *
     * @param alphas of the experts, in [0, 1]
     * @param weights as many, in [0, 1]
     */
    public static DtaciState of(double[] alphas, double[] weights) {
        if (alphas.length != weights.length || alphas.length == 0) {
            throw new IllegalArgumentException("must be as long as each other and not empty: alphas=" + alphas.length
                    + ", weights=" + weights.length);
        }
        for (int i = 0; i < alphas.length; i++) {
            Require.within("icp.controller.alphas", alphas[i], 0.0, 1.0);
            Require.within("icp.controller.weights", weights[i], 0.0, 1.0);
        }
        return new DtaciState(alphas.clone(), weights.clone());
    }

    @Override
    public DtaciState settle(IcpSettings settings, Settled settled) {
        double beta = ConformalRank.tailShare(settled.scores(), settled.scaledScore(), settings.coldNormal());
        double target = settled.alphaTarget();
        return new DtaciState(stepped(settings, beta, target), reweighted(settings, beta, target));
    }

    private double[] stepped(IcpSettings settings, double beta, double target) {
        List<Double> gammas = settings.dtaciGammas();
        double[] next = new double[alphas.length];
        for (int i = 0; i < next.length; i++) {
            double error = alphas[i] >= beta ? 1.0 : 0.0;
            next[i] = ControllerState.bounded(settings, alphas[i] + gammas.get(i) * (target - error));
        }
        return next;
    }

    private double[] reweighted(IcpSettings settings, double beta, double target) {
        double eta = eta(settings.dtaciHorizon(), settings.a0());
        double[] next = losses(beta, target);
        double least = least(next);
        double sum = 0.0;
        for (int i = 0; i < next.length; i++) {
            // measured from the least loss: a common factor cancels below, and no rate, however large, makes all
            // weights vanish
            next[i] = weights[i] * StrictMath.exp(-eta * (next[i] - least));
            sum += next[i];
        }
        return mixed(next, sum, 1.0 / (2.0 * settings.dtaciHorizon()));
    }

    private double[] losses(double beta, double target) {
        double[] losses = new double[alphas.length];
        for (int i = 0; i < losses.length; i++) {
            double gap = beta - alphas[i];
            losses[i] = target * gap - Math.min(0.0, gap);
        }
        return losses;
    }

    private static double least(double[] values) {
        double least = values[0];
        for (double value : values) {
            least = Math.min(least, value);
        }
        return least;
    }

    private static double[] mixed(double[] next, double sum, double share) {
        double common = share * sum / next.length;
        double total = 0.0;
        for (int i = 0; i < next.length; i++) {
            next[i] = (1.0 - share) * next[i] + common;
            total += next[i];
        }
        for (int i = 0; i < next.length; i++) {
            next[i] /= total;
        }
        return next;
    }

    /**
     * Learning rate of the weights: {@code sqrt(3/I) sqrt((ln(8I) + 2) / ((1-a)^2 a^3 + a^2 (1-a)^3))}.
     *
     * @param horizon I, settlements over which alpha should adapt
     * @param a base miscoverage
     */
    static double eta(int horizon, double a) {
        double b = 1.0 - a;
        double spread = b * b * a * a * a + a * a * b * b * b;
        return Math.sqrt(3.0 / horizon) * Math.sqrt((StrictMath.log(8.0 * horizon) + 2.0) / spread);
    }

    @Override
    public Served served(IcpSettings settings, Scores scores) {
        double sum = 0.0;
        for (int i = 0; i < alphas.length; i++) {
            sum += weights[i] * alphas[i];
        }
        double alpha = ControllerState.bounded(settings, sum);
        return new Served(alpha, scores.quantile(alpha));
    }

    /** Miscoverage of each expert. */
    public double[] alphas() {
        return alphas.clone();
    }

    /** Weight of each expert, summing to 1. */
    public double[] weights() {
        return weights.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DtaciState that
                && Arrays.equals(alphas, that.alphas)
                && Arrays.equals(weights, that.weights);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(alphas) + Arrays.hashCode(weights);
    }

    @Override
    public String toString() {
        return "DtaciState[alphas=" + Arrays.toString(alphas) + ", weights=" + Arrays.toString(weights) + "]";
    }
}
