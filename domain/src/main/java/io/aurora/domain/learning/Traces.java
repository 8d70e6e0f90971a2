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
 *
 * <p>Events are kept as their canonical bytes and read back when they are asked for: tens of thousands of traces are remembered for
 * minutes, and an event is some forty objects, which a collector copies one by one in its pauses.
 */
final class Traces {
    private static final int ANSWERED = 1;
    private static final int EXPIRED = 2;
    private static final int GATED = 3;

    private final Map<Long, byte[]> open = new LinkedHashMap<>();
    private final Map<Long, byte[]> closed = new LinkedHashMap<>();
    private final int closedKept;

    Traces(int closedKept) {
        this.closedKept = Require.atLeast("closed_kept", closedKept, 0);
    }

    Optional<DecisionMade> open(long trace) {
        return Optional.ofNullable(open.get(trace)).map(Traces::decision);
    }

    Optional<Closed> closed(long trace) {
        return Optional.ofNullable(closed.get(trace)).map(ending -> ending(new BytesReader(ending)));
    }

    boolean isOpen(long trace) {
        return open.containsKey(trace);
    }

    int openCount() {
        return open.size();
    }

    void open(DecisionMade decision) {
        open.put(decision.trace(), PartitionBytes.encode(decision));
    }

    void close(long trace, Closed how) {
        open.remove(trace);
        closed.put(trace, bytes(how));
        if (closed.size() > closedKept) {
            Iterator<Long> oldest = closed.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    List<Long> overdue(long nowMs, long ttlMs, int most) {
        List<Long> overdue = new ArrayList<>();
        for (Map.Entry<Long, byte[]> entry : open.entrySet()) {
            if (overdue.size() >= most || nowMs - PartitionBytes.atMs(entry.getValue()) < ttlMs) {
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
        open.values().forEach(to::putBytes);
        to.putInt(closed.size());
        closed.forEach((trace, ending) -> to.putLong(trace).putRaw(ending));
    }

    static Traces read(BytesReader from, int closedKept) {
        Traces traces = new Traces(closedKept);
        int openCount = from.getInt();
        for (int i = 0; i < openCount; i++) {
            traces.open(decision(from.getBytes()));
        }
        int closedCount = from.getInt();
        for (int i = 0; i < closedCount; i++) {
            traces.close(from.getLong(), ending(from));
        }
        return traces;
    }

    private static DecisionMade decision(byte[] bytes) {
        if (PartitionBytes.decode(bytes) instanceof DecisionMade made) {
            return made;
        }
        throw new IllegalArgumentException("must be a decision: open trace");
    }

    private static byte[] bytes(Closed how) {
        if (how instanceof Closed.Answered answered) {
            byte[] feedback = PartitionBytes.encode(answered.feedback());
            return new BytesWriter(1 + Integer.BYTES + feedback.length)
                    .putByte(ANSWERED)
                    .putBytes(feedback)
                    .toBytes();
        }
        if (how instanceof Closed.Expired expired) {
            return new byte[] {EXPIRED, (byte) expired.cause().ordinal()};
        }
        return new byte[] {GATED};
    }

    private static Closed ending(BytesReader from) {
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
