package io.aurora.cluster.front;

import io.aurora.domain.learning.PartitionEvent.Choice;
import io.aurora.domain.learning.PartitionEvent.DecisionMade;
import io.aurora.domain.learning.offpolicy.LoggedChoices;
import io.aurora.persistence.readside.TraceRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answered traces with their states and actions numbered, as off-policy evaluation reads them. */
final class LoggedTraces {
    private final LoggedChoices choices;
    private final List<Situation> situations;
    private final int[] situationOfRow;

    /**
     * What a decision was taken on; many rows share one.
     *
     * @param state key of the state
     * @param candidates action names in the asker's order
     */
    record Situation(String state, List<String> candidates) {}

    /** @param rows answered traces in the order in which they were answered, at least two */
    LoggedTraces(List<TraceRow> rows) {
        int size = rows.size();
        Map<Situation, Integer> numbers = new LinkedHashMap<>();
        Map<String, Integer> states = new HashMap<>();
        Map<String, Integer> actions = new HashMap<>();
        List<int[]> candidatesOfSituation = new ArrayList<>();
        situationOfRow = new int[size];
        int[] state = new int[size];
        int[][] candidates = new int[size][];
        int[] chosen = new int[size];
        double[] propensity = new double[size];
        double[] reward = new double[size];
        for (int i = 0; i < size; i++) {
            DecisionMade made = rows.get(i).decision();
            Choice choice = made.choice().orElseThrow();
            int situation = numbers.computeIfAbsent(new Situation(made.state(), made.candidates()), key -> {
                candidatesOfSituation.add(key.candidates().stream()
                        .mapToInt(action -> number(actions, action))
                        .toArray());
                return numbers.size();
            });
            situationOfRow[i] = situation;
            state[i] = number(states, made.state());
            candidates[i] = candidatesOfSituation.get(situation);
            chosen[i] = choice.index();
            propensity[i] = choice.propensity();
            reward[i] = rows.get(i).feedback().orElseThrow().reward();
        }
        situations = List.copyOf(numbers.keySet());
        choices = new LoggedChoices(states.size(), actions.size(), state, candidates, chosen, propensity, reward);
    }

    private static int number(Map<String, Integer> numbers, String name) {
        Integer known = numbers.putIfAbsent(name, numbers.size());
        return known == null ? numbers.size() - 1 : known;
    }

    LoggedChoices choices() {
        return choices;
    }

    /** Each situation once, in the order of its first row. */
    List<Situation> situations() {
        return situations;
    }

    /** Place of a row's situation among them. */
    int situation(int row) {
        return situationOfRow[row];
    }
}
