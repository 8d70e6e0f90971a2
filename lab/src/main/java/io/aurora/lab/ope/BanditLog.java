package io.aurora.lab.ope;

import io.aurora.domain.learning.offpolicy.LoggedChoices;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Logs of the Open Bandit Dataset (Saito, Aihara, Matsutani and Narita, arXiv:2008.07146): an item is the action, its position the
 * state, a click the reward. Every item could have been shown at every position; there are as many as columns
 * {@code user-item_affinity_*}, and where there are none, as many as the largest {@code item_id} says.
 */
final class BanditLog {
    private BanditLog() {}

    private record Row(int item, int position, double click, double propensity) {}

    static PolicyLog read(Path file, List<String> header) {
        Names positions = new Names();
        List<Row> rows = new ArrayList<>();
        new CsvTable(file)
                .forEach((number, line) -> rows.add(new Row(
                        Integer.parseInt(line.getField("item_id")),
                        positions.of(line.getField("position")),
                        CsvTable.number(line, "click"),
                        CsvTable.number(line, "propensity_score"))));
        int declared = (int) header.stream()
                .filter(name -> name.startsWith("user-item_affinity_"))
                .count();
        int items =
                Math.max(declared, 1 + rows.stream().mapToInt(Row::item).max().orElse(0));
        int[] all = IntStream.range(0, items).toArray();
        try {
            LoggedChoices choices = new LoggedChoices(
                    positions.all().size(),
                    items,
                    rows.stream().mapToInt(Row::position).toArray(),
                    rows.stream().map(row -> all).toArray(int[][]::new),
                    rows.stream().mapToInt(Row::item).toArray(),
                    rows.stream().mapToDouble(Row::propensity).toArray(),
                    rows.stream().mapToDouble(Row::click).toArray());
            List<String> names = IntStream.of(all).mapToObj(Integer::toString).toList();
            return new PolicyLog(file, choices, positions.all(), names, Optional.empty(), 0, 0, 0.0, 1.0);
        } catch (IllegalArgumentException e) {
            throw new LogFileException(file + ": " + e.getMessage(), e);
        }
    }
}
