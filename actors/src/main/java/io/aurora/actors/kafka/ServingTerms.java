package io.aurora.actors.kafka;

import io.aurora.domain.market.SymbolSpec;
import io.aurora.domain.settings.Profile;
import io.aurora.domain.symbol.RecordedEvent;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.domain.symbol.SymbolEvent.BarDecided;
import io.aurora.domain.symbol.SymbolState;
import io.aurora.domain.symbol.SymbolView;
import io.aurora.persistence.PersistenceIds;
import io.aurora.persistence.journal.JournalReader;
import io.aurora.persistence.journal.JournalRow;
import io.aurora.persistence.serial.StoredFormException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long a recorded decision holds. The event does not say so itself: it hangs on the symbol's bar length and on the settings in
 * force, which earlier events hold. They are remembered as they pass, and looked up in the symbol's journal where they passed before
 * this process began. Blocking; one thread.
 */
final class ServingTerms {
    private static final Logger LOG = LoggerFactory.getLogger(ServingTerms.class);

    private final JournalReader journal;
    private final Map<Key, Terms> known = new HashMap<>();
    private final Map<String, SymbolSpec> specs = new HashMap<>();

    ServingTerms(JournalReader journal) {
        this.journal = journal;
    }

    private record Key(String symbol, String settingsDigest) {}

    private record Terms(long barLengthMs, double hardLagBars) {}

    /** Remembers what an event says about a symbol's settings. */
    void passed(String symbol, SymbolEvent event) {
        if (event instanceof SymbolEvent.SymbolOpened opened) {
            remember(symbol, opened.spec(), opened.profile(), opened.settingsDigest());
        } else if (event instanceof SymbolEvent.LogicAdopted adopted) {
            SymbolState state = SymbolState.of(adopted.state());
            remember(symbol, state.spec(), state.profile(), state.settingsDigest());
        } else if (event instanceof SymbolEvent.SettingsChanged changed) {
            remember(symbol, spec(symbol), changed.profile(), changed.settingsDigest());
        }
    }

    private void remember(String symbol, SymbolSpec spec, Profile profile, String digest) {
        specs.put(symbol, spec);
        Terms terms = new Terms(spec.barLengthMs(), profile.guards().lag().hard());
        known.put(new Key(symbol, digest), terms);
    }

    /** The first event of a symbol says what it is. */
    private SymbolSpec spec(String symbol) {
        if (!specs.containsKey(symbol)) {
            journal.page(PersistenceIds.symbol(symbol), 0, 1).forEach(row -> read(symbol, row));
        }
        return Optional.ofNullable(specs.get(symbol))
                .orElseThrow(() -> new IllegalStateException("the first event cannot be read: symbol=" + symbol));
    }

    /**
     * As {@link SymbolView#validUntilMs()} had it; absent for bars of the past.
     *
     * @throws IllegalStateException where no readable event before it says so
     */
    OptionalLong validUntilMs(String symbol, long seq, BarDecided decided) {
        if (decided.inputs().historical()) {
            return OptionalLong.empty();
        }
        Key key = new Key(symbol, decided.settingsDigest());
        if (!known.containsKey(key)) {
            lookUp(key, seq);
        }
        Terms terms = known.get(key);
        return OptionalLong.of(
                SymbolView.validUntilMs(decided.inputs().bar().tsMs(), terms.barLengthMs(), terms.hardLagBars()));
    }

    /** Goes through the symbol's journal until the settings are found; nearly always in its first event. */
    private void lookUp(Key key, long beforeSeq) {
        Optional<JournalRow> found = journal.events(PersistenceIds.symbol(key.symbol()), 0)
                .takeWhile(row -> row.sequenceNr() < beforeSeq)
                .filter(row -> !row.manifest().startsWith("bar-decided"))
                .filter(row -> {
                    read(key.symbol(), row);
                    return known.containsKey(key);
                })
                .findFirst();
        if (found.isEmpty()) {
            throw new IllegalStateException("no event before the decision holds its settings: symbol=" + key.symbol()
                    + ", seq=" + beforeSeq + ", settings_digest=" + key.settingsDigest());
        }
    }

    /** What cannot be read is the audit's to find; it says nothing here. */
    private void read(String symbol, JournalRow row) {
        try {
            passed(symbol, ((RecordedEvent) row.decoded()).event());
        } catch (StoredFormException e) {
            LOG.warn("settings not read: symbol={}, seq={}: {}", symbol, row.sequenceNr(), e.getMessage());
        }
    }
}
