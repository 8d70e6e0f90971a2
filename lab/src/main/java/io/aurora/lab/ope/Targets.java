package io.aurora.lab.ope;

import io.aurora.domain.learning.offpolicy.CrossFittedTable;
import io.aurora.domain.learning.offpolicy.LoggedChoices;
import io.aurora.domain.learning.offpolicy.TargetPolicy;
import java.util.Arrays;

/** The policies that a log can be asked for. */
public final class Targets {
    private Targets() {}

    /** Every candidate alike. */
    public static TargetPolicy uniform(PolicyLog log) {
        return row -> shares(new double[log.choices().candidates()[row].length]);
    }

    /** The candidate with the highest reward in the cross-fitted model of the log, by rows other than those of the row's fold. */
    public static TargetPolicy greedy(PolicyLog log, CrossFittedTable model) {
        return row -> {
            double[] probabilities = new double[log.choices().candidates()[row].length];
            probabilities[model.greedy(row)] = 1.0;
            return probabilities;
        };
    }

    /** The greedy candidate of the logged values, and with probability {@code epsilon} any alike: the log's own table, explored otherwise. */
    public static TargetPolicy explored(PolicyLog log, double epsilon) {
        int[] greedy =
                log.greedy().orElseThrow(() -> new LogFileException(log.file() + ": has no values to be greedy on"));
        return row -> {
            int candidates = log.choices().candidates()[row].length;
            double[] probabilities = new double[candidates];
            Arrays.fill(probabilities, epsilon / candidates);
            probabilities[greedy[row]] += 1.0 - epsilon;
            return probabilities;
        };
    }

    /**
     * How often another log chose each action in a state of the same name, among the row's candidates; every candidate alike where it
     * never was in that state or chose none of them there.
     */
    public static TargetPolicy empirical(PolicyLog log, PolicyLog other) {
        LoggedChoices from = other.choices();
        double[][] counts = new double[from.states()][from.actions()];
        for (int row = 0; row < from.rows(); row++) {
            counts[from.state()[row]][from.action(row)]++;
        }
        int[] states = log.states().stream().mapToInt(other.states()::indexOf).toArray();
        int[] actions =
                log.actions().stream().mapToInt(other.actions()::indexOf).toArray();
        return row -> {
            int state = states[log.choices().state()[row]];
            int[] candidates = log.choices().candidates()[row];
            double[] probabilities = new double[candidates.length];
            for (int i = 0; i < candidates.length; i++) {
                int action = actions[candidates[i]];
                probabilities[i] = state < 0 || action < 0 ? 0.0 : counts[state][action];
            }
            return shares(probabilities);
        };
    }

    private static double[] shares(double[] counts) {
        double sum = Arrays.stream(counts).sum();
        if (sum == 0.0) {
            Arrays.fill(counts, 1.0 / counts.length);
            return counts;
        }
        for (int i = 0; i < counts.length; i++) {
            counts[i] /= sum;
        }
        return counts;
    }
}
