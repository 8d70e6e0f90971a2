package io.aurora.domain.learning;

import io.aurora.domain.bytes.BytesReader;
import io.aurora.domain.bytes.BytesWriter;
import io.aurora.domain.learning.PartitionEvent.QRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A partition's rows: value and number of updates of each action tried in a state, and the visits of each state. A value never written
 * is 0. Lookups are hashed; whatever walks the table sorts it first. One owner, not thread-safe.
 */
final class QTable {
    private final Map<String, State> states = new HashMap<>();
    private long pairs;
    private long statesWithRows;

    private static final class State {
        private final Map<String, Cell> cells = new HashMap<>(8);
        private long visits;
    }

    private static final class Cell {
        private double q;
        private long tries;
    }

    long visits(String state) {
        State row = states.get(state);
        return row == null ? 0 : row.visits;
    }

    void visit(String state) {
        states.computeIfAbsent(state, key -> new State()).visits++;
    }

    double q(String state, String action) {
        State row = states.get(state);
        Cell cell = row == null ? null : row.cells.get(action);
        return cell == null ? 0.0 : cell.q;
    }

    double[] q(String state, List<String> actions) {
        double[] values = new double[actions.size()];
        State row = states.get(state);
        for (int i = 0; row != null && i < values.length; i++) {
            Cell cell = row.cells.get(actions.get(i));
            values[i] = cell == null ? 0.0 : cell.q;
        }
        return values;
    }

    double maxQ(String state, List<String> actions) {
        double[] values = q(state, actions);
        double most = values[0];
        for (double value : values) {
            most = Math.max(most, value);
        }
        return most;
    }

    long[] tries(String state, List<String> actions) {
        long[] counts = new long[actions.size()];
        State row = states.get(state);
        for (int i = 0; row != null && i < counts.length; i++) {
            Cell cell = row.cells.get(actions.get(i));
            counts[i] = cell == null ? 0 : cell.tries;
        }
        return counts;
    }

    void update(String state, String action, double q) {
        Cell cell = cell(state, action);
        cell.q = q;
        cell.tries++;
    }

    void set(QRow row) {
        Cell cell = cell(row.state(), row.action());
        cell.q = row.q();
        cell.tries = row.tries();
    }

    /** States that have at least one row. */
    long states() {
        return statesWithRows;
    }

    long pairs() {
        return pairs;
    }

    /** Rows of whole states behind {@code afterState}, by state, then action, until {@code limit} rows are reached. */
    List<QRow> rows(String afterState, int limit) {
        List<QRow> rows = new ArrayList<>();
        for (Map.Entry<String, State> entry :
                new TreeMap<>(states).tailMap(afterState, false).entrySet()) {
            if (rows.size() >= limit) {
                break;
            }
            new TreeMap<>(entry.getValue().cells)
                    .forEach((action, cell) -> rows.add(new QRow(entry.getKey(), action, cell.q, cell.tries)));
        }
        return rows;
    }

    void write(BytesWriter to) {
        to.putInt(states.size());
        new TreeMap<>(states).forEach((key, state) -> {
            to.putString(key).putLong(state.visits).putInt(state.cells.size());
            new TreeMap<>(state.cells)
                    .forEach((action, cell) ->
                            to.putString(action).putDouble(cell.q).putLong(cell.tries));
        });
    }

    static QTable read(BytesReader from) {
        QTable table = new QTable();
        int size = from.getInt();
        for (int i = 0; i < size; i++) {
            String state = from.getString();
            long visits = from.getLong();
            table.states.computeIfAbsent(state, key -> new State()).visits = visits;
            int cells = from.getInt();
            for (int k = 0; k < cells; k++) {
                table.set(new QRow(state, from.getString(), from.getDouble(), from.getLong()));
            }
        }
        return table;
    }

    private Cell cell(String state, String action) {
        State row = states.computeIfAbsent(state, key -> new State());
        Cell cell = row.cells.get(action);
        if (cell == null) {
            cell = new Cell();
            statesWithRows += row.cells.isEmpty() ? 1 : 0;
            pairs++;
            row.cells.put(action, cell);
        }
        return cell;
    }
}
