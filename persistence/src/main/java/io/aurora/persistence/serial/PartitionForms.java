package io.aurora.persistence.serial;

import io.aurora.domain.learning.PartitionEvent;
import io.aurora.domain.learning.PartitionEvent.ExpiryCause;
import io.aurora.domain.learning.PartitionEvent.FeedbackApplied;
import io.aurora.domain.learning.PartitionEvent.PartitionOpened;
import io.aurora.domain.learning.PartitionEvent.QRow;
import io.aurora.domain.learning.PartitionEvent.RowsImported;
import io.aurora.domain.learning.PartitionEvent.TracesExpired;
import io.aurora.domain.learning.RecordedPartitionEvent;
import io.aurora.domain.learning.TaskOutcome;
import java.util.List;
import java.util.function.BiConsumer;

/** Version 1 of a partition's events: hash, time, then the event's own fields. */
final class PartitionForms {
    private PartitionForms() {}

    /** What stands behind the head. */
    private interface BodyReader<E> {
        E read(long atMs, WireIn from);
    }

    private record EventForm<E extends PartitionEvent>(
            String type, int version, Class<E> event, BiConsumer<WireOut, E> writer, BodyReader<E> reader)
            implements Form<RecordedPartitionEvent> {
        @Override
        public void write(WireOut to, RecordedPartitionEvent recorded) {
            E written = event.cast(recorded.event());
            to.binary(recorded.hash()).number(written.atMs());
            writer.accept(to, written);
        }

        @Override
        public RecordedPartitionEvent read(WireIn from) {
            byte[] hash = from.binary();
            return new RecordedPartitionEvent(reader.read(from.integer(), from), hash);
        }
    }

    private static final List<EventForm<?>> ALL = List.of(
            new EventForm<>(
                    "decision-made",
                    1,
                    PartitionEvent.DecisionMade.class,
                    DecisionMadeForm::write,
                    DecisionMadeForm::read),
            new EventForm<>(
                    "feedback-applied",
                    1,
                    FeedbackApplied.class,
                    PartitionForms::feedback,
                    PartitionForms::readFeedback),
            new EventForm<>(
                    "traces-expired",
                    1,
                    TracesExpired.class,
                    (to, event) -> to.integers(event.traces()).code(event.cause()),
                    (at, from) -> new TracesExpired(at, from.integers(), from.code(ExpiryCause.values()))),
            new EventForm<>(
                    "partition-opened",
                    1,
                    PartitionOpened.class,
                    (to, event) -> {
                        PolicyForms.terms(to, event.terms());
                        to.number(event.partition());
                    },
                    (at, from) -> new PartitionOpened(at, PolicyForms.readTerms(from), from.integer32())),
            new EventForm<>(
                    "rows-imported",
                    1,
                    RowsImported.class,
                    (to, event) -> to.text(event.by()).each(event.rows(), PartitionForms::row),
                    (at, from) -> new RowsImported(at, from.text(), from.each(PartitionForms::readRow))));

    /** The newest form of each type of event. */
    static Form<RecordedPartitionEvent> formOf(PartitionEvent event) {
        for (EventForm<?> form : ALL) {
            if (form.event().isInstance(event)) {
                return form;
            }
        }
        throw new StoredFormException("no stored form for " + event.getClass());
    }

    static List<? extends Form<RecordedPartitionEvent>> all() {
        return ALL;
    }

    /** A next state that is the state itself, as it mostly is, takes one byte. */
    private static void feedback(WireOut to, FeedbackApplied event) {
        TaskOutcome outcome = event.outcome();
        to.number(event.trace())
                .number(outcome.latencyMs())
                .number(outcome.cost())
                .number(outcome.failures())
                .flag(outcome.sloHit())
                .number(event.reward());
        boolean stays = event.nextState().equals(event.state());
        StateTokens.write(to, event.state());
        to.text(event.action()).flag(stays);
        if (!stays) {
            StateTokens.write(to, event.nextState());
        }
        to.number(event.maxNext())
                .number(event.oldQ())
                .number(event.newQ())
                .number(event.alpha())
                .number(event.gamma());
    }

    private static FeedbackApplied readFeedback(long atMs, WireIn from) {
        long trace = from.integer();
        TaskOutcome outcome = new TaskOutcome(from.real(), from.real(), from.integer32(), from.flag());
        double reward = from.real();
        String state = StateTokens.read(from);
        String action = from.text();
        String nextState = from.flag() ? state : StateTokens.read(from);
        return new FeedbackApplied(
                atMs,
                trace,
                outcome,
                reward,
                state,
                action,
                nextState,
                from.real(),
                from.real(),
                from.real(),
                from.real(),
                from.real());
    }

    private static void row(WireOut to, QRow row) {
        StateTokens.write(to, row.state());
        to.text(row.action()).number(row.q()).number(row.tries());
    }

    private static QRow readRow(WireIn from) {
        return new QRow(StateTokens.read(from), from.text(), from.real(), from.integer());
    }
}
