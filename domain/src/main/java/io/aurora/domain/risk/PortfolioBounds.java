package io.aurora.domain.risk;

import java.util.Arrays;
import java.util.Optional;

/** Whether equal bounds of all weights allow a portfolio at all, by the solver's own verdict, before there is any scenario. */
public final class PortfolioBounds {
    private PortfolioBounds() {}

    /**
     * Why {@code assets} weights in {@code [lo, hi]} with a norm of at most {@code normLimit} cannot sum to 1; absent where they can.
     *
     * @param assets {@code >= 1}
     */
    public static Optional<DroRefusal> refusal(int assets, double lo, double hi, double normLimit) {
        return new FeasibleSet(filled(assets, lo), filled(assets, hi), normLimit).refusal();
    }

    private static double[] filled(int length, double value) {
        double[] values = new double[length];
        Arrays.fill(values, value);
        return values;
    }
}
