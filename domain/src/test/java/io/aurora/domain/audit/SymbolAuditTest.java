package io.aurora.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurora.domain.market.Bar;
import io.aurora.domain.settings.CanonicalSettings;
import io.aurora.domain.settings.IcpSettings;
import io.aurora.domain.settings.Profile;
import io.aurora.domain.settings.TestProfiles;
import io.aurora.domain.simulation.Scenario;
import io.aurora.domain.symbol.BarInputs;
import io.aurora.domain.symbol.HashChain;
import io.aurora.domain.symbol.RecordedEvent;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.domain.symbol.SymbolFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SymbolAuditTest {
    private static final int BARS = 400;
    private final SymbolFixture fixture = lively();

    /** A stretch with a settings change and a hold in the middle. */
    private static SymbolFixture lively() {
        List<Bar> bars = SymbolFixture.bars(4, Scenario.REGIME_SHIFT, BARS);
        SymbolFixture fixture = new SymbolFixture(TestProfiles.triggered()).offerAll(bars.subList(0, 200));
        Profile other = TestProfiles.of("other", IcpSettings.ControllerKind.ACI, true);
        fixture.record(new SymbolEvent.SettingsChanged(1, 5L, other, CanonicalSettings.digest(other)));
        fixture.offerAll(bars.subList(200, 300));
        fixture.record(new SymbolEvent.Held(1, 6L, "ann", "news"));
        fixture.offerAll(bars.subList(300, 320));
        fixture.record(new SymbolEvent.Released(1, 7L, "ann", "over"));
        return fixture.offerAll(bars.subList(320, BARS));
    }

    @Test
    void shouldFindNothingWhenTheJournalIsAsItWasWritten() {
        SymbolAudit audit = new SymbolAudit(SymbolFixture.ID);
        assertThat(run(audit, fixture.events)).isEmpty();
        assertThat(audit.state()).contains(fixture.state());
        assertThat(audit.sequenceNr()).isEqualTo(fixture.events.size());
    }

    @Test
    void shouldLocateTheEventWhenItsContentIsChanged() {
        List<RecordedEvent> events = new ArrayList<>(fixture.events);
        RecordedEvent victim = events.get(250);
        events.set(250, new RecordedEvent(slower((SymbolEvent.BarDecided) victim.event()), victim.hash()));

        assertThat(run(new SymbolAudit(SymbolFixture.ID), events))
                .hasValueSatisfying(finding -> assertThat(finding.kind()).isEqualTo(Finding.Kind.CHAIN))
                .hasValueSatisfying(finding -> assertThat(finding.sequenceNr()).isEqualTo(251));
    }

    @Test
    void shouldShowTheFieldsWhenAForgerRebuildsTheChain() {
        List<RecordedEvent> events = new ArrayList<>();
        byte[] hash = HashChain.genesis();
        for (int i = 0; i < fixture.events.size(); i++) {
            SymbolEvent event = fixture.events.get(i).event();
            SymbolEvent written = i == 250 ? lifted((SymbolEvent.BarDecided) event) : event;
            hash = HashChain.next(hash, SymbolFixture.ID, i + 1L, written);
            events.add(new RecordedEvent(written, hash));
        }
        Finding finding = run(new SymbolAudit(SymbolFixture.ID), events).orElseThrow();

        assertThat(finding.kind()).isEqualTo(Finding.Kind.REDERIVATION);
        assertThat(finding.sequenceNr()).isEqualTo(251);
        assertThat(finding.details()).anyMatch(line -> line.startsWith("inputs.lagBars: recorded=OptionalDouble[9.0]"));
    }

    @Test
    void shouldFindTheGapWhenAnEventIsRemoved() {
        List<RecordedEvent> events = new ArrayList<>(fixture.events);
        events.remove(100);
        Finding renumbered = run(new SymbolAudit(SymbolFixture.ID), events).orElseThrow();
        assertThat(renumbered.kind()).isEqualTo(Finding.Kind.CHAIN);
        assertThat(renumbered.sequenceNr()).isEqualTo(101);

        SymbolAudit audit = new SymbolAudit(SymbolFixture.ID);
        audit.next(1, fixture.events.get(0));
        assertThat(audit.next(3, fixture.events.get(2)))
                .contains(new Finding(3, Finding.Kind.SEQUENCE, List.of("expected=2, found=3")));
    }

    @Test
    void shouldFindTheFirstOfTwoWhenEventsAreExchanged() {
        List<RecordedEvent> events = new ArrayList<>(fixture.events);
        RecordedEvent first = events.get(50);
        events.set(50, events.get(51));
        events.set(51, first);
        Finding finding = run(new SymbolAudit(SymbolFixture.ID), events).orElseThrow();

        assertThat(finding.kind()).isEqualTo(Finding.Kind.CHAIN);
        assertThat(finding.sequenceNr()).isEqualTo(51);
    }

    @Test
    void shouldFindAnInsertedEventWhenItCarriesACopiedHash() {
        List<RecordedEvent> events = new ArrayList<>(fixture.events);
        events.add(60, events.get(60));

        assertThat(run(new SymbolAudit(SymbolFixture.ID), events).orElseThrow().sequenceNr())
                .isEqualTo(62);
    }

    @Test
    void shouldRefuseToJudgeWhenAnotherReleaseDecided() {
        SymbolEvent.Held newer = new SymbolEvent.Held(99, 0L, "ann", "x");
        byte[] hash = HashChain.next(HashChain.genesis(), SymbolFixture.ID, 1L, newer);

        assertThat(new SymbolAudit(SymbolFixture.ID)
                        .next(1L, new RecordedEvent(newer, hash))
                        .orElseThrow()
                        .kind())
                .isEqualTo(Finding.Kind.OTHER_LOGIC);
    }

    private static Optional<Finding> run(SymbolAudit audit, List<RecordedEvent> events) {
        for (int i = 0; i < events.size(); i++) {
            Optional<Finding> finding = audit.next(i + 1L, events.get(i));
            if (finding.isPresent()) {
                return finding;
            }
        }
        return Optional.empty();
    }

    private static SymbolEvent.BarDecided slower(SymbolEvent.BarDecided event) {
        BarInputs in = event.inputs();
        BarInputs changed = new BarInputs(
                in.bar(), in.historical(), in.receivedAtMs(), in.latencyMs() + 1.0, in.lagBars(), in.inference());
        return new SymbolEvent.BarDecided(
                event.logicVersion(), event.atMs(), event.settingsDigest(), changed, event.outcome());
    }

    private static SymbolEvent.BarDecided lifted(SymbolEvent.BarDecided event) {
        BarInputs in = event.inputs();
        BarInputs changed = new BarInputs(
                in.bar(),
                in.historical(),
                in.receivedAtMs(),
                in.latencyMs(),
                java.util.OptionalDouble.of(9.0),
                in.inference());
        return new SymbolEvent.BarDecided(
                event.logicVersion(), event.atMs(), event.settingsDigest(), changed, event.outcome());
    }
}
