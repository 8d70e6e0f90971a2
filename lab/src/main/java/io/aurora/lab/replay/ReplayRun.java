package io.aurora.lab.replay;

import io.aurora.domain.market.Bar;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.persistence.bars.BarReader;
import io.aurora.persistence.bars.BarRow;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Replays scanned files, each row to its symbol in the order of the files. */
public final class ReplayRun {
    private final SortedMap<String, SymbolRun> symbols = new TreeMap<>();
    private final Function<String, SymbolRun> open;

    /** What watches a replay. */
    public interface Watcher {
        /** A row was read, whatever became of it. */
        void row();

        /** A bar was decided on. */
        void decided(SymbolEvent.BarDecided decided);
    }

    /** @param open makes the run of a symbol at its first bar */
    public ReplayRun(Function<String, SymbolRun> open) {
        this.open = open;
    }

    /** Replays the files; rows that cannot be read are passed over. */
    public void replay(List<BarScan> files, Optional<String> symbol, Watcher watcher) {
        for (BarScan file : files) {
            try (BarReader reader = BarScan.open(file.file(), symbol)) {
                while (reader.hasNext()) {
                    if (reader.next() instanceof BarRow.Parsed parsed) {
                        offer(parsed.bar(), watcher);
                    }
                    watcher.row();
                }
            }
        }
    }

    private void offer(Bar bar, Watcher watcher) {
        symbols.computeIfAbsent(bar.symbol(), open).offer(bar).ifPresent(watcher::decided);
    }

    /** Every symbol's run, by name. */
    public Collection<SymbolRun> symbols() {
        return symbols.values();
    }
}
