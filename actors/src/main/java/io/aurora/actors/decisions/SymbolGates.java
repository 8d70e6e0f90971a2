package io.aurora.actors.decisions;

import io.aurora.actors.protocol.SymbolProtocol.Shown;
import io.aurora.actors.protocol.SymbolProtocol.Unknown;
import io.aurora.actors.symbol.Symbols;
import io.aurora.domain.learning.Gate;
import io.aurora.domain.symbol.ServedDecision;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Reads what a symbol's certified decision says, as any other reader would: under its hold, the desk's and the clock. */
public final class SymbolGates implements Function<String, CompletionStage<Optional<Gate>>> {
    private final Symbols symbols;
    private final InstantSource clock;

    public SymbolGates(Symbols symbols, InstantSource clock) {
        this.symbols = symbols;
        this.clock = clock;
    }

    /** Absent where nobody knows the symbol; a failed stage where it cannot be read now. */
    @Override
    public CompletionStage<Optional<Gate>> apply(String symbol) {
        return symbols.read(symbol).thenCompose(reply -> {
            if (reply instanceof Shown shown) {
                ServedDecision served = ServedDecision.of(shown.view(), symbols.desk(), clock.millis());
                return CompletableFuture.completedFuture(Optional.of(Gate.of(symbol, served)));
            }
            return reply instanceof Unknown
                    ? CompletableFuture.completedFuture(Optional.empty())
                    : CompletableFuture.failedFuture(new SymbolUnreadException(symbol));
        });
    }

    /** The symbol does not answer now. */
    public static final class SymbolUnreadException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SymbolUnreadException(String symbol) {
            super("the symbol does not answer now: symbol=" + symbol);
        }
    }
}
