package io.aurora.lab.replay;

import io.aurora.persistence.bars.BarCsv;
import io.aurora.persistence.bars.BarLength;
import io.aurora.persistence.bars.BarReader;
import io.aurora.persistence.bars.BarRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a first reading of a file of bars tells before any is replayed.
 *
 * @param file the file
 * @param rows rows of bars, good and bad
 * @param bad messages of the first {@value #SHOWN} rows that cannot be read
 * @param badRows how many cannot be read
 * @param barLengthMs most frequent step of each symbol, milliseconds; absent with fewer than two bars
 */
public record BarScan(
        Path file, long rows, List<String> bad, long badRows, SortedMap<String, OptionalLong> barLengthMs) {
    private static final int SHOWN = 20;

    /** Reads a file once through; with a symbol given, every row must be of it. */
    public static BarScan of(Path file, Optional<String> symbol) {
        SortedMap<String, BarLength> lengths = new TreeMap<>();
        List<String> bad = new ArrayList<>();
        long rows = 0;
        long badRows = 0;
        try (BarReader reader = open(file, symbol)) {
            while (reader.hasNext()) {
                BarRow row = reader.next();
                rows++;
                if (row instanceof BarRow.Parsed parsed) {
                    lengths.computeIfAbsent(parsed.bar().symbol(), name -> new BarLength())
                            .add(parsed.bar().tsMs());
                } else if (row instanceof BarRow.Refused refused && badRows++ < SHOWN) {
                    bad.add(refused.message());
                }
            }
        }
        SortedMap<String, OptionalLong> inferred = new TreeMap<>();
        lengths.forEach((name, length) -> inferred.put(name, length.mostFrequentMs()));
        return new BarScan(file, rows, List.copyOf(bad), badRows, inferred);
    }

    static BarReader open(Path file, Optional<String> symbol) {
        return symbol.isPresent() ? BarCsv.open(file, symbol.get()) : BarCsv.open(file);
    }
}
