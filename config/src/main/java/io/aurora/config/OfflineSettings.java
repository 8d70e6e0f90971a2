package io.aurora.config;

import io.aurora.domain.check.Require;
import java.util.List;
import java.util.Optional;

/**
 * The part of a profile that no symbol's outcome depends on: portfolio optimisation, transfer validation, calibration. It is not
 * part of the profile's digest.
 *
 * @param dro portfolio optimisation by worst-case expected shortfall
 * @param tvf transfer validation
 * @param calibration objective and constraints of calibration
 */
public record OfflineSettings(Dro dro, Tvf tvf, Calibration calibration) {

    /** Penalty on the norm of the weights. */
    public enum Penalty {
        WASSERSTEIN,
        PLAIN
    }

    /**
     * Portfolio optimisation.
     *
     * @param alpha tail probability
     * @param epsBase radius of the ambiguity set, in mean absolute returns
     * @param epsGrid radii of the sanity curve, ascending
     * @param penalty penalty on the norm
     * @param bounds bounds of the weights
     * @param draw how scenarios are drawn from what was recorded
     */
    public record Dro(double alpha, double epsBase, List<Double> epsGrid, Penalty penalty, Bounds bounds, Draw draw) {
        public Dro {
            epsGrid = List.copyOf(epsGrid);
            Require.within("alpha", alpha, 1e-6, 0.5);
            Require.nonNegative("eps_base", epsBase);
            Check.ascending("eps_grid", epsGrid);
            Require.nonNegative("eps_grid", epsGrid.get(0));
        }
    }

    /** Least and largest weight, largest euclidean norm. */
    public record Bounds(double lo, double hi, double norm) {
        public Bounds {
            Require.within("lo", lo, -10.0, 10.0);
            Require.within("hi", hi, -10.0, 10.0);
            Require.ordered("lo", lo, "hi", hi);
            Require.positive("norm", norm);
        }
    }

    /**
     * How scenarios are drawn from the recorded history of the current regime.
     *
     * @param scenarios how many
     * @param historyBars recorded bars that are looked at
     * @param leastBars bars of the current regime below which all of them are drawn from
     */
    public record Draw(int scenarios, int historyBars, int leastBars) {
        /** Most scenarios of one problem that are drawn. */
        public static final int MOST_SCENARIOS = 2_048;

        private static final int MOST_BARS = 20_000;

        public Draw {
            Check.within("scenarios", scenarios, 2, MOST_SCENARIOS);
            Check.within("history_bars", historyBars, 3, MOST_BARS);
            Check.within("least_bars", leastBars, 1, MOST_BARS);
            if (leastBars >= historyBars) {
                throw new IllegalArgumentException(
                        "least_bars must be < history_bars: least_bars=" + leastBars + ", history_bars=" + historyBars);
            }
        }
    }

    /**
     * Transfer validation.
     *
     * @param ctrMin least certified transfer ratio
     * @param dctsMin least distributional and co-tail similarity
     * @param xiMax largest difference of the tail index
     * @param hurstMax largest difference of the Hurst exponent
     * @param minObservations observations needed in either domain
     * @param benchmarkSymbol symbol whose returns are the benchmark
     */
    public record Tvf(
            double ctrMin,
            double dctsMin,
            double xiMax,
            double hurstMax,
            int minObservations,
            Optional<String> benchmarkSymbol) {
        public Tvf {
            Require.within("ctr_min", ctrMin, 0.0, 1.0);
            Require.within("dcts_min", dctsMin, 0.0, 1.0);
            Require.positive("xi_max", xiMax);
            Require.positive("hurst_max", hurstMax);
            Require.atLeast("min_observations", minObservations, 2);
        }
    }

    /** Objective and constraints of calibration, in their own small languages. */
    public record Calibration(String objectiveWeights, String hardConstraints) {
        public Calibration {
            Check.notBlank("objective_weights", objectiveWeights);
        }
    }
}
