package io.aurora.persistence.readside;

import io.aurora.domain.learning.Gate;
import io.aurora.domain.learning.PartitionEvent;
import io.aurora.domain.learning.PartitionEvent.Choice;
import io.aurora.domain.learning.PartitionEvent.DecisionMade;
import io.aurora.domain.learning.PartitionEvent.FeedbackApplied;
import io.aurora.domain.learning.PartitionEvent.TracesExpired;
import io.aurora.domain.learning.TaskContext;
import io.aurora.domain.learning.TaskOutcome;
import io.aurora.domain.learning.TraceId;
import io.aurora.persistence.PersistenceIds.PartitionId;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Batched inserts of the partitions' events of one group. Rows of the group's places in the journal are replaced, as {@link
 * ReadSideWriter} does, and an expiry that is there already stays.
 */
final class TraceWriter implements AutoCloseable {
    private static final String TRACE =
            "INSERT INTO trace (id, trace_id, policy, partition_nr, trace_nr, task_id, at_ms, cpu, memory_gb, latency_ms, "
                    + "region, symbol, coherence, density, state, candidates, q, chosen, explored, propensity, epsilon, score, "
                    + "scored_by, gate_symbol, gate_state, gate_verdict, gate_reason) "
                    + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String FEEDBACK =
            "INSERT INTO feedback (id, trace_id, policy, at_ms, latency_ms, cost, failures, slo_hit, reward, next_state, "
                    + "max_next, old_q, new_q, alpha, gamma) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    /** A row of its own: a change of the trace's row would read and write again a page of rows long written. */
    private static final String EXPIRY =
            "INSERT INTO trace_expiry (trace_id, at_ms, cause) SELECT CAST(? AS VARCHAR(32)), CAST(? AS BIGINT), "
                    + "CAST(? AS VARCHAR(8)) WHERE NOT EXISTS (SELECT 1 FROM trace_expiry e WHERE e.trace_id = ?)";

    private final PreparedStatement traces;
    private final PreparedStatement feedbacks;
    private final PreparedStatement expiries;
    private final Map<String, Integer> tags = new HashMap<>();

    TraceWriter(Connection connection, long first, long last) throws SQLException {
        ReadSideWriter.clear(connection, "DELETE FROM trace WHERE id BETWEEN ? AND ?", first, last);
        ReadSideWriter.clear(connection, "DELETE FROM feedback WHERE id BETWEEN ? AND ?", first, last);
        this.traces = connection.prepareStatement(TRACE);
        this.feedbacks = connection.prepareStatement(FEEDBACK);
        this.expiries = connection.prepareStatement(EXPIRY);
    }

    /** Takes an event in; those that tell nothing of a trace are none of the read side's. */
    void add(long id, PartitionId partition, PartitionEvent event) throws SQLException {
        if (event instanceof DecisionMade made) {
            decided(id, partition, made);
        } else if (event instanceof FeedbackApplied applied) {
            learned(id, partition, applied);
        } else if (event instanceof TracesExpired expired) {
            expired(partition, expired);
        }
    }

    private String traceId(PartitionId partition, long trace) {
        int tag = tags.computeIfAbsent(partition.policy(), TraceId::tagOf);
        return new TraceId(partition.number(), tag, trace).toString();
    }

    private void decided(long id, PartitionId partition, DecisionMade event) throws SQLException {
        Columns to = new Columns(traces);
        to.number(id)
                .text(traceId(partition, event.trace()))
                .text(partition.policy())
                .number(partition.number())
                .number(event.trace())
                .text(event.taskId())
                .number(event.atMs());
        TaskContext context = event.context();
        to.maybe(context.cpu()).maybe(context.memoryGb()).maybe(context.latencyMs());
        to.text(context.region().orElse(null)).text(context.symbol().orElse(null));
        to.real(event.psi().coherence()).real(event.psi().density());
        to.text(event.state()).text(Joined.of(event.candidates())).bytes(bytes(event.q()));
        choice(to, event.choice());
        gate(to, event.gate());
        traces.addBatch();
    }

    private static byte[] bytes(double[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES);
        for (double value : values) {
            bytes.putDouble(value);
        }
        return bytes.array();
    }

    private static void choice(Columns to, Optional<Choice> choice) throws SQLException {
        if (choice.isEmpty()) {
            to.noNumber().noFlag().nothing(3).text(null);
            return;
        }
        Choice made = choice.get();
        to.number(made.index())
                .flag(made.explored())
                .real(made.propensity())
                .real(made.epsilon())
                .real(made.score())
                .text(made.scoredBy());
    }

    private static void gate(Columns to, Optional<Gate> gate) throws SQLException {
        to.text(gate.map(Gate::symbol).orElse(null))
                .text(gate.map(Gate::state).orElse(null))
                .text(gate.map(said -> said.verdict().name()).orElse(null))
                .text(gate.map(Gate::reason).orElse(null));
    }

    private void learned(long id, PartitionId partition, FeedbackApplied event) throws SQLException {
        TaskOutcome outcome = event.outcome();
        new Columns(feedbacks)
                .number(id)
                .text(traceId(partition, event.trace()))
                .text(partition.policy())
                .number(event.atMs())
                .real(outcome.latencyMs())
                .real(outcome.cost())
                .number(outcome.failures())
                .flag(outcome.sloHit())
                .real(event.reward())
                .text(event.nextState().equals(event.state()) ? null : event.nextState())
                .real(event.maxNext())
                .real(event.oldQ())
                .real(event.newQ())
                .real(event.alpha())
                .real(event.gamma());
        feedbacks.addBatch();
    }

    private void expired(PartitionId partition, TracesExpired event) throws SQLException {
        for (long trace : event.traces()) {
            String name = traceId(partition, trace);
            new Columns(expiries)
                    .text(name)
                    .number(event.atMs())
                    .text(event.cause().name())
                    .text(name);
            expiries.addBatch();
        }
    }

    /** Sends what was collected. */
    void flush() throws SQLException {
        traces.executeBatch();
        feedbacks.executeBatch();
        expiries.executeBatch();
    }

    @Override
    public void close() throws SQLException {
        traces.close();
        feedbacks.close();
        expiries.close();
    }
}
