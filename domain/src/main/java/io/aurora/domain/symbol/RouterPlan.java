package io.aurora.domain.symbol;

import io.aurora.domain.inference.RouterFit;
import io.aurora.domain.market.Bar;
import io.aurora.domain.regime.RegimeProbabilities;
import io.aurora.domain.settings.RegimeSettings;
import java.util.Optional;

/** Reads off a symbol's state which refits of the BIC router a prepared bar starts and uses. */
final class RouterPlan {
    private RouterPlan() {}

    /** The refit whose last return is the prepared bar's own. */
    static Optional<RouterFit> ahead(SymbolState state, MarketStep step) {
        if (!state.models.fitsRouter() || step.reset()) {
            return Optional.empty();
        }
        MarketState market = filled(state, step);
        RegimeSettings settings = state.profile.regime();
        return RouterState.refitAt(market.returnCount() + 1, settings)
                ? Optional.of(market.fitWith(step.ret1()))
                : Optional.empty();
    }

    /** The refit whose result the prepared bar uses. */
    static Optional<RouterFit> due(SymbolState state, MarketStep step) {
        if (!state.models.fitsRouter() || step.reset()) {
            return Optional.empty();
        }
        RegimeSettings settings = state.profile.regime();
        MarketState market = filled(state, step);
        RouterState router = filledRouter(state, step);
        return router.dueWithNextBar(settings)
                ? market.fit(router.pending().get(0).atReturn())
                : Optional.empty();
    }

    /** What holds where nobody answers better: of the last fit, uniform since a reset. */
    static RegimeProbabilities probabilities(SymbolState state, MarketStep step) {
        return step.reset() ? RouterState.START.probabilities() : state.router.probabilities();
    }

    private static MarketState filled(SymbolState state, MarketStep step) {
        if (step.fills().isEmpty()) {
            return state.market;
        }
        MarketState market = state.market.copy();
        market.advance(step.fills());
        return market;
    }

    private static RouterState filledRouter(SymbolState state, MarketStep step) {
        RouterState router = state.router;
        long returns = state.market.returnCount();
        for (Bar ignored : step.fills()) {
            returns++;
            router = router.withReturn(returns, state.profile.regime());
        }
        return router;
    }
}
