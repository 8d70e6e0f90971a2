package io.aurora.persistence.bars;

import io.aurora.domain.market.Bar;
import io.aurora.domain.market.SymbolSpec;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;

/**
 * Files of bars as comma-separated values (RFC 4180), UTF-8, compressed where the name ends in {@code .gz}.
 *
 * <p>A header is required. Columns, in any order, others are left alone: {@code timestamp} (start of the bar, see {@link
 * Timestamps}), {@code symbol}, {@code open}, {@code high}, {@code low}, {@code close}, {@code volume}. {@code symbol} may be
 * missing where it is given or the file is named {@code SYMBOL_TIMEFRAME.csv[.gz]}; no other may.
 */
public final class BarCsv {
    private BarCsv() {}

    /** Opens a file; a missing column is refused by name. Rows may be of several symbols. */
    public static BarReader open(Path file) {
        return BarReader.open(file, Optional.empty());
    }

    /** Opens a file of one symbol; a row of another is refused, a file without the column is taken to be of this one. */
    public static BarReader open(Path file, String symbol) {
        return BarReader.open(file, Optional.of(SymbolSpec.requireName(symbol)));
    }

    /** Writes all bars; see {@link #write(Path, Iterator, long)}. */
    public static long write(Path file, Iterable<Bar> bars) {
        return write(file, bars.iterator(), Long.MAX_VALUE);
    }

    /**
     * Writes the next {@code count} bars, or fewer where they end, with the header {@code timestamp,symbol,open,high,low,close,volume},
     * ISO-8601 UTC times and the shortest numbers that read back as the same bits. The file appears as a whole or not at all: it is
     * written beside under another name and moved; one that was there is replaced.
     *
     * @return bars written
     */
    public static long write(Path file, Iterator<Bar> bars, long count) {
        try (BarWriter writer = BarWriter.open(file)) {
            long written = 0L;
            while (written < count && bars.hasNext()) {
                writer.write(bars.next());
                written++;
            }
            writer.commit();
            return written;
        }
    }
}
