package io.aurora.domain.symbol;

import io.aurora.domain.inference.InferenceRequest;
import io.aurora.domain.inference.RecurrentInput;
import java.util.List;
import java.util.Optional;

/**
 * The newest recurrent state that the engine answered, kept in memory only. It saves the engine from rerunning the bars since the last
 * stored checkpoint: only those after its own bar are rerun, and where nothing is hot, those after the checkpoint. Either way the forecast
 * has the same bits.
 *
 * <p>Bars on which the built-in forecaster stood in are rerun with the next forecast. A long row of them would take longer than a forecast
 * may, and every forecast would come too late for ever: {@link #behind} gives requests that work it off away from any decision.
 * Not thread-safe.
 */
public final class HotRecurrence {
    /** A forecast's own request reruns fewer bars than this, unless nobody has caught up before it. */
    public static final int FEW = 8;

    private Optional<Hot> hot = Optional.empty();
    private long stretch;

    /** @param since bars since the stored checkpoint that {@code state} has seen */
    private record Hot(float[] state, int since) {}

    /**
     * A request whose answer's recurrent state is wanted, its forecast not.
     *
     * @param since bars since the stored checkpoint that its answer has seen
     */
    public record CatchUp(InferenceRequest request, long stretch, int since) {}

    /**
     * The request, from the nearest recurrent state there is.
     *
     * @param request as {@link SymbolFold#prepare} makes it
     * @param reset whether the request's bar starts the windows anew
     */
    public InferenceRequest nearest(InferenceRequest request, boolean reset) {
        return reset
                ? request
                : hot.map(known -> request.from(after(known, request.recurrent())))
                        .orElse(request);
    }

    private static RecurrentInput after(Hot known, RecurrentInput stored) {
        List<double[]> since = stored.since();
        return new RecurrentInput(known.state(), since.subList(known.since(), since.size()));
    }

    /** After a decision was applied to {@code state}, with {@code answered} as the engine's new recurrent state. */
    public void decided(SymbolEvent.BarDecided decided, SymbolState state, Optional<float[]> answered) {
        if (answered.isPresent() || decided.outcome().placement().reset()) {
            forget();
        }
        if (state.models().recurrent() && answered.isPresent()) {
            hot = Optional.of(
                    new Hot(answered.get(), state.recurrent.input().since().size()));
        }
    }

    /**
     * A request that brings the hot state nearer to the last bar, at most {@value RecurrentMemory#EVERY} steps at a time; absent where the
     * next forecast has few bars to rerun.
     */
    public Optional<CatchUp> behind(SymbolState state) {
        RecurrentInput input =
                hot.map(known -> after(known, state.recurrent.input())).orElse(state.recurrent.input());
        List<double[]> since = input.since();
        if (since.size() < FEW || state.last.isEmpty()) {
            return Optional.empty();
        }
        int steps = Math.min(since.size(), RecurrentMemory.EVERY);
        InferenceRequest request = new InferenceRequest(
                state.spec.name(),
                state.last.get().inputs().bar().tsMs(),
                since.get(steps - 1),
                new RecurrentInput(input.checkpoint(), since.subList(0, steps - 1)),
                state.market.ewmaSigma(),
                state.router.probabilities(),
                state.models);
        return Optional.of(new CatchUp(request, stretch, hot.map(Hot::since).orElse(0) + steps));
    }

    /** The answer's recurrent state to a request of {@link #behind}; ignored where the symbol has gone another way meanwhile. */
    public void caughtUp(CatchUp asked, float[] state) {
        if (asked.stretch() == stretch) {
            hot = Optional.of(new Hot(state, asked.since()));
        }
    }

    /** Nothing in memory counts any more: after a recovery, or another event than a decision. */
    public void forget() {
        hot = Optional.empty();
        stretch++;
    }
}
