package io.aurora.domain.risk;

import java.util.Arrays;

/**
 * A certified portfolio. Returns are per bar, losses positive.
 *
 * @param status how the run ended
 * @param weights length d, sum 1
 * @param valueAtRisk t, the (floor(alpha n) + 1)-th largest loss
 * @param expectedShortfall ES of the loss at level alpha
 * @param worstCaseShortfall {@code ES + (eps / alpha) ||w||_2}, for both penalties
 * @param norm {@code ||w||_2}
 * @param objective {@code ES + rho ||w||_2}
 * @param dualBound what no portfolio can be below
 * @param binding scenarios that hold the answer in place, ascending: those with a dual weight of more than 1e-6 of the largest possible
 * @param shortfallPerEps d(ES)/d(eps) at the optimum, what more caution costs in nominal shortfall: from the last Newton system, so where a
 *     scenario or bound only just holds the answer in place it lies between the two one-sided derivatives
 * @param worstCasePerEps d(worst-case ES)/d(eps)
 * @param tailUndersampled whether n is below 1/alpha, so that ES is the largest loss
 * @param iterations Newton steps in all
 * @param rounds working sets of scenarios tried
 * @param certificate to be checked by {@link DroCertificateChecker}
 */
public record DroSolution(
        Status status,
        double[] weights,
        double valueAtRisk,
        double expectedShortfall,
        double worstCaseShortfall,
        double norm,
        double objective,
        double dualBound,
        int[] binding,
        double shortfallPerEps,
        double worstCasePerEps,
        boolean tailUndersampled,
        int iterations,
        int rounds,
        DroCertificate certificate)
        implements DroOutcome {

    /** How a run ended; the gap tells how good the answer is in each case. */
    public enum Status {
        /** The gap is within the tolerance. */
        OPTIMAL,
        /** The bounds leave this one portfolio. */
        SINGLE_POINT,
        /** Time was up: the best point certified so far. */
        DEADLINE,
        /** The iterations were used up, or rounding stopped the progress. */
        STALLED
    }

    public DroSolution {
        weights = weights.clone();
        binding = binding.clone();
    }

    /** Objective less bound, never negative. */
    public double gap() {
        return Math.max(0.0, objective - dualBound);
    }

    @Override
    public double[] weights() {
        return weights.clone();
    }

    @Override
    public int[] binding() {
        return binding.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DroSolution that
                && status == that.status
                && Arrays.equals(weights, that.weights)
                && Arrays.equals(binding, that.binding)
                && iterations == that.iterations
                && rounds == that.rounds
                && shortfallPerEps == that.shortfallPerEps
                && certificate.equals(that.certificate);
    }

    @Override
    public int hashCode() {
        return 31 * status.hashCode() + certificate.hashCode();
    }

    @Override
    public String toString() {
        return "DroSolution[status=" + status + ", weights=" + Arrays.toString(weights) + ", VaR=" + valueAtRisk
                + ", ES="
                + expectedShortfall + ", worst case=" + worstCaseShortfall + ", gap=" + gap() + ", iterations="
                + iterations
                + "]";
    }
}
