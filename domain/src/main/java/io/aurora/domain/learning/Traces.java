package io.aurora.domain.learning;

import io.aurora.domain.bytes.BytesReader;
import io.aurora.domain.bytes.BytesWriter;
import io.aurora.domain.check.Require;
import io.aurora.domain.learning.PartitionEvent.DecisionMade;
import io.aurora.domain.learning.PartitionEvent.ExpiryCause;
import io.aurora.domain.learning.PartitionEvent.FeedbackApplied;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A partition's traces: the open ones in the order of their numbers, the last {@code closedKept} closed ones in the order of their
 * closing. One owner, not thread-safe.
 */
final class Traces {
    private static final int ANSWERED = 1;
    private static final int EXPIRED = 2;
    private static final int GATED = 3;

    private final Map<Long, DecisionMade> open = new LinkedHashMap<>();
    private final Map<Long, Closed> closed = new LinkedHashMap<>();
    private final int closedKept;

    Traces(int closedKept) {
        this.closedKept = Require.atLeast("closed_kept", closedKept, 0);
    }

    Optional<DecisionMade> open(long trace) {
        return Optional.ofNullable(open.get(trace));
    }

    Optional<Closed> closed(long trace) {
        return Optional.ofNullable(closed.get(trace));
    }

    int openCount() {
        return open.size();
    }

    void open(DecisionMade decision) {
        open.put(decision.trace(), decision);
    }

    void close(long trace, Closed how) {
        open.remove(trace);
        closed.put(trace, how);
        if (closed.size() > closedKept) {
            Iterator<Long> oldest = closed.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    List<Long> overdue(long nowMs, long ttlMs, int most) {
        List<Long> overdue = new ArrayList<>();
        for (Map.Entry<Long, DecisionMade> entry : open.entrySet()) {
            if (overdue.size() >= most || nowMs - entry.getValue().atMs() < ttlMs) {
                break;
            }
            overdue.add(entry.getKey());
        }
        return overdue;
    }

    List<Long> oldest(int count) {
        return open.keySet().stream().limit(Math.max(0, count)).toList();
    }

    void write(BytesWriter to) {
        to.putInt(open.size());
        open.values().forEach(decision -> to.putBytes(PartitionBytes.encode(decision)));
        to.putInt(closed.size());
        closed.forEach((trace, how) -> writeClosed(to.putLong(trace), how));
    }

    static Traces read(BytesReader from, int closedKept) {
        Traces traces = new Traces(closedKept);
        int openCount = from.getInt();
        for (int i = 0; i < openCount; i++) {
            traces.open(readOpen(from));
        }
        int closedCount = from.getInt();
        for (int i = 0; i < closedCount; i++) {
            traces.close(from.getLong(), readClosed(from));
        }
        return traces;
    }

    private static DecisionMade readOpen(BytesReader from) {
        if (PartitionBytes.decode(from.getBytes()) instanceof DecisionMade made) {
            return made;
        }
        throw new IllegalArgumentException("must be a decision: open trace");
    }

    private static void writeClosed(BytesWriter to, Closed how) {
        if (how instanceof Closed.Answered answered) {
            to.putByte(ANSWERED).putBytes(PartitionBytes.encode(answered.feedback()));
        } else if (how instanceof Closed.Expired expired) {
            to.putByte(EXPIRED).putByte(expired.cause().ordinal());
        } else {
            to.putByte(GATED);
        }
    }

    private static Closed readClosed(BytesReader from) {
        int kind = from.getByte();
        if (kind == ANSWERED && PartitionBytes.decode(from.getBytes()) instanceof FeedbackApplied feedback) {
            return new Closed.Answered(feedback);
        }
        if (kind == EXPIRED) {
            return new Closed.Expired(from.getOneOf(ExpiryCause.values()));
        }
        if (kind == GATED) {
            return new Closed.Gated();
        }
        throw new IllegalArgumentException("must be a known ending: kind=" + kind);
    }
}
