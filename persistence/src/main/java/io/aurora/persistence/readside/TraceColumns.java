package io.aurora.persistence.readside;

import io.aurora.domain.learning.Gate;
import io.aurora.domain.learning.PartitionEvent.Choice;
import io.aurora.domain.learning.PartitionEvent.DecisionMade;
import io.aurora.domain.learning.PartitionEvent.ExpiryCause;
import io.aurora.domain.learning.PartitionEvent.FeedbackApplied;
import io.aurora.domain.learning.PsiField;
import io.aurora.domain.learning.TaskContext;
import io.aurora.domain.learning.TaskOutcome;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Rows of {@code trace t}, joined with {@code feedback f} and {@code trace_expiry e}, read as the events they were written from. Expiries
 * written before schema version 6 stand in the trace's own row.
 */
final class TraceColumns {
    static final String ALL =
            "t.id, t.trace_id, t.policy, t.partition_nr, t.trace_nr, t.task_id, t.at_ms, t.cpu, t.memory_gb, t.latency_ms, "
                    + "t.region, t.symbol, t.coherence, t.density, t.state, t.candidates, t.q, t.chosen, t.explored, "
                    + "t.propensity, t.epsilon, t.score, t.scored_by, t.gate_symbol, t.gate_state, t.gate_verdict, "
                    + "t.gate_reason, COALESCE(e.at_ms, t.expired_at), COALESCE(e.cause, t.expiry_cause), f.at_ms, f.latency_ms, f.cost, f.failures, f.slo_hit, "
                    + "f.reward, f.next_state, f.max_next, f.old_q, f.new_q, f.alpha, f.gamma";

    private TraceColumns() {}

    static TraceRow row(ResultSet row) throws SQLException {
        DecisionMade decision = decision(row);
        return new TraceRow(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getInt(4),
                decision,
                row.getObject(30) == null ? Optional.empty() : Optional.of(feedback(row, decision)),
                row.getObject(28) == null
                        ? Optional.empty()
                        : Optional.of(new TraceRow.Expiry(row.getLong(28), ExpiryCause.valueOf(row.getString(29)))));
    }

    private static DecisionMade decision(ResultSet row) throws SQLException {
        return new DecisionMade(
                row.getLong(7),
                row.getLong(5),
                row.getString(6),
                new TaskContext(
                        maybe(row, 8),
                        maybe(row, 9),
                        maybe(row, 10),
                        Optional.ofNullable(row.getString(11)),
                        Optional.ofNullable(row.getString(12))),
                new PsiField(row.getDouble(13), row.getDouble(14)),
                row.getString(15),
                Joined.split(row.getString(16)),
                doubles(row.getBytes(17)),
                choice(row),
                gate(row));
    }

    private static OptionalDouble maybe(ResultSet row, int column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static double[] doubles(byte[] bytes) {
        double[] values = new double[bytes.length / Double.BYTES];
        ByteBuffer.wrap(bytes).asDoubleBuffer().get(values);
        return values;
    }

    private static Optional<Choice> choice(ResultSet row) throws SQLException {
        return row.getObject(18) == null
                ? Optional.empty()
                : Optional.of(new Choice(
                        row.getInt(18),
                        row.getBoolean(19),
                        row.getDouble(20),
                        row.getDouble(21),
                        row.getDouble(22),
                        row.getString(23)));
    }

    private static Optional<Gate> gate(ResultSet row) throws SQLException {
        String symbol = row.getString(24);
        return symbol == null
                ? Optional.empty()
                : Optional.of(new Gate(
                        symbol, row.getString(25), Gate.Verdict.valueOf(row.getString(26)), row.getString(27)));
    }

    private static FeedbackApplied feedback(ResultSet row, DecisionMade decision) throws SQLException {
        String nextState = row.getString(36);
        return new FeedbackApplied(
                row.getLong(30),
                decision.trace(),
                new TaskOutcome(row.getDouble(31), row.getDouble(32), row.getInt(33), row.getBoolean(34)),
                row.getDouble(35),
                decision.state(),
                decision.action().orElseThrow(),
                nextState == null ? decision.state() : nextState,
                row.getDouble(37),
                row.getDouble(38),
                row.getDouble(39),
                row.getDouble(40),
                row.getDouble(41));
    }
}
