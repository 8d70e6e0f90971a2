package io.aurora.cluster.e2e;

import io.aurora.domain.market.Bar;
import io.aurora.persistence.bars.BarCsv;
import io.aurora.persistence.bars.BarLength;
import io.aurora.persistence.bars.BarReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One symbol's bars and the file they stand in.
 *
 * @param file CSV or CSV.gz
 * @param bars its bars, in its order
 * @param barLengthMs their length, milliseconds
 */
record BarSeries(Path file, List<Bar> bars, long barLengthMs) {
    private static final String PROPERTY = "aurora.bars.file";
    private static final String VARIABLE = "AURORA_BARS_FILE";
    private static final long SEED = 71;
    private static final int SIMULATED = 1_500;

    BarSeries {
        bars = List.copyOf(bars);
    }

    /**
     * The file that {@code -Daurora.bars.file} or {@code AURORA_BARS_FILE} names, which must be one symbol's; simulated bars, written to
     * {@code folder}, where neither is set.
     */
    static BarSeries configured(Path folder) {
        String named = System.getProperty(PROPERTY, System.getenv(VARIABLE));
        return named == null || named.isBlank() ? simulated(folder) : read(Path.of(named));
    }

    private static BarSeries simulated(Path folder) {
        Path file = folder.resolve("FILED.csv.gz");
        List<Bar> bars = SampleBars.careless("FILED", SEED, SIMULATED);
        BarCsv.write(file, bars);
        return new BarSeries(file, bars, SampleBars.MINUTE_MS);
    }

    private static BarSeries read(Path file) {
        List<Bar> bars = new ArrayList<>();
        try (BarReader reader = BarCsv.open(file)) {
            reader.strict().forEachRemaining(bars::add);
        }
        return new BarSeries(file, bars, BarLength.infer(file));
    }

    String symbol() {
        return bars.get(0).symbol();
    }

    long lastMs() {
        return bars.get(bars.size() - 1).tsMs();
    }

    /** The setting that gives every symbol bars of this length. */
    String barLength() {
        return "symbols.defaults.bar_length=" + barLengthMs + "ms";
    }
}
