package io.aurora.actors.symbol;

import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.settings.Profile;
import io.aurora.domain.symbol.SymbolView;
import java.util.Locale;

/**
 * What happens to symbols, told where it happens and once. Implementations count; they return at once, never throw and are called from
 * many threads. Symbols by name are for keeping one figure for each live symbol, never for a label.
 */
public interface SymbolMetrics {
    SymbolMetrics NONE = new SymbolMetrics() {};

    /** Why a bar led to no decision. */
    enum TurnedAway {
        DUPLICATE,
        /** A bar of the same time with other values. */
        DUPLICATE_DIFFERS,
        LATE,
        REFUSED,
        BUSY,
        UNAVAILABLE;

        private final String code = name().toLowerCase(Locale.ROOT);

        /** Stable name, snake_case. */
        public String code() {
            return code;
        }
    }

    /** What was done with a snapshot. */
    enum SnapshotOp {
        SAVE,
        LOAD,
        DELETE
    }

    /**
     * Where the time of one decision went, nanoseconds.
     *
     * @param prepareNanos placement, features, market figures
     * @param routerNanos waiting for regime probabilities of a refit, 0 where none was due
     * @param inferenceNanos waiting for the forecast, 0 where nobody was asked
     * @param decideNanos interval, scores, guards, state machine, gating
     * @param storeNanos until the journal had the event
     */
    record Stages(long prepareNanos, long routerNanos, long inferenceNanos, long decideNanos, long storeNanos) {
        public long totalNanos() {
            return prepareNanos + routerNanos + inferenceNanos + decideNanos + storeNanos;
        }
    }

    /**
     * A decision is stored; {@code view.last()} is it.
     *
     * @param profile settings in force
     */
    default void decided(Profile profile, SymbolView view, Stages stages) {}

    /** A hold, a release, other settings, models, logic or risk mode are stored. */
    default void changed(Profile profile, SymbolView view) {}

    /** An offered bar led to no decision; {@code reason} is the refusal's code, or the kind's. */
    default void turnedAway(String symbol, TurnedAway kind, String reason) {}

    /** Inference did not answer: the symbol fell back, or waits to ask again. */
    default void inferenceMissed(String symbol, InferenceResult.Fallback why, boolean askedAgain) {}

    /** A known symbol is live on this node. */
    default void recovered(Profile profile, SymbolView view, double seconds) {}

    /** A symbol left this node's memory. */
    default void stopped(String symbol) {}

    default void snapshot(SnapshotOp op, boolean success) {}

    /** The journal failed under a symbol; it recovers after a pause. */
    default void journalFailed(String symbol) {}
}
