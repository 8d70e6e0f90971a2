package io.aurora.persistence.bars;

import io.aurora.domain.market.Bar;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The length of bars, inferred: the most frequent step forward between consecutive bars, of equally frequent ones the shortest.
 * Steps of zero or back do not count. Memory grows with the number of different steps.
 */
public final class BarLength {
    private final SortedMap<Long, Long> countOfStep = new TreeMap<>();
    private boolean started;
    private long lastMs;

    /** Counts the step to the next bar of one symbol. */
    public void add(long tsMs) {
        if (started && tsMs > lastMs) {
            countOfStep.merge(tsMs - lastMs, 1L, Long::sum);
        }
        started = true;
        lastMs = tsMs;
    }

    /** The most frequent step, milliseconds; empty before two bars. */
    public OptionalLong mostFrequentMs() {
        OptionalLong best = OptionalLong.empty();
        long bestCount = 0L;
        for (Map.Entry<Long, Long> entry : countOfStep.entrySet()) {
            if (entry.getValue() > bestCount) {
                best = OptionalLong.of(entry.getKey());
                bestCount = entry.getValue();
            }
        }
        return best;
    }

    /**
     * The length of each symbol's bars in a file, read once through; rows that cannot be read are left out.
     *
     * @return by symbol, in order; a symbol of fewer than two bars has none
     */
    public static SortedMap<String, Long> inferEach(Path file) {
        SortedMap<String, BarLength> bySymbol = new TreeMap<>();
        try (BarReader reader = BarCsv.open(file)) {
            while (reader.hasNext()) {
                if (reader.next() instanceof BarRow.Parsed parsed) {
                    Bar bar = parsed.bar();
                    bySymbol.computeIfAbsent(bar.symbol(), name -> new BarLength())
                            .add(bar.tsMs());
                }
            }
        }
        SortedMap<String, Long> lengths = new TreeMap<>();
        bySymbol.forEach((symbol, length) -> length.mostFrequentMs().ifPresent(ms -> lengths.put(symbol, ms)));
        return lengths;
    }

    /** The length common to the file's symbols; refused where there are too few bars or the symbols differ. */
    public static long infer(Path file) {
        SortedMap<String, Long> lengths = inferEach(file);
        long[] distinct =
                lengths.values().stream().mapToLong(Long::longValue).distinct().toArray();
        if (distinct.length != 1) {
            String problem = lengths.isEmpty()
                    ? "needs two bars of a symbol to infer the bar length"
                    : "bar lengths differ: " + lengths;
            throw new BarFileException(file, problem);
        }
        return distinct[0];
    }
}
