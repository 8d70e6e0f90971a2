package io.aurora.domain.tails;

import io.aurora.domain.check.Require;

/** What an estimator answers: a value with its standard error, or the reason why the series does not carry one. */
public sealed interface TailEstimate permits TailEstimate.Value, TailEstimate.Refused {
    /**
     * An estimate.
     *
     * @param estimate finite
     * @param standardError asymptotic or jackknife standard error, at least 0
     * @param used how many tail points, frequencies or octaves it rests on
     */
    record Value(double estimate, double standardError, int used) implements TailEstimate {
        public Value {
            Require.finite("estimate", estimate);
            Require.nonNegative("standardError", standardError);
            Require.atLeast("used", used, 1);
        }
    }

    /** No estimate; the message reads {@code rule: name=value}. */
    record Refused(Reason reason, String message) implements TailEstimate {}

    /** Why a series was refused. */
    enum Reason {
        /** An entry is NaN or infinite. */
        NOT_FINITE,
        /** All entries are equal, or the spread that the estimator divides by is zero. */
        CONSTANT,
        /** Too few observations, exceedances, frequencies or octaves for the asymptotics. */
        TOO_SHORT
    }

    /** The estimate, or an exception with the refusal's message. */
    default Value orElseThrow() {
        if (this instanceof Value value) {
            return value;
        }
        throw new IllegalArgumentException(((Refused) this).message());
    }

    default boolean isRefused() {
        return this instanceof Refused;
    }
}
