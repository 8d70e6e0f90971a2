package io.aurora.persistence.serial;

import io.aurora.domain.acceptance.AcceptanceState;
import io.aurora.domain.acceptance.FsmPosition;
import io.aurora.domain.acceptance.GuardSet;
import io.aurora.domain.desk.DeskEvent;
import io.aurora.domain.desk.RecordedDeskEvent;
import io.aurora.domain.execution.Gating;
import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.inference.ModelIds;
import io.aurora.domain.market.Bar;
import io.aurora.domain.market.GapPolicy;
import io.aurora.domain.market.SymbolSpec;
import io.aurora.domain.regime.RegimeProbabilities;
import io.aurora.domain.settings.CanonicalSettings;
import io.aurora.domain.settings.TestProfiles;
import io.aurora.domain.symbol.BarInputs;
import io.aurora.domain.symbol.Latch;
import io.aurora.domain.symbol.Outcome;
import io.aurora.domain.symbol.RecordedEvent;
import io.aurora.domain.symbol.RiskMode;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.domain.symbol.SymbolSnapshot;
import io.aurora.domain.symbol.Triggers;
import io.aurora.persistence.SymbolCheckpoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The values behind the stored samples, by file name without ending. Samples are only ever added, values never changed. */
final class StoredSamples {
    private static final long AT = 1_700_000_060_250L;
    private static final SymbolSnapshot STATE = new SymbolSnapshot(1, new byte[] {1, 2, 3, -4});

    private StoredSamples() {}

    static Map<String, Object> all() {
        Map<String, Object> samples = new LinkedHashMap<>();
        samples.put("symbol-opened/v1", recorded(1, opened()));
        samples.put(
                "settings-changed/v1",
                recorded(
                        2,
                        new SymbolEvent.SettingsChanged(
                                1, AT, TestProfiles.triggered(), CanonicalSettings.digest(TestProfiles.triggered()))));
        samples.put("model-adopted/v1", recorded(3, new SymbolEvent.ModelAdopted(1, AT, new ModelIds("m-7", "bic"))));
        samples.put(
                "risk-mode-changed/v1",
                recorded(4, new SymbolEvent.RiskModeChanged(1, AT, RiskMode.ICM, "transfer_failed")));
        samples.put("held/v1", recorded(5, new SymbolEvent.Held(1, AT, "olena", "news at noon")));
        samples.put("released/v1", recorded(6, new SymbolEvent.Released(1, AT, "olena", "")));
        samples.put("bar-decided/v1", recorded(7, decided()));
        samples.put("bar-decided/v1-warmup", recorded(8, warmup()));
        samples.put("logic-adopted/v1", recorded(9, new SymbolEvent.LogicAdopted(2, AT, STATE)));
        samples.put("symbol-snapshot/v1", new SymbolCheckpoint(STATE, hash(10), 500));
        samples.put("desk-held/v1", desk(11, new DeskEvent.DeskHeld(AT, "node:10.0.0.1:25520", "error_rate", true)));
        samples.put("desk-released/v1", desk(12, new DeskEvent.DeskReleased(AT, "olena", "checked")));
        LearningSamples.addTo(samples);
        return samples;
    }

    private static RecordedEvent recorded(int seed, SymbolEvent event) {
        return new RecordedEvent(event, hash(seed));
    }

    private static RecordedDeskEvent desk(int seed, DeskEvent event) {
        return new RecordedDeskEvent(event, hash(seed));
    }

    static byte[] hash(int seed) {
        byte[] hash = new byte[32];
        for (int i = 0; i < hash.length; i++) {
            hash[i] = (byte) (seed * 31 + i * 7);
        }
        return hash;
    }

    private static SymbolEvent.SymbolOpened opened() {
        SymbolSpec spec =
                new SymbolSpec("BTC-USDT", 3_600_000L, GapPolicy.SEQUENCE, OptionalLong.of(0), "default", 100_000.5);
        return new SymbolEvent.SymbolOpened(
                1, AT, spec, TestProfiles.quiet(), CanonicalSettings.digest(TestProfiles.quiet()));
    }

    private static SymbolEvent.BarDecided decided() {
        Bar bar = new Bar("BTC-USDT", 1_700_000_000_000L, 37_000.1, 37_050.25, 36_990.0, 37_010.3, 12.75);
        InferenceResult result = new InferenceResult(
                1.5e-4,
                0.0021,
                5.5,
                OptionalDouble.of(0.3),
                new RegimeProbabilities(0.25, 0.25, 0.5),
                new ModelIds("m-7", "bic"),
                "cpu",
                Optional.of(InferenceResult.Fallback.DEADLINE),
                Optional.of(new float[] {0.5f, -1.25f, 3.0e-8f}));
        BarInputs inputs = new BarInputs(bar, false, AT - 3, 1.125, OptionalDouble.of(0.004), Optional.of(result));
        Outcome outcome = new Outcome(
                new Outcome.Placement(2, false, true),
                new Outcome.MarketFigures(OptionalDouble.of(0.61), 0.6, true),
                Optional.of(new Outcome.Settled(false, 2.5, 1.9)),
                Optional.of(certified()),
                verdict());
        return new SymbolEvent.BarDecided(1, AT, "5".repeat(64), inputs, outcome);
    }

    private static Outcome.Certified certified() {
        return new Outcome.Certified(
                new Outcome.IntervalForecast(1.5e-4, 0.0021, 0.11, 0.1, 1.7, 1.05, 36_880.7, 37_155.9, 0.00743),
                new Outcome.Scores(0.89, 1, OptionalDouble.of(1.97), 3.25, 0.009, 0.3, 0.5, 0.44, 0.61, 0.05, 0.46),
                new GuardSet(9),
                new GuardSet(0),
                new GuardSet(8),
                AcceptanceState.DERISK);
    }

    private static Outcome.Verdict verdict() {
        Latch off = Latch.OFF;
        return new Outcome.Verdict(
                new FsmPosition(AcceptanceState.DERISK, 0, 3),
                Optional.of(AcceptanceState.PASS),
                List.of("kappa_low", "surprisal"),
                new Gating(0.0, 0.0, List.of("hold", "guard_surprisal")),
                new Triggers(off, off, new Latch(true, 2), off));
    }

    private static SymbolEvent.BarDecided warmup() {
        Bar bar = new Bar("EUR_USD.x", 1_700_000_000_000L, 1.0625, 1.0625, 1.0625, 1.0625, 0.0);
        BarInputs inputs = new BarInputs(bar, true, AT, 0.0, OptionalDouble.empty(), Optional.empty());
        Outcome outcome = new Outcome(
                new Outcome.Placement(0, true, false),
                new Outcome.MarketFigures(OptionalDouble.empty(), 0.0, false),
                Optional.empty(),
                Optional.empty(),
                new Outcome.Verdict(
                        FsmPosition.START, Optional.empty(), List.of("warmup"), Gating.WARMUP, Triggers.OFF));
        return new SymbolEvent.BarDecided(1, AT, "not-a-digest", inputs, outcome);
    }
}
