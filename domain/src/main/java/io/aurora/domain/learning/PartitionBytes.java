package io.aurora.domain.learning;

import io.aurora.domain.bytes.BytesReader;
import io.aurora.domain.bytes.BytesWriter;
import io.aurora.domain.learning.PartitionEvent.Choice;
import io.aurora.domain.learning.PartitionEvent.DecisionMade;
import io.aurora.domain.learning.PartitionEvent.ExpiryCause;
import io.aurora.domain.learning.PartitionEvent.FeedbackApplied;
import io.aurora.domain.learning.PartitionEvent.PartitionOpened;
import io.aurora.domain.learning.PartitionEvent.QRow;
import io.aurora.domain.learning.PartitionEvent.RowsImported;
import io.aurora.domain.learning.PartitionEvent.TracesExpired;
import java.nio.ByteBuffer;

/**
 * Canonical bytes of a partition's events: one fixed layout per type and version, the input of the hash chain. A tag names the type
 * and a byte its layout version; neither is ever used again for anything else. {@code decode} is the inverse of {@code encode}.
 */
public final class PartitionBytes {
    private static final int LAYOUT = 1;
    private static final int OPENED = 1;
    private static final int DECISION = 2;
    private static final int FEEDBACK = 3;
    private static final int EXPIRED = 4;
    private static final int IMPORTED = 5;

    private PartitionBytes() {}

    public static byte[] encode(PartitionEvent event) {
        BytesWriter to = new BytesWriter(512);
        if (event instanceof PartitionOpened opened) {
            put(head(to, OPENED, event), opened.terms());
            to.putInt(opened.partition());
        } else if (event instanceof DecisionMade decision) {
            write(head(to, DECISION, event), decision);
        } else if (event instanceof FeedbackApplied feedback) {
            write(head(to, FEEDBACK, event), feedback);
        } else if (event instanceof TracesExpired expired) {
            head(to, EXPIRED, event)
                    .putList(expired.traces(), BytesWriter::putLong)
                    .putByte(expired.cause().ordinal());
        } else if (event instanceof RowsImported imported) {
            head(to, IMPORTED, event).putString(imported.by()).putList(imported.rows(), PartitionBytes::write);
        }
        return to.toBytes();
    }

    /** Refuses with {@link IllegalArgumentException} what no event was encoded to. */
    public static PartitionEvent decode(byte[] bytes) {
        BytesReader from = new BytesReader(bytes);
        int tag = from.getByte();
        int layout = from.getByte();
        if (layout != LAYOUT || tag < OPENED || tag > IMPORTED) {
            throw new IllegalArgumentException("must be a known event: tag=" + tag + ", layout=" + layout);
        }
        long atMs = from.getLong();
        PartitionEvent event = read(from, tag, atMs);
        from.end();
        return event;
    }

    /** When the event of these bytes happened, epoch milliseconds. */
    static long atMs(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong(2);
    }

    private static PartitionEvent read(BytesReader from, int tag, long atMs) {
        switch (tag) {
            case OPENED:
                return new PartitionOpened(atMs, terms(from), from.getInt());
            case DECISION:
                return decision(from, atMs);
            case FEEDBACK:
                return feedback(from, atMs);
            case EXPIRED:
                return new TracesExpired(atMs, from.getList(BytesReader::getLong), from.getOneOf(ExpiryCause.values()));
            default:
                return new RowsImported(atMs, from.getString(), from.getList(PartitionBytes::row));
        }
    }

    private static BytesWriter head(BytesWriter to, int tag, PartitionEvent event) {
        return to.putByte(tag).putByte(LAYOUT).putLong(event.atMs());
    }

    /** Writes a policy's terms, the part that its creation event and a partition's first event share. */
    public static void put(BytesWriter to, PolicyTerms terms) {
        RewardTerms reward = terms.reward();
        to.putString(terms.policy())
                .putInt(terms.partitions())
                .putDouble(terms.alpha())
                .putDouble(terms.gamma())
                .putStrings(terms.regions())
                .putDouble(reward.latencyRefMs())
                .putDouble(reward.costRef())
                .putDouble(reward.latencyWeight())
                .putDouble(reward.costWeight())
                .putDouble(reward.sloWeight())
                .putInt(terms.keyForm());
    }

    /** Reads what {@link #put(BytesWriter, PolicyTerms)} wrote. */
    public static PolicyTerms terms(BytesReader from) {
        return new PolicyTerms(
                from.getString(),
                from.getInt(),
                from.getDouble(),
                from.getDouble(),
                from.getStrings(),
                new RewardTerms(
                        from.getDouble(), from.getDouble(), from.getDouble(), from.getDouble(), from.getDouble()),
                from.getInt());
    }

    static void put(BytesWriter to, TaskContext context) {
        to.putOptional(context.cpu())
                .putOptional(context.memoryGb())
                .putOptional(context.latencyMs())
                .putOptional(context.region(), BytesWriter::putString)
                .putOptional(context.symbol(), BytesWriter::putString);
    }

    static TaskContext context(BytesReader from) {
        return new TaskContext(
                from.getOptionalDouble(),
                from.getOptionalDouble(),
                from.getOptionalDouble(),
                from.getOptional(BytesReader::getString),
                from.getOptional(BytesReader::getString));
    }

    static void put(BytesWriter to, PsiField psi) {
        to.putDouble(psi.coherence()).putDouble(psi.density());
    }

    static PsiField psi(BytesReader from) {
        return new PsiField(from.getDouble(), from.getDouble());
    }

    private static void write(BytesWriter to, DecisionMade decision) {
        to.putLong(decision.trace()).putString(decision.taskId());
        put(to, decision.context());
        put(to, decision.psi());
        to.putString(decision.state())
                .putStrings(decision.candidates())
                .putDoubles(decision.q())
                .putOptional(decision.choice(), PartitionBytes::write)
                .putOptional(decision.gate(), PartitionBytes::write);
    }

    private static DecisionMade decision(BytesReader from, long atMs) {
        return new DecisionMade(
                atMs,
                from.getLong(),
                from.getString(),
                context(from),
                psi(from),
                from.getString(),
                from.getStrings(),
                from.getDoubles(),
                from.getOptional(PartitionBytes::choice),
                from.getOptional(PartitionBytes::gate));
    }

    private static void write(BytesWriter to, Choice choice) {
        to.putInt(choice.index())
                .putBoolean(choice.explored())
                .putDouble(choice.propensity())
                .putDouble(choice.epsilon())
                .putDouble(choice.score())
                .putString(choice.scoredBy());
    }

    private static Choice choice(BytesReader from) {
        return new Choice(
                from.getInt(),
                from.getBoolean(),
                from.getDouble(),
                from.getDouble(),
                from.getDouble(),
                from.getString());
    }

    private static void write(BytesWriter to, Gate gate) {
        to.putString(gate.symbol())
                .putString(gate.state())
                .putByte(gate.verdict().ordinal())
                .putString(gate.reason());
    }

    private static Gate gate(BytesReader from) {
        return new Gate(from.getString(), from.getString(), from.getOneOf(Gate.Verdict.values()), from.getString());
    }

    private static void write(BytesWriter to, FeedbackApplied feedback) {
        TaskOutcome outcome = feedback.outcome();
        to.putLong(feedback.trace())
                .putDouble(outcome.latencyMs())
                .putDouble(outcome.cost())
                .putInt(outcome.failures())
                .putBoolean(outcome.sloHit())
                .putDouble(feedback.reward())
                .putString(feedback.state())
                .putString(feedback.action())
                .putString(feedback.nextState())
                .putDouble(feedback.maxNext())
                .putDouble(feedback.oldQ())
                .putDouble(feedback.newQ())
                .putDouble(feedback.alpha())
                .putDouble(feedback.gamma());
    }

    private static FeedbackApplied feedback(BytesReader from, long atMs) {
        return new FeedbackApplied(
                atMs,
                from.getLong(),
                new TaskOutcome(from.getDouble(), from.getDouble(), from.getInt(), from.getBoolean()),
                from.getDouble(),
                from.getString(),
                from.getString(),
                from.getString(),
                from.getDouble(),
                from.getDouble(),
                from.getDouble(),
                from.getDouble(),
                from.getDouble());
    }

    private static void write(BytesWriter to, QRow row) {
        to.putString(row.state()).putString(row.action()).putDouble(row.q()).putLong(row.tries());
    }

    private static QRow row(BytesReader from) {
        return new QRow(from.getString(), from.getString(), from.getDouble(), from.getLong());
    }
}
