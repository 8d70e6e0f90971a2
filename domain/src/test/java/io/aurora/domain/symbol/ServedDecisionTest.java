package io.aurora.domain.symbol;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurora.domain.acceptance.AcceptanceState;
import io.aurora.domain.audit.LocalForecaster;
import io.aurora.domain.desk.DeskEvent;
import io.aurora.domain.desk.DeskState;
import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.market.Bar;
import io.aurora.domain.settings.TestProfiles;
import io.aurora.domain.simulation.Scenario;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServedDecisionTest {
    private static final Optional<DeskState> FREE = Optional.of(DeskState.FREE);
    private final List<Bar> bars = SymbolFixture.bars(1, Scenario.CALM, 201);
    private final SymbolFixture fixture = new SymbolFixture(TestProfiles.quiet()).offerAll(bars.subList(0, 200));

    @Test
    void shouldServeTheRecordedVerdictWhenNothingOverlaysIt() {
        SymbolView view = live();
        ServedDecision served = ServedDecision.of(view, FREE, end());

        assertThat(served.gating())
                .isEqualTo(view.last().orElseThrow().outcome().verdict().gating());
        assertThat(served.stale()).isFalse();
    }

    @Test
    void shouldServeBlockWhenSixBarsHavePassedSinceTheLastOneEnded() {
        SymbolView view = live();
        long edge = end() + 6 * SymbolFixture.MINUTE_MS;

        assertThat(view.validUntilMs()).hasValue(edge);
        assertThat(ServedDecision.of(view, FREE, edge - 1).stale()).isFalse();
        ServedDecision stale = ServedDecision.of(view, FREE, edge);
        assertThat(stale.stale()).isTrue();
        assertThat(stale.state()).isEqualTo(AcceptanceState.BLOCK);
        assertThat(stale.gating().notional()).isZero();
        assertThat(stale.gating().blockReasons()).startsWith("stale");
    }

    @Test
    void shouldNeverGoStaleWhenTheBarIsHistorical() {
        SymbolView view = SymbolView.of(fixture.state(), 7L);

        assertThat(view.validUntilMs()).isEmpty();
        assertThat(ServedDecision.of(view, FREE, Long.MAX_VALUE).stale()).isFalse();
    }

    @Test
    void shouldServeNothingWhenTheDeskIsHeldOrUnknown() {
        SymbolView view = live();
        DeskState held = DeskState.FREE.after(new DeskEvent.DeskHeld(0L, "ann", "drill", false));

        for (Optional<DeskState> desk : List.of(Optional.of(held), Optional.<DeskState>empty())) {
            ServedDecision served = ServedDecision.of(view, desk, end());
            assertThat(served.gating().notional()).isZero();
            assertThat(served.gating().blockReasons()).startsWith("desk_hold");
        }
        assertThat(ServedDecision.of(
                                view, Optional.of(held.after(new DeskEvent.DeskReleased(1L, "ann", "done"))), end())
                        .gating()
                        .blockReasons())
                .doesNotContain("desk_hold");
    }

    @Test
    void shouldServeAHoldAtOnceWhenNoBarHasComeSince() {
        fixture.record(new SymbolEvent.Held(1, 0L, "ann", "news"));
        ServedDecision served = ServedDecision.of(SymbolView.of(fixture.state(), 1L), FREE, end());

        assertThat(served.gating().notional()).isZero();
        assertThat(served.gating().blockReasons()).startsWith("hold");
    }

    private SymbolView live() {
        Offer offer = new Offer(bars.get(200), false, end());
        Preparation.Ready ready = (Preparation.Ready) SymbolFold.prepare(fixture.state(), offer);
        Optional<InferenceResult> result = LocalForecaster.builtIn().answer(ready);
        fixture.record(SymbolFold.decide(fixture.state(), ready, result, 1.0, end()));
        return SymbolView.of(fixture.state(), fixture.events.size());
    }

    private long end() {
        return bars.get(200).tsMs() + SymbolFixture.MINUTE_MS;
    }
}
