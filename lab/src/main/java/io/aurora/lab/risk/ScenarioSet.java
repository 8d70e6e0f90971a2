package io.aurora.lab.risk;

import io.aurora.domain.risk.Scenarios;
import io.aurora.lab.ope.CsvTable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Joint returns with names.
 *
 * @param assets a name a column
 * @param labels a name a row: the time a step ended, or {@code row 17} counted from 0
 * @param scenarios the returns
 */
public record ScenarioSet(List<String> assets, List<String> labels, Scenarios scenarios) {
    public ScenarioSet {
        assets = List.copyOf(assets);
        labels = List.copyOf(labels);
    }

    /** The newest {@code most} simple returns of aligned series, or all where there are fewer. */
    public static ScenarioSet of(AlignedReturns returns, int most) {
        double[][] rows = returns.simpleRows();
        int from = Math.max(0, rows.length - most);
        List<String> labels = IntStream.range(from, rows.length)
                .mapToObj(i -> Instant.ofEpochMilli(returns.timeMs(i)).toString())
                .toList();
        return new ScenarioSet(returns.symbols(), labels, Scenarios.of(Arrays.copyOfRange(rows, from, rows.length)));
    }

    /** The last {@code most} rows of a file with a column an asset and a row a scenario. */
    public static ScenarioSet read(Path file, int most) {
        CsvTable table = new CsvTable(file);
        List<String> assets = table.header();
        List<double[]> rows = new ArrayList<>();
        table.forEach((row, line) -> rows.add(assets.stream()
                .mapToDouble(asset -> CsvTable.number(line, asset))
                .toArray()));
        int from = Math.max(0, rows.size() - most);
        List<String> labels =
                IntStream.range(from, rows.size()).mapToObj(i -> "row " + i).toList();
        return new ScenarioSet(
                assets, labels, Scenarios.of(rows.subList(from, rows.size()).toArray(double[][]::new)));
    }
}
