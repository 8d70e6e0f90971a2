package io.aurora.http.resource;

import io.aurora.actors.basket.Baskets;
import io.aurora.actors.symbol.Symbols;
import io.aurora.domain.acceptance.AcceptanceState;
import io.aurora.domain.desk.DeskState;
import io.aurora.domain.symbol.ServedDecision;
import io.aurora.domain.symbol.SymbolView;
import io.aurora.http.edge.Problem;
import io.aurora.http.edge.ProblemKind;
import io.aurora.http.port.DecisionRow;
import io.aurora.http.port.HttpMetrics;
import io.aurora.http.port.Quorum;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The only door through which decisions leave the node: under the desk, the symbol's hold and the clock of the time of reading. */
public final class Serving {
    private final Symbols symbols;
    private final Baskets baskets;
    private final Quorum quorum;
    private final HttpMetrics metrics;
    private final Clock clock;

    /**
     * A symbol and what may be done with it now.
     *
     * @param view the symbol
     * @param decision what is served
     * @param desk the desk it was served under
     * @param holdings the symbol's parts in baskets; no part of what is certified of it
     */
    record Served(SymbolView view, ServedDecision decision, Optional<DeskState> desk, List<Baskets.Holding> holdings) {}

    /**
     * A recorded decision and what may be done by it now.
     *
     * @param state state now
     * @param blocked whether an overlay takes the size
     * @param stale whether it has outlived its bar
     * @param blockReasons overlays first
     */
    record ServedRow(AcceptanceState state, boolean blocked, boolean stale, List<String> blockReasons) {}

    public Serving(Symbols symbols, Baskets baskets, Quorum quorum, HttpMetrics metrics, Clock clock) {
        this.symbols = symbols;
        this.baskets = baskets;
        this.quorum = quorum;
        this.metrics = metrics;
        this.clock = clock;
    }

    Served serve(SymbolView view) {
        Optional<DeskState> desk = symbols.desk();
        ServedDecision decision = ServedDecision.of(view, desk, clock.millis());
        if (decision.stale()) {
            metrics.staleServed();
        }
        return new Served(view, decision, desk, baskets.of(view.spec().name()));
    }

    /** A row of the stream: its reader may act on it, so that desk and clock hold here too. */
    ServedRow serve(DecisionRow row) {
        Optional<DeskState> desk = symbols.desk();
        boolean held = desk.isEmpty() || desk.get().held();
        boolean stale = row.validUntilMs().isPresent()
                && clock.millis() >= row.validUntilMs().getAsLong();
        List<String> reasons = new ArrayList<>();
        if (stale) {
            metrics.staleServed();
            reasons.add("stale");
        }
        if (held) {
            reasons.add("desk_hold");
        }
        reasons.addAll(row.blockReasons());
        return new ServedRow(stale ? AcceptanceState.BLOCK : row.state(), stale || held, stale, reasons);
    }

    Optional<DeskState> desk() {
        return symbols.desk();
    }

    Clock clock() {
        return clock;
    }

    /** Ends the request where the node may not speak for its cluster. */
    void requireQuorum() {
        if (!quorum.reachable()) {
            throw Problem.of(ProblemKind.NO_MAJORITY, "no majority of the cluster was heard of lately")
                    .exception();
        }
    }
}
