package io.aurora.domain.symbol;

import io.aurora.domain.inference.InferenceRequest;
import io.aurora.domain.inference.ModelIds;
import io.aurora.domain.inference.RecurrentInput;
import java.util.List;
import java.util.Optional;

/**
 * The newest recurrent state that the engine answered, kept in memory only. It saves the engine from rerunning the bars since the last
 * stored checkpoint and is used for exactly the bar after its own, with the same models; else the state's own checkpoint serves.
 * Either way the forecast has the same bits. Not thread-safe.
 */
public final class HotRecurrence {
    private Optional<Hot> hot = Optional.empty();

    private record Hot(long barTsMs, ModelIds models, float[] state) {}

    /**
     * The request, from the nearest recurrent state there is.
     *
     * @param reset whether the request's bar starts the windows anew
     */
    public InferenceRequest nearest(SymbolState state, InferenceRequest request, boolean reset) {
        boolean next = !reset
                && hot.isPresent()
                && hot.get().models().equals(state.models())
                && state.last()
                        .filter(last -> last.inputs().bar().tsMs() == hot.get().barTsMs())
                        .isPresent();
        return next ? request.from(new RecurrentInput(hot.get().state(), List.of())) : request;
    }

    /** After a decision was taken with {@code answered} as the engine's new state. */
    public void decided(SymbolEvent.BarDecided decided, SymbolState state, Optional<float[]> answered) {
        hot = answered.filter(any -> state.models().recurrent())
                .map(values -> new Hot(decided.inputs().bar().tsMs(), state.models(), values));
    }

    /** Nothing in memory counts any more. */
    public void forget() {
        hot = Optional.empty();
    }
}
