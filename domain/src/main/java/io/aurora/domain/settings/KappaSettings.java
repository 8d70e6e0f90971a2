package io.aurora.domain.settings;

import io.aurora.domain.check.Require;

/**
 * Kappa and kappa-plus (spec page 10, section 5).
 *
 * @param tauPass raw class PASS from here on
 * @param tauDerisk raw class DERISK from here on
 * @param gamma weight of kappa in kappa_plus; the rest is BCC's
 * @param weights weights of the uncertainties, summing to 1
 * @param penalties taken off kappa_plus for each active soft guard
 * @param bcc block coverage calibration
 */
public record KappaSettings(
        double tauPass, double tauDerisk, double gamma, Weights weights, Penalties penalties, Bcc bcc) {

    /** Weights of U_state, U_model and U_forecast. */
    public record Weights(double state, double model, double forecast) {
        public Weights {
            Require.within("kappa.weights.state", state, 0.0, 1.0);
            Require.within("kappa.weights.model", model, 0.0, 1.0);
            Require.within("kappa.weights.forecast", forecast, 0.0, 1.0);
            if (Math.abs(state + model + forecast - 1.0) > 1e-9) {
                throw new IllegalArgumentException("must sum to 1: kappa.weights.state=" + state
                        + ", kappa.weights.model=" + model + ", kappa.weights.forecast=" + forecast);
            }
        }
    }

    /** Penalties of the active soft guards. */
    public record Penalties(double coverage, double latency, double surprisal, double width) {
        public Penalties {
            Require.within("kappa.penalties.coverage", coverage, 0.0, 1.0);
            Require.within("kappa.penalties.latency", latency, 0.0, 1.0);
            Require.within("kappa.penalties.surprisal", surprisal, 0.0, 1.0);
            Require.within("kappa.penalties.width", width, 0.0, 1.0);
        }
    }

    /**
     * Block coverage calibration.
     *
     * @param window settled forecasts looked back on
     * @param min fewer settled: 0.5
     * @param under coverage deficit at which it is 0
     * @param over coverage surplus at which it is 0
     */
    public record Bcc(int window, int min, double under, double over) {
        public Bcc {
            Require.atLeast("kappa.bcc.window", window, 1);
            Require.atLeast("kappa.bcc.min", min, 1);
            Require.positive("kappa.bcc.under", under);
            Require.positive("kappa.bcc.over", over);
        }
    }

    public KappaSettings {
        Require.within("kappa.tau_pass", tauPass, -1.0, 1.0);
        Require.within("kappa.tau_derisk", tauDerisk, -1.0, 1.0);
        Require.ordered("kappa.tau_derisk", tauDerisk, "kappa.tau_pass", tauPass);
        Require.within("kappa.gamma", gamma, 0.0, 1.0);
    }
}
