package io.aurora.lab.ope;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.aurora.domain.learning.offpolicy.LoggedChoices;
import io.aurora.persistence.readside.Joined;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The decision loop's own log as {@code aurora decisions export} writes it: one row a decision, lists joined by {@code |}, the reward
 * empty without feedback, the propensity empty where nothing was chosen. Both kinds of rows are left out and counted; leaving out the
 * former is right where feedback comes or not whatever the outcome was.
 */
final class DecisionLog {
    private static final double LEAST = -1.0;
    private static final double MOST = 1.0;

    private final Names states = new Names();
    private final Names actions = new Names();
    private final Set<String> policies = new TreeSet<>();
    private final Map<String, int[]> candidateLists = new HashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private long withoutReward;
    private long refused;

    private record Row(int state, int[] candidates, int chosen, int greedy, double propensity, double reward) {}

    private DecisionLog() {}

    static PolicyLog read(Path file, Optional<String> policy) {
        DecisionLog log = new DecisionLog();
        new CsvTable(file).forEach((number, line) -> log.take(line, policy));
        if (log.policies.size() > 1) {
            throw new LogFileException(file + ": holds the policies " + log.policies + ": choose one of them");
        }
        if (log.rows.size() < 2) {
            throw new LogFileException(file + ": needs two rows with a reward: rows=" + log.rows.size());
        }
        return log.made(file);
    }

    private void take(NamedCsvRecord line, Optional<String> policy) {
        String of = line.getField("policy");
        if (policy.isPresent() && !policy.get().equals(of)) {
            return;
        }
        policies.add(of);
        if (line.getField("propensity").isEmpty()) {
            refused++;
        } else if (line.getField("reward").isEmpty()) {
            withoutReward++;
        } else {
            rows.add(row(line));
        }
    }

    private Row row(NamedCsvRecord line) {
        List<String> names = Joined.split(line.getField("candidates"));
        int chosen = names.indexOf(line.getField("action"));
        if (chosen < 0) {
            throw new IllegalArgumentException("must be one of " + names + ": action=" + line.getField("action"));
        }
        return new Row(
                states.of(line.getField("state")),
                candidateLists.computeIfAbsent(
                        line.getField("candidates"),
                        text -> names.stream().mapToInt(actions::of).toArray()),
                chosen,
                greedy(line, names, chosen),
                CsvTable.number(line, "propensity"),
                CsvTable.number(line, "reward"));
    }

    /** What was chosen where nothing was explored; else the highest value, of equals the first name, as the log has no tries. */
    private static int greedy(NamedCsvRecord line, List<String> names, int chosen) {
        if (!Boolean.parseBoolean(line.getField("explored"))) {
            return chosen;
        }
        List<String> values = Joined.split(line.getField("q"));
        if (values.size() != names.size()) {
            throw new IllegalArgumentException("must be as many as candidates: q=" + values.size());
        }
        double[] q = values.stream().mapToDouble(Double::parseDouble).toArray();
        int best = 0;
        for (int i = 1; i < q.length; i++) {
            if (q[i] > q[best] || q[i] == q[best] && names.get(i).compareTo(names.get(best)) < 0) {
                best = i;
            }
        }
        return best;
    }

    private PolicyLog made(Path file) {
        try {
            LoggedChoices choices = new LoggedChoices(
                    states.all().size(),
                    actions.all().size(),
                    rows.stream().mapToInt(Row::state).toArray(),
                    rows.stream().map(Row::candidates).toArray(int[][]::new),
                    rows.stream().mapToInt(Row::chosen).toArray(),
                    rows.stream().mapToDouble(Row::propensity).toArray(),
                    rows.stream().mapToDouble(Row::reward).toArray());
            int[] greedy = rows.stream().mapToInt(Row::greedy).toArray();
            return new PolicyLog(
                    file,
                    choices,
                    states.all(),
                    actions.all(),
                    Optional.of(greedy),
                    withoutReward,
                    refused,
                    LEAST,
                    MOST);
        } catch (IllegalArgumentException e) {
            throw new LogFileException(file + ": " + e.getMessage(), e);
        }
    }
}
