package io.aurora.persistence.serial;

import io.aurora.domain.learning.Gate;
import io.aurora.domain.learning.PartitionEvent;
import io.aurora.domain.learning.PartitionEvent.Choice;
import io.aurora.domain.learning.PartitionEvent.DecisionMade;
import io.aurora.domain.learning.PsiField;
import io.aurora.domain.learning.TaskContext;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Fields of {@code decision-made:1} behind its head. It is the event there are most of, so what is the usual case takes one byte: values
 * that are still 0, the built-in scorer without a reason, absent parts of the context.
 */
final class DecisionMadeForm {
    private DecisionMadeForm() {}

    static void write(WireOut to, DecisionMade event) {
        to.number(event.trace()).text(event.taskId());
        TaskContext context = event.context();
        to.maybe(context.cpu())
                .maybe(context.memoryGb())
                .maybe(context.latencyMs())
                .maybeText(context.region())
                .maybeText(context.symbol());
        to.number(event.psi().coherence()).number(event.psi().density());
        StateTokens.write(to, event.state());
        to.texts(event.candidates()).reals(event.q());
        if (event.choice().isPresent()) {
            choice(to, event.choice().get());
        } else {
            to.nothing();
        }
        to.group(event.gate(), DecisionMadeForm::gate);
    }

    static DecisionMade read(long atMs, WireIn from) {
        long trace = from.integer();
        String taskId = from.text();
        TaskContext context = new TaskContext(
                from.maybeReal(), from.maybeReal(), from.maybeReal(), from.maybeText(), from.maybeText());
        PsiField psi = new PsiField(from.real(), from.real());
        String state = StateTokens.read(from);
        List<String> candidates = from.texts();
        double[] q = from.reals();
        return new DecisionMade(
                atMs,
                trace,
                taskId,
                context,
                psi,
                state,
                candidates,
                q,
                readChoice(from),
                from.group(DecisionMadeForm::readGate));
    }

    private static void choice(WireOut to, Choice choice) {
        boolean builtIn = choice.scoredBy().equals(PartitionEvent.BUILT_IN);
        to.number(choice.index())
                .flag(choice.explored())
                .number(choice.propensity())
                .number(choice.epsilon())
                .number(choice.score())
                .maybeText(builtIn ? Optional.empty() : Optional.of(choice.scoredBy()));
    }

    private static Optional<Choice> readChoice(WireIn from) {
        OptionalLong index = from.maybeInteger();
        if (index.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Choice(
                Math.toIntExact(index.getAsLong()),
                from.flag(),
                from.real(),
                from.real(),
                from.real(),
                from.maybeText().orElse(PartitionEvent.BUILT_IN)));
    }

    private static void gate(WireOut to, Gate gate) {
        to.text(gate.symbol()).text(gate.state()).code(gate.verdict()).text(gate.reason());
    }

    private static Gate readGate(WireIn from) {
        return new Gate(from.text(), from.text(), from.code(Gate.Verdict.values()), from.text());
    }
}
