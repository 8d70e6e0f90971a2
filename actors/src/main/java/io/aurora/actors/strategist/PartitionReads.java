package io.aurora.actors.strategist;

import io.aurora.actors.protocol.StrategistProtocol.Counts;
import io.aurora.actors.protocol.StrategistProtocol.NotKept;
import io.aurora.actors.protocol.StrategistProtocol.Rows;
import io.aurora.actors.protocol.StrategistProtocol.TraceClosed;
import io.aurora.actors.protocol.StrategistProtocol.TraceOpen;
import io.aurora.actors.protocol.StrategistProtocol.TraceReply;
import io.aurora.actors.protocol.StrategistProtocol.TraceUnknown;
import io.aurora.actors.protocol.StrategistProtocol.Values;
import io.aurora.domain.learning.Closed;
import io.aurora.domain.learning.PartitionEvent.DecisionMade;
import io.aurora.domain.learning.PartitionEvent.QRow;
import io.aurora.domain.learning.PartitionState;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What a partition shows of itself; absent before its first event, which reads as an empty table. */
final class PartitionReads {
    private PartitionReads() {}

    static TraceReply trace(Optional<PartitionState> state, long trace) {
        if (state.isEmpty() || trace < 1 || trace > state.get().lastTrace()) {
            return new TraceUnknown();
        }
        Optional<DecisionMade> open = state.get().open(trace);
        if (open.isPresent()) {
            return new TraceOpen(open.get());
        }
        return state.get()
                .closed(trace)
                .<TraceReply>map(closed -> new TraceClosed(how(closed)))
                .orElseGet(NotKept::new);
    }

    private static String how(Closed closed) {
        if (closed instanceof Closed.Answered) {
            return "answered";
        }
        return closed instanceof Closed.Gated ? "gated" : "expired";
    }

    static Values values(Optional<PartitionState> state, String key, List<String> candidates) {
        if (state.isEmpty()) {
            int size = candidates.size();
            return new Values(Collections.nCopies(size, 0.0), Collections.nCopies(size, 0L), 0.0);
        }
        PartitionState opened = state.get();
        return new Values(
                Arrays.stream(opened.q(key, candidates)).boxed().toList(),
                Arrays.stream(opened.tries(key, candidates)).boxed().toList(),
                opened.maxQ(key, candidates));
    }

    /** Whole states only, at least one: a page ends behind the state that fills it. */
    static Rows rows(Optional<PartitionState> state, String afterState, int limit) {
        List<QRow> rows = state.map(opened -> opened.rows(afterState, limit)).orElse(List.of());
        String last = rows.isEmpty() ? afterState : rows.get(rows.size() - 1).state();
        boolean more = !rows.isEmpty()
                && !state.map(opened -> opened.rows(last, 1)).orElse(List.of()).isEmpty();
        return new Rows(rows, more);
    }

    static Counts counts(Optional<PartitionState> state) {
        return state.map(opened -> new Counts(
                        opened.lastTrace(),
                        opened.episodes(),
                        opened.updates(),
                        opened.states(),
                        opened.pairs(),
                        opened.openTraces()))
                .orElse(Counts.NONE);
    }
}
