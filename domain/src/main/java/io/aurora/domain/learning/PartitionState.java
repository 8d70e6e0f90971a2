package io.aurora.domain.learning;

import io.aurora.domain.bytes.BytesReader;
import io.aurora.domain.bytes.BytesWriter;
import io.aurora.domain.check.Require;
import io.aurora.domain.learning.PartitionEvent.DecisionMade;
import io.aurora.domain.learning.PartitionEvent.FeedbackApplied;
import io.aurora.domain.learning.PartitionEvent.PartitionOpened;
import io.aurora.domain.learning.PartitionEvent.QRow;
import io.aurora.domain.learning.PartitionEvent.RowsImported;
import io.aurora.domain.learning.PartitionEvent.TracesExpired;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Everything a partition of a policy remembers: its rows of the table, the running means of each action, its open traces and the last
 * closed ones. It is the fold of the partition's events by {@link #apply}, changes in no other way, and an event that does not fit it
 * is refused before anything changed. One owner holds it and uses it in its own thread; equal states have equal bytes.
 */
public final class PartitionState {
    private static final int LAYOUT = 1;

    private final PolicyTerms terms;
    private final int partition;
    private final int closedKept;
    private final QTable table;
    private final RunningMeans means;
    private final Traces traces;
    private long lastTrace;
    private long episodes;
    private long updates;

    private PartitionState(
            PolicyTerms terms, int partition, int closedKept, QTable table, RunningMeans means, Traces traces) {
        this.terms = terms;
        Require.within("partition", partition, 0, terms.partitions() - 1.0);
        this.partition = partition;
        this.closedKept = closedKept;
        this.table = table;
        this.means = means;
        this.traces = traces;
    }

    /**
     * The state after a partition's first event.
     *
     * @param closedKept how many closed traces are remembered, &gt;= 0; the one closed first goes first
     */
    public static PartitionState of(PartitionOpened opened, int closedKept) {
        return new PartitionState(
                opened.terms(),
                opened.partition(),
                closedKept,
                new QTable(),
                new RunningMeans(),
                new Traces(closedKept));
    }

    /** The state {@link #toBytes} was taken of; a smaller {@code closedKept} forgets what was closed first. */
    public static PartitionState of(byte[] bytes, int closedKept) {
        BytesReader from = new BytesReader(bytes);
        int layout = from.getByte();
        if (layout != LAYOUT) {
            throw new IllegalArgumentException("must be " + LAYOUT + ": layout=" + layout);
        }
        PolicyTerms terms = PartitionBytes.terms(from);
        int partition = from.getInt();
        long lastTrace = from.getLong();
        long episodes = from.getLong();
        long updates = from.getLong();
        PartitionState state = new PartitionState(
                terms,
                partition,
                closedKept,
                QTable.read(from),
                RunningMeans.read(from),
                Traces.read(from, closedKept));
        from.end();
        state.lastTrace = lastTrace;
        state.episodes = episodes;
        state.updates = updates;
        return state;
    }

    /** What the policy's creation fixed. */
    public PolicyTerms terms() {
        return terms;
    }

    /** Which partition this is. */
    public int partition() {
        return partition;
    }

    /** Number of the last decision, 0 before the first. */
    public long lastTrace() {
        return lastTrace;
    }

    /** Traces closed by feedback. */
    public long episodes() {
        return episodes;
    }

    /** Updates of the table; rows that were imported are none. */
    public long updates() {
        return updates;
    }

    /** States that have at least one row. */
    public long states() {
        return table.states();
    }

    /** Rows of the table: pairs of a state and an action. */
    public long pairs() {
        return table.pairs();
    }

    /** Decisions made in a state; those that the gate refused are none. */
    public long visits(String state) {
        return table.visits(state);
    }

    /** Value of each candidate in a state, in their order; 0 for those without a row. */
    public double[] q(String state, List<String> candidates) {
        return table.q(state, candidates);
    }

    /** How many updates each candidate's row has seen, in their order. */
    public long[] tries(String state, List<String> candidates) {
        return table.tries(state, candidates);
    }

    /** Largest value among the candidates, at least one, in a state. */
    public double maxQ(String state, List<String> candidates) {
        return table.maxQ(state, candidates);
    }

    /**
     * Execution score of an action without a router: {@code (1 + r)/2}, in [0, 1], r the reward at the action's running means (factor
     * 0.1, from its first outcome in this partition) of latency, cost, failures and kept objectives; 0.5 before any.
     */
    public double builtInScore(String action) {
        return means.score(terms.reward(), action);
    }

    /** The decision of a trace that waits for feedback. */
    public Optional<DecisionMade> open(long trace) {
        return traces.open(trace);
    }

    /** How a trace ended, where that is still remembered. */
    public Optional<Closed> closed(long trace) {
        return traces.closed(trace);
    }

    /** How many traces wait for feedback. */
    public int openTraces() {
        return traces.openCount();
    }

    /**
     * Open traces of the age {@code ttlMs} or more, lowest number first, at most {@code most}. Ends at the first younger one, so one
     * behind a clock that was set back waits until those before it are due.
     */
    public List<Long> overdue(long nowMs, long ttlMs, int most) {
        return traces.overdue(nowMs, ttlMs, most);
    }

    /** The open traces to give up, lowest number first, so that one more fits into {@code mostOpen} &gt;= 1. */
    public List<Long> overflowing(int mostOpen) {
        Require.atLeast("most_open", mostOpen, 1);
        return traces.oldest(traces.openCount() - mostOpen + 1);
    }

    /**
     * A page of the table, sorted by state, then action: the rows of whole states behind {@code afterState} (the empty string: from the
     * start) until there are {@code limit} or more, so that the last row's state leads to the next page. Sorts all states.
     */
    public List<QRow> rows(String afterState, int limit) {
        return table.rows(afterState, limit);
    }

    /** Takes an event in; one that does not follow from this state is refused and changes nothing. */
    public void apply(PartitionEvent event) {
        if (event instanceof DecisionMade decision) {
            decided(decision);
        } else if (event instanceof FeedbackApplied feedback) {
            learned(feedback);
        } else if (event instanceof TracesExpired expired) {
            expired(expired);
        } else if (event instanceof RowsImported imported) {
            imported.rows().forEach(table::set);
        } else {
            throw new IllegalArgumentException("must come first and once: event=PartitionOpened");
        }
    }

    private void decided(DecisionMade decision) {
        if (decision.trace() != lastTrace + 1) {
            throw new IllegalArgumentException("must be " + (lastTrace + 1) + ": trace=" + decision.trace());
        }
        lastTrace = decision.trace();
        if (decision.choice().isEmpty()) {
            traces.close(lastTrace, new Closed.Gated());
            return;
        }
        table.visit(decision.state());
        traces.open(decision);
    }

    private void learned(FeedbackApplied feedback) {
        DecisionMade decision = traces.open(feedback.trace()).orElseThrow(() -> notOpen(feedback.trace()));
        if (!decision.state().equals(feedback.state())
                || !feedback.action().equals(decision.action().orElseThrow())) {
            throw new IllegalArgumentException("must be the decision's " + decision.state() + " and "
                    + decision.action().orElseThrow() + ": state=" + feedback.state() + ", action="
                    + feedback.action());
        }
        double oldQ = table.q(feedback.state(), feedback.action());
        if (Double.doubleToRawLongBits(oldQ) != Double.doubleToRawLongBits(feedback.oldQ())) {
            throw new IllegalArgumentException("must be the table's " + oldQ + ": old_q=" + feedback.oldQ());
        }
        table.update(feedback.state(), feedback.action(), feedback.newQ());
        means.add(feedback.action(), feedback.outcome());
        traces.close(feedback.trace(), new Closed.Answered(feedback));
        episodes++;
        updates++;
    }

    private void expired(TracesExpired expired) {
        for (long trace : expired.traces()) {
            if (!traces.isOpen(trace)) {
                throw notOpen(trace);
            }
        }
        expired.traces().forEach(trace -> traces.close(trace, new Closed.Expired(expired.cause())));
    }

    private static IllegalArgumentException notOpen(long trace) {
        return new IllegalArgumentException("must be an open trace: trace=" + trace);
    }

    /** The whole state in its fixed binary layout, sorted. */
    public byte[] toBytes() {
        BytesWriter to = new BytesWriter(64 * 1024).putByte(LAYOUT);
        PartitionBytes.put(to, terms);
        to.putInt(partition).putLong(lastTrace).putLong(episodes).putLong(updates);
        table.write(to);
        means.write(to);
        traces.write(to);
        return to.toBytes();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PartitionState that
                && closedKept == that.closedKept
                && lastTrace == that.lastTrace
                && Arrays.equals(toBytes(), that.toBytes());
    }

    @Override
    public int hashCode() {
        return terms.hashCode() * 31 + partition;
    }

    @Override
    public String toString() {
        return "PartitionState[" + terms.policy() + "/" + partition + ", traces=" + lastTrace + ", updates=" + updates
                + "]";
    }
}
