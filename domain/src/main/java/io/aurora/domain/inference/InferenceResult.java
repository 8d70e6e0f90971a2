package io.aurora.domain.inference;

import io.aurora.domain.check.Require;
import io.aurora.domain.regime.RegimeProbabilities;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a forecaster answered for one bar; part of the recorded decision.
 *
 * @param yhat forecast of the next log return
 * @param sigma its scale, {@code >= 0}, log return, before the floor
 * @param nu degrees of freedom of its Student-t, {@code > 0}; infinity is the normal law
 * @param latentRms root mean square of the posterior's standard deviations over the latent dimensions; absent without a student
 * @param probabilities regime probabilities
 * @param models models that answered
 * @param engine what computed it: {@code ewma}, {@code cpu}, {@code cuda}
 * @param fallback why the built-in forecaster stood in, absent where it did not
 * @param recurrent new recurrent state, absent without one or on a fallback
 */
public record InferenceResult(
        double yhat,
        double sigma,
        double nu,
        OptionalDouble latentRms,
        RegimeProbabilities probabilities,
        ModelIds models,
        String engine,
        Optional<Fallback> fallback,
        Optional<float[]> recurrent) {

    /** Why the built-in forecaster stood in for the model. */
    public enum Fallback {
        /** The queue of the workers was full. */
        BUSY("busy"),
        /** No answer before the deadline. */
        DEADLINE("deadline"),
        /** The engine failed on this request. */
        FAILED("failed"),
        /** The latency trigger is active. */
        TRIGGER("trigger_latency");

        private final String code;

        Fallback(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    public InferenceResult {
        Require.finite("yhat", yhat);
        Require.nonNegative("sigma", sigma);
        if (!(nu > 0.0)) {
            throw new IllegalArgumentException("must be > 0: nu=" + nu);
        }
        latentRms.ifPresent(rms -> Require.nonNegative("latent_rms", rms));
    }

    /** The same answer without its recurrent state, as most events record it. */
    public InferenceResult withoutRecurrent() {
        return recurrent.isEmpty()
                ? this
                : new InferenceResult(
                        yhat, sigma, nu, latentRms, probabilities, models, engine, fallback, Optional.empty());
    }

    /** The same answer as another engine of the same arithmetic gives it. */
    public InferenceResult by(String otherEngine) {
        return new InferenceResult(yhat, sigma, nu, latentRms, probabilities, models, otherEngine, fallback, recurrent);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InferenceResult that
                && Double.compare(yhat, that.yhat) == 0
                && Double.compare(sigma, that.sigma) == 0
                && Double.compare(nu, that.nu) == 0
                && latentRms.equals(that.latentRms)
                && probabilities.equals(that.probabilities)
                && models.equals(that.models)
                && engine.equals(that.engine)
                && fallback.equals(that.fallback)
                && Arrays.equals(recurrent.orElse(null), that.recurrent.orElse(null));
    }

    @Override
    public int hashCode() {
        return 31 * Double.hashCode(yhat) + Double.hashCode(sigma);
    }
}
