package io.aurora.cluster.front;

import io.aurora.http.port.SymbolCatalogue;
import io.aurora.persistence.readside.DecisionRow;
import io.aurora.persistence.readside.ReadSide;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;

/** Names from the read side, read anew at most twice a second. */
final class StoredCatalogue implements SymbolCatalogue {
    private static final long GOOD_MS = 500;

    private final ReadSide readSide;
    private final Blocking blocking;
    private final LiveSymbols live;
    private final Clock clock;
    private final AtomicReference<Names> last = new AtomicReference<>(new Names(Long.MIN_VALUE, List.of()));

    private record Names(long readAtMs, List<String> names) {}

    StoredCatalogue(ReadSide readSide, Blocking blocking, LiveSymbols live, Clock clock) {
        this.readSide = readSide;
        this.blocking = blocking;
        this.live = live;
        this.clock = clock;
    }

    @Override
    public CompletionStage<List<Known>> known() {
        return blocking.call(() -> names().stream()
                .map(name -> new Known(name, live.contains(name)))
                .toList());
    }

    private List<String> names() {
        long now = clock.millis();
        Names known = last.get();
        if (known.readAtMs() != Long.MIN_VALUE && now - known.readAtMs() < GOOD_MS) {
            return known.names();
        }
        List<String> names =
                readSide.symbols().stream().map(DecisionRow.Symbol::name).toList();
        last.set(new Names(now, names));
        return names;
    }
}
