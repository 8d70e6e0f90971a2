package io.aurora.actors.symbol;

import io.aurora.domain.inference.BuiltInForecaster;
import io.aurora.domain.market.GapPolicy;
import io.aurora.domain.market.SymbolSpec;
import io.aurora.domain.settings.TestProfiles;
import io.aurora.domain.symbol.Offer;
import io.aurora.domain.symbol.Preparation;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.domain.symbol.SymbolFold;
import io.aurora.domain.symbol.SymbolState;
import io.aurora.domain.symbol.SymbolView;
import java.util.OptionalLong;

/** Views of symbols with something in every field. */
public final class TestViews {
    private TestViews() {}

    /** After 200 bars. */
    public static SymbolView certified() {
        return SymbolView.of(folded(), 201L);
    }

    /** The same, held by an operator. */
    public static SymbolView held() {
        SymbolState state = folded();
        SymbolFold.apply(state, new SymbolEvent.Held(SymbolEvent.LOGIC_VERSION, 1L, "ann", "news"));
        return SymbolView.of(state, 202L);
    }

    private static SymbolState folded() {
        SymbolSpec spec =
                new SymbolSpec("BTC-USDT", TestBars.MINUTE_MS, GapPolicy.GRID, OptionalLong.empty(), "test", 1.0);
        SymbolState state = SymbolState.opened(SymbolFold.open(spec, TestProfiles.quiet(), 0L));
        for (Offer offer : TestBars.offers("BTC-USDT", 2L, 200)) {
            Preparation.Ready ready = (Preparation.Ready) SymbolFold.prepare(state, offer);
            SymbolFold.apply(
                    state, SymbolFold.decide(state, ready, ready.request().map(BuiltInForecaster::forecast), 1.0, 0L));
        }
        return state;
    }
}
