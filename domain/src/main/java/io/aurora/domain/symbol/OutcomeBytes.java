package io.aurora.domain.symbol;

import io.aurora.domain.acceptance.AcceptanceState;
import io.aurora.domain.acceptance.FsmPosition;
import io.aurora.domain.acceptance.GuardSet;
import io.aurora.domain.bytes.BytesReader;
import io.aurora.domain.bytes.BytesWriter;
import io.aurora.domain.execution.Gating;
import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.inference.ModelIds;
import io.aurora.domain.market.Bar;
import io.aurora.domain.regime.RegimeProbabilities;

/** Canonical layout of {@link SymbolEvent.BarDecided}, behind the head that {@link EventBytes} writes. */
final class OutcomeBytes {
    private OutcomeBytes() {}

    static void write(BytesWriter to, SymbolEvent.BarDecided decided) {
        to.putString(decided.settingsDigest());
        writeInputs(to, decided.inputs());
        Outcome outcome = decided.outcome();
        to.putInt(outcome.placement().filled())
                .putBoolean(outcome.placement().reset())
                .putBoolean(outcome.placement().gap());
        to.putOptional(outcome.market().aci())
                .putDouble(outcome.market().aciEma())
                .putBoolean(outcome.market().trans());
        to.putOptional(
                outcome.settled(),
                (out, settled) ->
                        out.putBoolean(settled.hit()).putDouble(settled.score()).putDouble(settled.surprisal()));
        to.putOptional(outcome.certified(), OutcomeBytes::writeCertified);
        writeVerdict(to, outcome.verdict());
    }

    static SymbolEvent.BarDecided read(int logicVersion, long atMs, BytesReader from) {
        String settingsDigest = from.getString();
        BarInputs inputs = readInputs(from);
        Outcome.Placement placement = new Outcome.Placement(from.getInt(), from.getBoolean(), from.getBoolean());
        Outcome.MarketFigures market =
                new Outcome.MarketFigures(from.getOptionalDouble(), from.getDouble(), from.getBoolean());
        var settled = from.getOptional(in -> new Outcome.Settled(in.getBoolean(), in.getDouble(), in.getDouble()));
        var certified = from.getOptional(OutcomeBytes::readCertified);
        Outcome outcome = new Outcome(placement, market, settled, certified, readVerdict(from));
        return new SymbolEvent.BarDecided(logicVersion, atMs, settingsDigest, inputs, outcome);
    }

    private static void writeInputs(BytesWriter to, BarInputs inputs) {
        Bar bar = inputs.bar();
        to.putString(bar.symbol())
                .putLong(bar.tsMs())
                .putDouble(bar.open())
                .putDouble(bar.high())
                .putDouble(bar.low())
                .putDouble(bar.close())
                .putDouble(bar.volume());
        to.putBoolean(inputs.historical())
                .putLong(inputs.receivedAtMs())
                .putDouble(inputs.latencyMs())
                .putOptional(inputs.lagBars());
        to.putOptional(inputs.inference(), OutcomeBytes::writeInference);
    }

    private static BarInputs readInputs(BytesReader from) {
        Bar bar = new Bar(
                from.getString(),
                from.getLong(),
                from.getDouble(),
                from.getDouble(),
                from.getDouble(),
                from.getDouble(),
                from.getDouble());
        return new BarInputs(
                bar,
                from.getBoolean(),
                from.getLong(),
                from.getDouble(),
                from.getOptionalDouble(),
                from.getOptional(OutcomeBytes::readInference));
    }

    private static void writeInference(BytesWriter to, InferenceResult result) {
        RegimeProbabilities p = result.probabilities();
        to.putDouble(result.yhat())
                .putDouble(result.sigma())
                .putDouble(result.nu())
                .putOptional(result.latentRms())
                .putDouble(p.ar())
                .putDouble(p.arma())
                .putDouble(p.garch())
                .putString(result.models().student())
                .putString(result.models().router())
                .putString(result.engine())
                .putOptional(result.fallback(), (out, why) -> out.putByte(why.ordinal()))
                .putOptional(result.recurrent(), BytesWriter::putFloats);
    }

    private static InferenceResult readInference(BytesReader from) {
        return new InferenceResult(
                from.getDouble(),
                from.getDouble(),
                from.getDouble(),
                from.getOptionalDouble(),
                new RegimeProbabilities(from.getDouble(), from.getDouble(), from.getDouble()),
                new ModelIds(from.getString(), from.getString()),
                from.getString(),
                from.getOptional(in -> in.getOneOf(InferenceResult.Fallback.values())),
                from.getOptional(BytesReader::getFloats));
    }

    private static void writeCertified(BytesWriter to, Outcome.Certified certified) {
        Outcome.IntervalForecast f = certified.forecast();
        to.putDouble(f.yhat())
                .putDouble(f.sigma())
                .putDouble(f.alpha())
                .putDouble(f.alphaTarget())
                .putDouble(f.qHat())
                .putDouble(f.inflation())
                .putDouble(f.lower())
                .putDouble(f.upper())
                .putDouble(f.relWidth());
        Outcome.Scores s = certified.scores();
        to.putDouble(s.coverageEma())
                .putInt(s.missStreak())
                .putOptional(s.surprisalP95())
                .putDouble(s.latencyP95())
                .putDouble(s.relWidthP95())
                .putDouble(s.uState())
                .putDouble(s.uModel())
                .putDouble(s.uForecast())
                .putDouble(s.kappa())
                .putDouble(s.bcc())
                .putDouble(s.kappaPlus());
        to.putInt(certified.soft().bits())
                .putInt(certified.hard().bits())
                .putInt(certified.gate().bits())
                .putByte(certified.raw().ordinal());
    }

    private static Outcome.Certified readCertified(BytesReader from) {
        Outcome.IntervalForecast forecast = new Outcome.IntervalForecast(
                from.getDouble(),
                from.getDouble(),
                from.getDouble(),
                from.getDouble(),
                from.getDouble(),
                from.getDouble(),
                from.getDouble(),
                from.getDouble(),
                from.getDouble());
        Outcome.Scores scores = new Outcome.Scores(
                from.getDouble(),
                from.getInt(),
                from.getOptionalDouble(),
                from.getDouble(),
                from.getDouble(),
                from.getDouble(),
                from.getDouble(),
                from.getDouble(),
                from.getDouble(),
                from.getDouble(),
                from.getDouble());
        return new Outcome.Certified(
                forecast,
                scores,
                new GuardSet(from.getInt()),
                new GuardSet(from.getInt()),
                new GuardSet(from.getInt()),
                from.getOneOf(AcceptanceState.values()));
    }

    private static void writeVerdict(BytesWriter to, Outcome.Verdict verdict) {
        writePosition(to, verdict.position());
        to.putOptional(verdict.from(), (out, state) -> out.putByte(state.ordinal()));
        to.putStrings(verdict.reasons());
        to.putDouble(verdict.gating().notional())
                .putDouble(verdict.gating().riskScale())
                .putStrings(verdict.gating().blockReasons());
        writeTriggers(to, verdict.triggers());
    }

    private static Outcome.Verdict readVerdict(BytesReader from) {
        return new Outcome.Verdict(
                readPosition(from),
                from.getOptional(in -> in.getOneOf(AcceptanceState.values())),
                from.getStrings(),
                new Gating(from.getDouble(), from.getDouble(), from.getStrings()),
                readTriggers(from));
    }

    static void writePosition(BytesWriter to, FsmPosition position) {
        to.putByte(position.state().ordinal()).putInt(position.dwell()).putInt(position.good());
    }

    static FsmPosition readPosition(BytesReader from) {
        return new FsmPosition(from.getOneOf(AcceptanceState.values()), from.getInt(), from.getInt());
    }

    static void writeTriggers(BytesWriter to, Triggers triggers) {
        writeLatch(to, triggers.latency());
        writeLatch(to, triggers.coverage());
        writeLatch(to, triggers.kappa());
        writeLatch(to, triggers.kappaDrop());
    }

    static Triggers readTriggers(BytesReader from) {
        return new Triggers(readLatch(from), readLatch(from), readLatch(from), readLatch(from));
    }

    private static void writeLatch(BytesWriter to, Latch latch) {
        to.putBoolean(latch.active()).putInt(latch.clean());
    }

    private static Latch readLatch(BytesReader from) {
        return new Latch(from.getBoolean(), from.getInt());
    }
}
