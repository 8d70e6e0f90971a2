package io.aurora.domain.symbol;

import io.aurora.domain.conformal.Stats;
import io.aurora.domain.inference.ModelIds;
import io.aurora.domain.market.SymbolSpec;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A symbol as its owner shows it: an immutable copy of what is served, taken at one sequence number. What is certified from it at a
 * given time is {@link ServedDecision#of}'s to say.
 *
 * @param spec what the symbol is
 * @param seq sequence number of its last event, 0 before the first
 * @param settingsDigest digest of the settings in force
 * @param obeyed whether the profile's gating is to be obeyed (not in {@code shadow})
 * @param hardLagBars the lag guard's hard threshold, in bars; sets how long a decision holds
 * @param models models in force
 * @param riskMode risk mode in force
 * @param hold the operator's hold, where there is one
 * @param counts bars so far
 * @param conformal the predictor's figures
 * @param ewmaSigma EWMA volatility of the returns so far, log return; 0 before there are enough
 * @param sigmaFloor least scale of a forecast, log return
 * @param last the last decision, absent before the first bar
 */
public record SymbolView(
        SymbolSpec spec,
        long seq,
        String settingsDigest,
        boolean obeyed,
        double hardLagBars,
        ModelIds models,
        RiskMode riskMode,
        Optional<SymbolEvent.Held> hold,
        SymbolState.Counts counts,
        Stats conformal,
        double ewmaSigma,
        double sigmaFloor,
        Optional<SymbolEvent.BarDecided> last) {

    public static SymbolView of(SymbolState state, long seq) {
        return new SymbolView(
                state.spec(),
                seq,
                state.settingsDigest(),
                state.profile().execution().obeyed(),
                state.profile().guards().lag().hard(),
                state.models(),
                state.riskMode(),
                state.hold(),
                state.counts(),
                state.conformalStats(),
                state.ewmaSigma(),
                state.profile().icp().sigmaFloor(),
                state.last());
    }

    /**
     * Until when the last decision is certified, epoch milliseconds: the end of the next bar and the hard lag guard. Absent for bars of
     * the past, and before the first bar.
     */
    public OptionalLong validUntilMs() {
        if (last.isEmpty() || last.get().inputs().historical()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(validUntilMs(last.get().inputs().bar().tsMs(), spec.barLengthMs(), hardLagBars));
    }

    /**
     * Until when a live decision is certified: the end of the bar after its own, and the hard lag guard.
     *
     * @param barTsMs start of the bar decided on, epoch milliseconds
     * @param barLengthMs length of a bar, milliseconds
     * @param hardLagBars the lag guard's hard threshold in force, bars
     */
    public static long validUntilMs(long barTsMs, long barLengthMs, double hardLagBars) {
        return barTsMs + 2 * barLengthMs + (long) Math.ceil(hardLagBars * barLengthMs);
    }
}
