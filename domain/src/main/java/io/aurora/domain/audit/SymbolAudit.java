package io.aurora.domain.audit;

import io.aurora.domain.inference.BuiltInForecaster;
import io.aurora.domain.inference.InferenceRequest;
import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.symbol.BarInputs;
import io.aurora.domain.symbol.HashChain;
import io.aurora.domain.symbol.Offer;
import io.aurora.domain.symbol.Preparation;
import io.aurora.domain.symbol.RecordedEvent;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.domain.symbol.SymbolFold;
import io.aurora.domain.symbol.SymbolState;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Holds one symbol's recorded events against the sequence, the hash chain and the fold: each decision is derived anew from its recorded
 * inputs, with the settings of its time, and compared bit for bit. Feed the events in the order of the store; not thread-safe.
 *
 * <p>From genesis. It proves that nothing was changed, removed, inserted or exchanged before the last event; that the tail was not cut
 * off takes a signed head of the chain.
 */
public final class SymbolAudit {
    private final String persistenceId;
    private Optional<SymbolState> state = Optional.empty();
    private byte[] hash = HashChain.genesis();
    private long sequenceNr;

    public SymbolAudit(String persistenceId) {
        this.persistenceId = persistenceId;
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
            hash = expected;
            sequenceNr = number;
        }
        return finding;
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
        Optional<InferenceResult> answer = inputs.inference().map(given -> answered(ready, given));
        SymbolEvent.BarDecided derived =
                SymbolFold.decide(state.orElseThrow(), ready, answer, inputs.latencyMs(), recorded.atMs());
        List<String> differences = RecordDifferences.of(recorded, derived);
        return differences.isEmpty() ? Optional.empty() : found(number, Finding.Kind.REDERIVATION, differences);
    }

    /** What the built-in forecaster answers, refit included, where it answered; a model's recorded answer is taken as it is. */
    private static InferenceResult answered(Preparation.Ready ready, InferenceResult given) {
        if (!given.engine().equals(BuiltInForecaster.ENGINE)) {
            return given;
        }
        InferenceRequest request = ready.request().orElseThrow();
        InferenceRequest routed =
                ready.fitDue().map(LocalForecaster::fitted).map(request::with).orElse(request);
        return given.fallback()
                .map(why -> BuiltInForecaster.standIn(routed, why))
                .orElseGet(() -> BuiltInForecaster.forecast(routed));
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

    /** The state after the last good event. */
    public Optional<SymbolState> state() {
        return state;
    }
}
