package io.aurora.domain.portfolio;

import io.aurora.domain.acceptance.AcceptanceState;
import io.aurora.domain.symbol.SymbolView;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a basket watches of a member.
 *
 * @param symbol its name
 * @param regime absent in its first bars
 * @param state acceptance state of its last decision; WARMUP before one
 * @param kappaPlus of its last decision; absent before one was certified
 * @param bars bars it has accepted
 */
public record MemberState(
        String symbol, Optional<MarketRegime> regime, AcceptanceState state, OptionalDouble kappaPlus, long bars) {

    /** Of a symbol as it stands. */
    public static MemberState of(SymbolView view) {
        return new MemberState(
                view.spec().name(),
                MarketRegime.of(view),
                view.last().map(event -> event.outcome().verdict().state()).orElse(AcceptanceState.WARMUP),
                view.last()
                        .flatMap(event -> event.outcome().certified())
                        .map(certified -> OptionalDouble.of(certified.scores().kappaPlus()))
                        .orElse(OptionalDouble.empty()),
                view.counts().accepted());
    }
}
