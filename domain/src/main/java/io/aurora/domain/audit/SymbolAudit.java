package io.aurora.domain.audit;

import io.aurora.domain.inference.BuiltInForecaster;
import io.aurora.domain.inference.InferenceRequest;
import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.inference.ModelIds;
import io.aurora.domain.symbol.BarInputs;
import io.aurora.domain.symbol.HashChain;
import io.aurora.domain.symbol.HotRecurrence;
import io.aurora.domain.symbol.Offer;
import io.aurora.domain.symbol.Preparation;
import io.aurora.domain.symbol.RecordedEvent;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.domain.symbol.SymbolFold;
import io.aurora.domain.symbol.SymbolState;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Holds one symbol's recorded events against the sequence, the hash chain and the fold: each decision is derived anew from its recorded
 * inputs, with the settings of its time, and compared bit for bit. Feed the events in the order of the store; not thread-safe.
 *
 * <p>A forecast of a trained model is derived again where the model is at hand; where it is not, the recorded one is taken and counted by
 * {@link #takenAsRecorded}.
 *
 * <p>From genesis. It proves that nothing was changed, removed, inserted or exchanged before the last event; that the tail was not cut
 * off takes a signed head of the chain.
 */
public final class SymbolAudit {
    private final String persistenceId;
    private final ModelForecasts models;
    private final HotRecurrence hot = new HotRecurrence();
    private final Map<ModelIds, Long> takenAsRecorded = new LinkedHashMap<>();
    private Optional<SymbolState> state = Optional.empty();
    private byte[] hash = HashChain.genesis();
    private long sequenceNr;
    private Optional<InferenceResult> answered = Optional.empty();

    /** Without trained models at hand. */
    public SymbolAudit(String persistenceId) {
        this(persistenceId, ModelForecasts.NONE);
    }

    /** @param models trained models at hand */
    public SymbolAudit(String persistenceId, ModelForecasts models) {
        this.persistenceId = persistenceId;
        this.models = models;
    }

    /**
     * Judges the next event; empty where it is as it must be. After a finding nothing more can be said about what follows.
     */
    public Optional<Finding> next(long number, RecordedEvent recorded) {
        if (number != sequenceNr + 1) {
            return found(number, Finding.Kind.SEQUENCE, List.of("expected=" + (sequenceNr + 1) + ", found=" + number));
        }
        byte[] expected = HashChain.next(hash, persistenceId, number, recorded.event());
        if (!Arrays.equals(expected, recorded.hash())) {
            return found(number, Finding.Kind.CHAIN, List.of("the hash does not follow from the event before"));
        }
        Optional<Finding> finding = judge(number, recorded.event());
        if (finding.isEmpty()) {
            state = Optional.of(SymbolFold.next(state, recorded.event()));
            remember(recorded.event());
            hash = expected;
            sequenceNr = number;
        }
        return finding;
    }

    private void remember(SymbolEvent event) {
        if (event instanceof SymbolEvent.BarDecided decided) {
            hot.decided(decided, state.orElseThrow(), answered.flatMap(InferenceResult::recurrent));
        } else {
            hot.forget();
        }
    }

    private Optional<Finding> judge(long number, SymbolEvent event) {
        if (event.logicVersion() != SymbolEvent.LOGIC_VERSION) {
            return found(
                    number,
                    Finding.Kind.OTHER_LOGIC,
                    List.of("logic_version=" + event.logicVersion() + ", this release has "
                            + SymbolEvent.LOGIC_VERSION));
        }
        boolean opens = event instanceof SymbolEvent.SymbolOpened || event instanceof SymbolEvent.LogicAdopted;
        if (state.isEmpty() != opens && !(event instanceof SymbolEvent.LogicAdopted)) {
            return found(number, Finding.Kind.SEQUENCE, List.of("only the first event opens the symbol"));
        }
        return event instanceof SymbolEvent.BarDecided decided ? rederive(number, decided) : Optional.empty();
    }

    private Optional<Finding> rederive(long number, SymbolEvent.BarDecided recorded) {
        BarInputs inputs = recorded.inputs();
        Offer offer = new Offer(inputs.bar(), inputs.historical(), inputs.receivedAtMs());
        Preparation preparation = SymbolFold.prepare(state.orElseThrow(), offer);
        if (!(preparation instanceof Preparation.Ready ready)) {
            return found(number, Finding.Kind.REDERIVATION, List.of("the bar would not be accepted: " + preparation));
        }
        if (ready.request().isPresent() != inputs.inference().isPresent()) {
            return found(
                    number,
                    Finding.Kind.REDERIVATION,
                    List.of("inference: recorded=" + inputs.inference().isPresent() + ", asked="
                            + ready.request().isPresent()));
        }
        Optional<String> impossible = inputs.inference().flatMap(this::impossible);
        if (impossible.isPresent()) {
            return found(number, Finding.Kind.REDERIVATION, List.of(impossible.get()));
        }
        Optional<InferenceResult> answer = inputs.inference().flatMap(given -> answered(ready, given));
        if (answer.isPresent() != inputs.inference().isPresent()) {
            return found(
                    number, Finding.Kind.REDERIVATION, List.of("the model at hand gives no forecast for this bar"));
        }
        SymbolEvent.BarDecided derived =
                SymbolFold.decide(state.orElseThrow(), ready, answer, inputs.latencyMs(), recorded.atMs());
        answered = answer;
        List<String> differences = RecordDifferences.of(recorded, derived);
        return differences.isEmpty() ? Optional.empty() : found(number, Finding.Kind.REDERIVATION, differences);
    }

    /** Why nobody can have given that answer, whatever its figures: they may have to be taken as recorded. */
    private Optional<String> impossible(InferenceResult given) {
        ModelIds adopted = state.orElseThrow().models();
        if (!given.models().equals(adopted)) {
            return Optional.of("inputs.inference.models: recorded=" + given.models() + ", adopted=" + adopted);
        }
        boolean unmarked = given.engine().equals(BuiltInForecaster.ENGINE)
                && given.fallback().isEmpty()
                && !adopted.equals(ModelIds.BUILT_IN);
        return unmarked
                ? Optional.of("the built-in forecaster stood in without a mark: adopted=" + adopted)
                : Optional.empty();
    }

    /** The forecaster's answer, refit included; that of a model which is not at hand is taken as it is recorded. */
    private Optional<InferenceResult> answered(Preparation.Ready ready, InferenceResult given) {
        InferenceRequest request = LocalForecaster.routed(ready, ready.request().orElseThrow());
        if (given.fallback().isPresent()) {
            return Optional.of(
                    BuiltInForecaster.standIn(request, given.fallback().get()));
        }
        if (given.engine().equals(BuiltInForecaster.ENGINE)) {
            return Optional.of(BuiltInForecaster.forecast(request));
        }
        Optional<Function<InferenceRequest, Optional<InferenceResult>>> forecaster = models.of(given.models());
        if (forecaster.isEmpty()) {
            takenAsRecorded.merge(given.models(), 1L, Long::sum);
            return Optional.of(given);
        }
        boolean reset = ready.step().reset();
        return forecaster.get().apply(hot.nearest(request, reset)).map(derived -> derived.by(given.engine()));
    }

    private static Optional<Finding> found(long number, Finding.Kind kind, List<String> details) {
        return Optional.of(new Finding(number, kind, details));
    }

    /** Hash of the last good event; 32 zero bytes before the first. */
    public byte[] head() {
        return hash.clone();
    }

    /** Sequence number of the last good event. */
    public long sequenceNr() {
        return sequenceNr;
    }

    /** Decisions whose forecast was taken as recorded, because its models are not at hand, by those models. */
    public Map<ModelIds, Long> takenAsRecorded() {
        return Collections.unmodifiableMap(takenAsRecorded);
    }

    /** The state after the last good event. */
    public Optional<SymbolState> state() {
        return state;
    }
}
