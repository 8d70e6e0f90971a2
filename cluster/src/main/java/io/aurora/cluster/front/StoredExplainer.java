package io.aurora.cluster.front;

import io.aurora.domain.audit.RecordDifferences;
import io.aurora.domain.symbol.BarInputs;
import io.aurora.domain.symbol.Offer;
import io.aurora.domain.symbol.Preparation;
import io.aurora.domain.symbol.RecordedEvent;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.domain.symbol.SymbolFold;
import io.aurora.domain.symbol.SymbolState;
import io.aurora.http.port.Explainer;
import io.aurora.persistence.PersistenceIds;
import io.aurora.persistence.SymbolCheckpoint;
import io.aurora.persistence.journal.JournalReader;
import io.aurora.persistence.journal.JournalRow;
import io.aurora.persistence.store.Checkpoints;
import io.aurora.persistence.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Derives a stored decision again: from the checkpoint before it (at most 5,000 events away) or from the symbol's opening, by the fold
 * that took it.
 */
final class StoredExplainer implements Explainer {
    private static final int PAGE = 1_000;

    private final Checkpoints checkpoints;
    private final JournalReader journal;
    private final Blocking blocking;

    StoredExplainer(Store store, JournalReader journal, Blocking blocking) {
        this.checkpoints = new Checkpoints(store);
        this.journal = journal;
        this.blocking = blocking;
    }

    @Override
    public CompletionStage<Optional<Explanation>> explain(String symbol, long seq) {
        return blocking.call(() -> derive(symbol, seq));
    }

    private Optional<Explanation> derive(String symbol, long seq) {
        String id = PersistenceIds.symbol(symbol);
        Optional<SymbolEvent> recorded = event(id, seq);
        if (recorded.isEmpty() || !(recorded.get() instanceof SymbolEvent.BarDecided decided)) {
            return Optional.empty();
        }
        if (decided.logicVersion() != SymbolEvent.LOGIC_VERSION) {
            return Optional.of(explanation(symbol, seq, decided, List.of(), List.of(), Optional.of("other_logic")));
        }
        SymbolState before = stateBefore(id, seq);
        BarInputs inputs = decided.inputs();
        Offer offer = new Offer(inputs.bar(), inputs.historical(), inputs.receivedAtMs());
        if (!(SymbolFold.prepare(before, offer) instanceof Preparation.Ready ready)) {
            return Optional.of(
                    explanation(symbol, seq, decided, List.of(), List.of(), Optional.of("bar_not_accepted")));
        }
        SymbolEvent.BarDecided derived =
                SymbolFold.decide(before, ready, inputs.inference(), inputs.latencyMs(), decided.atMs());
        List<Difference> differences = RecordDifferences.of(decided, derived).stream()
                .map(StoredExplainer::difference)
                .toList();
        return Optional.of(explanation(
                symbol, seq, decided, ExplanationSteps.of(before, ready, derived), differences, Optional.empty()));
    }

    private static Explanation explanation(
            String symbol,
            long seq,
            SymbolEvent.BarDecided decided,
            List<Step> steps,
            List<Difference> differences,
            Optional<String> reason) {
        return new Explanation(
                symbol,
                seq,
                decided.logicVersion(),
                decided.settingsDigest(),
                Figures.of(decided.inputs()),
                steps,
                Figures.of(decided.outcome()),
                differences.isEmpty() && reason.isEmpty(),
                differences,
                reason);
    }

    /** A line {@code path: recorded=a, derived=b} in its parts. */
    private static Difference difference(String line) {
        int recorded = line.indexOf(": recorded=");
        int derived = line.indexOf(", derived=", recorded);
        return new Difference(
                line.substring(0, recorded),
                line.substring(recorded + ": recorded=".length(), derived),
                line.substring(derived + ", derived=".length()));
    }

    private Optional<SymbolEvent> event(String id, long seq) {
        return journal.page(id, seq - 1, 1).stream()
                .filter(row -> row.sequenceNr() == seq)
                .map(StoredExplainer::event)
                .findFirst();
    }

    private static SymbolEvent event(JournalRow row) {
        return ((RecordedEvent) row.decoded()).event();
    }

    private SymbolState stateBefore(String id, long seq) {
        Optional<SymbolCheckpoint> near = checkpoints.newestUpTo(id, seq - 1);
        Optional<SymbolState> state = near.map(SymbolCheckpoint::state).map(SymbolState::of);
        long after = near.map(SymbolCheckpoint::sequenceNr).orElse(0L);
        while (after < seq - 1) {
            List<JournalRow> rows = journal.page(id, after, (int) Math.min(PAGE, seq - 1 - after));
            for (JournalRow row : rows) {
                state = Optional.of(SymbolFold.next(state, event(row)));
                after = row.sequenceNr();
            }
            if (rows.isEmpty()) {
                throw new IllegalStateException("the journal has a hole: persistence_id=" + id + ", after=" + after);
            }
        }
        return state.orElseThrow();
    }
}
