package io.aurora.cluster.metrics;

import io.aurora.domain.acceptance.AcceptanceState;
import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.learning.PsiSums;
import io.aurora.domain.regime.RegimeProbabilities;
import io.aurora.domain.symbol.Outcome;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.domain.symbol.SymbolView;
import io.aurora.domain.symbol.Triggers;
import java.util.Arrays;
import java.util.Optional;

/**
 * What is kept of one symbol between two readings: its last view, which the symbol's own state holds anyway, so that keeping it costs
 * one small object a decision.
 *
 * @param profile name of the settings in force
 * @param view the symbol after its last event
 */
record SymbolFigures(String profile, SymbolView view) {

    /** Whether the last decision has outlived its bar at {@code nowMs}. */
    boolean stale(long nowMs) {
        return view.validUntilMs().isPresent() && nowMs >= view.validUntilMs().getAsLong();
    }

    /** State as recorded. */
    AcceptanceState state() {
        return verdict().map(Outcome.Verdict::state).orElse(AcceptanceState.WARMUP);
    }

    /** State as served at {@code nowMs}. */
    AcceptanceState served(long nowMs) {
        return stale(nowMs) ? AcceptanceState.BLOCK : state();
    }

    boolean live(long nowMs) {
        return state() != AcceptanceState.WARMUP && !stale(nowMs);
    }

    /** Its part of the psi field: nothing where it is not live or nobody has told its regime yet. */
    PsiSums psi(long nowMs) {
        Optional<double[]> probabilities = view.last()
                .flatMap(last -> last.inputs().inference())
                .map(InferenceResult::probabilities)
                .map(RegimeProbabilities::toArray);
        if (!live(nowMs) || probabilities.isEmpty()) {
            return PsiSums.NONE;
        }
        double largest = Arrays.stream(probabilities.get()).max().orElse(0.0);
        return new PsiSums(1, largest, served(nowMs) == AcceptanceState.BLOCK ? 0 : 1);
    }

    Optional<Outcome> outcome() {
        return view.last().map(SymbolEvent.BarDecided::outcome);
    }

    /** Triggers at the last bar; none before the first. */
    Triggers triggers() {
        return verdict().map(Outcome.Verdict::triggers).orElse(Triggers.OFF);
    }

    private Optional<Outcome.Verdict> verdict() {
        return outcome().map(Outcome::verdict);
    }
}
