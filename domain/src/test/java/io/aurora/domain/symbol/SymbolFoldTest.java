package io.aurora.domain.symbol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aurora.domain.acceptance.AcceptanceState;
import io.aurora.domain.market.Bar;
import io.aurora.domain.market.Refusal;
import io.aurora.domain.regime.RegimeProbabilities;
import io.aurora.domain.settings.CanonicalSettings;
import io.aurora.domain.settings.IcpSettings;
import io.aurora.domain.settings.Profile;
import io.aurora.domain.settings.TestProfiles;
import io.aurora.domain.simulation.Scenario;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SymbolFoldTest {
    private static final int SHORT = 400;

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void shouldGoOnToTheSameBitsWhenRestartedFromSnapshots(Scenario scenario) {
        List<Bar> bars = SymbolFixture.bars(11, scenario, 1500);
        SymbolFixture straight = new SymbolFixture(TestProfiles.triggered()).offerAll(bars);
        SymbolFixture restarted = new SymbolFixture(TestProfiles.triggered());
        for (int i = 0; i < bars.size(); i++) {
            if (i % 37 == 5) {
                restarted.restart();
            }
            restarted.offer(bars.get(i));
        }
        assertThat(restarted.digest()).isEqualTo(straight.digest());
        assertThat(restarted.state()).isEqualTo(straight.state());
        assertThat(restarted.events).isEqualTo(straight.events);
    }

    @ParameterizedTest
    @EnumSource(IcpSettings.ControllerKind.class)
    void shouldFoldToTheSameStateWhenEventsAreReadBackFromTheirBytes(IcpSettings.ControllerKind controller) {
        SymbolFixture live = new SymbolFixture(TestProfiles.of("test", controller, true))
                .offerAll(SymbolFixture.bars(3, Scenario.REGIME_SHIFT, 900));
        Optional<SymbolState> folded = Optional.empty();
        for (RecordedEvent recorded : live.events) {
            SymbolEvent read = EventBytes.decode(EventBytes.encode(recorded.event()));
            assertThat(read).isEqualTo(recorded.event());
            folded = Optional.of(SymbolFold.next(folded, read));
        }
        assertThat(folded).contains(live.state());
    }

    @Test
    void shouldLeaveTheStateUntouchedWhenABarIsPreparedAndDecided() {
        List<Bar> bars = SymbolFixture.bars(5, Scenario.GAPPY, SHORT);
        SymbolFixture fixture = new SymbolFixture(TestProfiles.quiet());
        for (Bar bar : bars) {
            SymbolSnapshot before = fixture.state().snapshot();
            Preparation preparation = SymbolFold.prepare(fixture.state(), new Offer(bar, true, bar.tsMs()));
            assertThat(preparation).isInstanceOf(Preparation.Ready.class);
            assertThat(fixture.state().snapshot()).isEqualTo(before);
            fixture.offer(bar);
        }
    }

    @Test
    void shouldStayInWarmupWhenFewerThanSixtyFourForecastsHaveSettled() {
        SymbolFixture fixture = new SymbolFixture(TestProfiles.quiet());
        List<Bar> bars = SymbolFixture.bars(1, Scenario.CALM, 129);
        for (int i = 0; i < 128; i++) {
            SymbolEvent.BarDecided decided = fixture.offer(bars.get(i));
            assertThat(decided.outcome().verdict().state()).isEqualTo(AcceptanceState.WARMUP);
            assertThat(decided.outcome().verdict().gating().blockReasons()).containsExactly("warmup");
            assertThat(decided.outcome().certified().isPresent())
                    .as("bar %d", i)
                    .isEqualTo(i >= 64);
        }
        assertThat(fixture.offer(bars.get(128)).outcome().verdict().state()).isNotEqualTo(AcceptanceState.WARMUP);
    }

    @Test
    void shouldAnswerDuplicatesAndLateBarsWhenDeliveryRepeats() {
        List<Bar> bars = SymbolFixture.bars(1, Scenario.CALM, 10);
        SymbolFixture fixture = new SymbolFixture(TestProfiles.quiet()).offerAll(bars);
        Bar last = bars.get(9);
        Bar other = new Bar(
                last.symbol(), last.tsMs(), last.open(), last.high(), last.low(), last.close(), last.volume() + 1.0);

        assertThat(prepare(fixture, last)).isEqualTo(new Preparation.Duplicate(false));
        assertThat(prepare(fixture, other)).isEqualTo(new Preparation.Duplicate(true));
        assertThat(prepare(fixture, bars.get(4))).isEqualTo(new Preparation.Late());
        assertThat(prepare(fixture, Bar.flat("OTHER", last.tsMs() + SymbolFixture.MINUTE_MS, 1.0)))
                .isEqualTo(new Preparation.Refused(Refusal.WRONG_SYMBOL));
        assertThat(prepare(fixture, Bar.flat("SIM-TEST", last.tsMs() + SymbolFixture.MINUTE_MS + 1, 1.0)))
                .isEqualTo(new Preparation.Refused(Refusal.OFF_GRID));
    }

    @Test
    void shouldRefuseABarOfTheFutureOnlyWhenItIsLive() {
        SymbolFixture fixture = new SymbolFixture(TestProfiles.quiet());
        Bar bar = Bar.flat("SIM-TEST", 10 * SymbolFixture.MINUTE_MS, 100.0);

        assertThat(SymbolFold.prepare(fixture.state(), new Offer(bar, false, 8 * SymbolFixture.MINUTE_MS)))
                .isEqualTo(new Preparation.Refused(Refusal.FROM_FUTURE));
        assertThat(SymbolFold.prepare(fixture.state(), new Offer(bar, true, 8 * SymbolFixture.MINUTE_MS)))
                .isInstanceOf(Preparation.Ready.class);
        assertThat(SymbolFold.prepare(fixture.state(), new Offer(bar, false, 9 * SymbolFixture.MINUTE_MS)))
                .isInstanceOf(Preparation.Ready.class);
    }

    @Test
    void shouldUseARefitFromTheEighthAcceptedBarWhenTheRouterIsBic() {
        SymbolFixture fixture = new SymbolFixture(TestProfiles.quiet());
        List<Bar> bars = SymbolFixture.bars(21, Scenario.VOLATILE, 200);
        RegimeProbabilities uniform = RegimeProbabilities.uniform();
        for (int i = 0; i < bars.size(); i++) {
            Preparation.Ready ready = (Preparation.Ready) prepare(fixture, bars.get(i));
            // the i-th bar (from 0) ends the i-th return; refits at 128, 144, ... are used 8 bars later
            assertThat(ready.fitAhead().isPresent()).as("bar %d ahead", i).isEqualTo(i >= 128 && i % 16 == 0);
            assertThat(ready.fitDue().isPresent()).as("bar %d due", i).isEqualTo(i >= 136 && i % 16 == 8);
            ready.fitDue().ifPresent(fit -> assertThat(fit.returns()).hasSize(128));
            SymbolEvent.BarDecided decided = fixture.offer(bars.get(i));
            if (i >= 64 && i < 136) {
                assertThat(decided.inputs().inference().orElseThrow().probabilities())
                        .isEqualTo(uniform);
            }
        }
        assertThat(fixture.state().router.probabilities()).isNotEqualTo(uniform);
    }

    @Test
    void shouldRefitOnTheSameReturnsWhenTheyAreAskedAheadAndWhenDue() {
        SymbolFixture fixture = new SymbolFixture(TestProfiles.quiet());
        List<Bar> bars = SymbolFixture.bars(8, Scenario.GAPPY, 1200);
        Optional<io.aurora.domain.inference.RouterFit> ahead = Optional.empty();
        int compared = 0;
        for (Bar bar : bars) {
            Preparation.Ready ready = (Preparation.Ready) prepare(fixture, bar);
            if (ready.fitDue().isPresent()
                    && ahead.isPresent()
                    && ahead.get().atReturn() == ready.fitDue().get().atReturn()) {
                assertThat(ready.fitDue()).isEqualTo(ahead);
                compared++;
            }
            ahead = ready.fitAhead().isPresent() ? ready.fitAhead() : ahead;
            fixture.offer(bar);
        }
        assertThat(compared).isGreaterThan(5);
    }

    @Test
    void shouldServeNothingWhenHeldAndServeAgainWhenReleased() {
        List<Bar> bars = SymbolFixture.bars(1, Scenario.CALM, 210);
        SymbolFixture fixture = new SymbolFixture(TestProfiles.quiet()).offerAll(bars.subList(0, 200));
        fixture.record(new SymbolEvent.Held(1, 0L, "ann", "news"));
        Outcome.Verdict held = fixture.offer(bars.get(200)).outcome().verdict();
        fixture.record(new SymbolEvent.Released(1, 0L, "ann", "over"));
        Outcome.Verdict free = fixture.offer(bars.get(201)).outcome().verdict();

        assertThat(held.gating().notional()).isZero();
        assertThat(held.gating().blockReasons()).startsWith("hold");
        assertThat(free.gating().blockReasons()).doesNotContain("hold");
        assertThat(free.position().dwell()).isEqualTo(held.position().dwell() + 1);
    }

    @Test
    void shouldHandOverToTheBuiltInForecasterWhenADecisionWasSlow() {
        List<Bar> bars = SymbolFixture.bars(1, Scenario.CALM, 240);
        SymbolFixture fixture = new SymbolFixture(TestProfiles.triggered()).offerAll(bars.subList(0, 200));
        fixture.offer(bars.get(200), 151.0);
        for (int i = 201; i < 221; i++) {
            SymbolEvent.BarDecided decided = fixture.offer(bars.get(i));
            assertThat(decided.outcome().verdict().triggers().latency().active())
                    .as("bar %d", i)
                    .isTrue();
            assertThat(decided.inputs().inference().orElseThrow().fallback())
                    .contains(io.aurora.domain.inference.InferenceResult.Fallback.TRIGGER);
        }
        assertThat(fixture.offer(bars.get(221))
                        .inputs()
                        .inference()
                        .orElseThrow()
                        .fallback())
                .isEmpty();
    }

    @Test
    void shouldStartWindowsAnewWhenAGapIsTooLong() {
        List<Bar> bars = SymbolFixture.bars(1, Scenario.CALM, 200);
        SymbolFixture fixture = new SymbolFixture(TestProfiles.quiet()).offerAll(bars);
        long settled = fixture.state().settled();
        Bar late = Bar.flat("SIM-TEST", bars.get(199).tsMs() + 50 * SymbolFixture.MINUTE_MS, 100.0);
        SymbolEvent.BarDecided decided = fixture.offer(late);

        assertThat(decided.outcome().placement()).isEqualTo(new Outcome.Placement(0, true, true));
        assertThat(decided.outcome().settled()).isEmpty();
        assertThat(decided.outcome().verdict().state()).isEqualTo(AcceptanceState.WARMUP);
        assertThat(fixture.state().settled()).isEqualTo(settled);
        assertThat(fixture.state().market.returnCount()).isZero();
    }

    @Test
    void shouldKeepTheNewestScoresWhenSettingsShortenTheWindow() {
        SymbolFixture fixture =
                new SymbolFixture(TestProfiles.quiet()).offerAll(SymbolFixture.bars(1, Scenario.CALM, 600));
        Profile shorter = withWindow(TestProfiles.quiet(), 100);
        fixture.record(new SymbolEvent.SettingsChanged(1, 0L, shorter, CanonicalSettings.digest(shorter)));

        assertThat(fixture.state().conformalStats().n()).isEqualTo(100);
        assertThat(fixture.state().settingsDigest()).isEqualTo(CanonicalSettings.digest(shorter));
        fixture.restart();
        assertThat(fixture.state().conformalStats().n()).isEqualTo(100);
    }

    @Test
    void shouldHalveTargetAndSizeWhenTheRiskModeIsConservative() {
        List<Bar> bars = SymbolFixture.bars(1, Scenario.CALM, 202);
        SymbolFixture fixture = new SymbolFixture(TestProfiles.quiet()).offerAll(bars.subList(0, 200));
        double calm = fixture.offer(bars.get(200))
                .outcome()
                .certified()
                .orElseThrow()
                .forecast()
                .alphaTarget();
        fixture.record(new SymbolEvent.RiskModeChanged(1, 0L, RiskMode.ICM, "not ready"));
        Outcome outcome = fixture.offer(bars.get(201)).outcome();

        assertThat(outcome.certified().orElseThrow().forecast().alphaTarget()).isBetween(0.4 * calm, 0.6 * calm);
        assertThat(outcome.certified().orElseThrow().forecast().inflation()).isGreaterThanOrEqualTo(1.1);
        assertThat(outcome.verdict().gating().notional()).isLessThanOrEqualTo(1.0);
    }

    @Test
    void shouldRefuseABarWhenItsFiguresLeaveTheRangeOfDoubles() {
        List<Bar> bars = SymbolFixture.bars(1, Scenario.CALM, 100);
        SymbolFixture fixture = new SymbolFixture(TestProfiles.quiet()).offerAll(bars);
        long next = bars.get(99).tsMs() + SymbolFixture.MINUTE_MS;

        assertThat(prepare(fixture, Bar.flat("SIM-TEST", next, Double.MIN_VALUE)))
                .isEqualTo(new Preparation.Refused(Refusal.OUT_OF_RANGE));
        assertThat(prepare(fixture, bars.get(99))).isEqualTo(new Preparation.Duplicate(false));
    }

    @Test
    void shouldEndTheIntervalAtTheLargestDoubleWhenAFlatPriceJumps() {
        SymbolFixture fixture = new SymbolFixture(TestProfiles.quiet());
        long ts = 0;
        for (int i = 0; i < 300; i++, ts += SymbolFixture.MINUTE_MS) {
            fixture.offer(Bar.flat("SIM-TEST", ts, 100.0));
        }
        double price = 100.0;
        Outcome.IntervalForecast widest = null;
        for (int i = 0; i < 60; i++, ts += SymbolFixture.MINUTE_MS) {
            price = i % 2 == 0 ? price * 1e140 : price / 1e140;
            Outcome outcome = fixture.offer(Bar.flat("SIM-TEST", ts, price)).outcome();
            Outcome.IntervalForecast forecast =
                    outcome.certified().orElseThrow().forecast();
            widest = widest == null || forecast.upper() > widest.upper() ? forecast : widest;
        }
        assertThat(widest.upper()).isEqualTo(Double.MAX_VALUE);
        assertThat(widest.relWidth()).isEqualTo(2.0);
        fixture.restart();
    }

    @Test
    void shouldRefuseAnEventBeforeTheOpeningOne() {
        assertThatThrownBy(() -> SymbolFold.next(Optional.empty(), new SymbolEvent.Held(1, 0L, "ann", "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the first event opens the symbol: Held");
    }

    @Test
    void shouldFitTheSizeBudgetWhenEveryWindowIsFull() {
        SymbolFixture fixture =
                new SymbolFixture(TestProfiles.quiet()).offerAll(SymbolFixture.bars(1, Scenario.VOLATILE, 1400));

        assertThat(fixture.state().conformalStats().n()).isEqualTo(1000);
        assertThat(fixture.state().snapshot().bytes().length).isLessThanOrEqualTo(56 * 1024);
    }

    private static Preparation prepare(SymbolFixture fixture, Bar bar) {
        return SymbolFold.prepare(fixture.state(), new Offer(bar, true, bar.tsMs()));
    }

    private static Profile withWindow(Profile profile, int window) {
        String text = CanonicalSettings.text(profile).replace("icp.window = 1000", "icp.window = " + window);
        return CanonicalSettings.parse(text);
    }
}
