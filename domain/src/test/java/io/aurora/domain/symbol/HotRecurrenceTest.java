package io.aurora.domain.symbol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.aurora.domain.audit.LocalForecaster;
import io.aurora.domain.inference.BuiltInForecaster;
import io.aurora.domain.inference.DecayingLaw;
import io.aurora.domain.inference.InferenceRequest;
import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.inference.ModelIds;
import io.aurora.domain.market.Bar;
import io.aurora.domain.settings.TestProfiles;
import io.aurora.domain.simulation.Scenario;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The state kept in memory beside a symbol whose model is missed for a while. */
class HotRecurrenceTest {
    private static final ModelIds MODELS = new ModelIds("a".repeat(64), "b".repeat(64));
    private static final int WARM = 80;
    private static final List<Bar> MARKET = SymbolFixture.bars(4, Scenario.CALM, 300);

    private final HotRecurrence hot = new HotRecurrence();
    private boolean missing;
    private final SymbolFixture fixture = new SymbolFixture(TestProfiles.quiet(), new LocalForecaster(this::answer));
    private int next;

    private InferenceResult answer(InferenceRequest request) {
        return missing ? BuiltInForecaster.standIn(request, InferenceResult.Fallback.BUSY) : DecayingLaw.of(request);
    }

    @BeforeEach
    void warm() {
        fixture.record(new SymbolEvent.ModelAdopted(SymbolEvent.LOGIC_VERSION, 1L, MODELS));
        decide(WARM);
    }

    /** As the actor does it, which keeps the state of each answer. */
    private void decide(int bars) {
        for (int i = 0; i < bars; i++) {
            Optional<float[]> state = missing
                    ? Optional.empty()
                    : request()
                            .map(request -> DecayingLaw.of(request).recurrent().orElseThrow());
            SymbolEvent.BarDecided decided = fixture.offer(MARKET.get(next));
            next++;
            hot.decided(decided, fixture.state(), state);
        }
    }

    private Optional<InferenceRequest> request() {
        Bar bar = MARKET.get(next);
        return ((Preparation.Ready) SymbolFold.prepare(fixture.state(), new Offer(bar, true, bar.tsMs()))).request();
    }

    private int reruns() {
        return hot.nearest(request().orElseThrow(), false).recurrent().since().size();
    }

    private void assertSameForecast() {
        InferenceRequest asked = request().orElseThrow();
        assertThat(DecayingLaw.of(hot.nearest(asked, false))).isEqualTo(DecayingLaw.of(asked));
    }

    private int catchUp() {
        int requests = 0;
        for (Optional<HotRecurrence.CatchUp> left = hot.behind(fixture.state());
                left.isPresent();
                left = hot.behind(fixture.state())) {
            assertThat(left.get().request().recurrent().since()).hasSizeLessThan(RecurrentMemory.EVERY);
            hot.caughtUp(
                    left.get(), DecayingLaw.of(left.get().request()).recurrent().orElseThrow());
            requests++;
        }
        return requests;
    }

    @Test
    void shouldRerunOnlyTheBarsWithoutAnAnswerWhenTheModelIsBack() {
        assertThat(reruns()).isZero();
        missing = true;
        decide(5);

        assertThat(reruns()).isEqualTo(5);
        assertThat(request().orElseThrow().recurrent().since()).hasSizeGreaterThan(5);
        assertSameForecast();
        assertThat(hot.behind(fixture.state())).isEmpty();
    }

    @Test
    void shouldWorkOffALongRowInPiecesWhenTheModelIsBack() {
        missing = true;
        decide(150);
        assertThat(reruns()).isEqualTo(150);

        assertThat(catchUp()).isEqualTo(3);

        assertThat(reruns()).isLessThan(HotRecurrence.FEW);
        assertSameForecast();
    }

    @Test
    void shouldCatchUpFromTheStoredCheckpointWhenNothingIsHotAfterARecovery() {
        missing = true;
        decide(100);
        hot.forget();
        fixture.restart();
        assertThat(reruns()).isGreaterThan(100);

        catchUp();

        assertThat(reruns()).isLessThan(HotRecurrence.FEW);
        assertSameForecast();
    }

    @Test
    void shouldGoOnFromWhereTheSymbolWasAskedWhenBarsWithoutAnAnswerCameMeanwhile() {
        missing = true;
        decide(20);
        HotRecurrence.CatchUp asked = hot.behind(fixture.state()).orElseThrow();
        decide(3);

        hot.caughtUp(asked, DecayingLaw.of(asked.request()).recurrent().orElseThrow());

        assertThat(reruns()).isEqualTo(3);
        assertSameForecast();
    }

    /** What {@code docs/models.md} says of it. */
    @Test
    void shouldKeepTheFeaturesOfABarInTheSnapshotWhenItHasNoForecast() {
        SymbolFixture builtIn = new SymbolFixture(TestProfiles.quiet());
        builtIn.offerAll(MARKET.subList(0, WARM));
        int before = recurrentBytes(builtIn);
        missing = true;
        decide(100);
        builtIn.offerAll(MARKET.subList(WARM, WARM + 100));

        assertThat((recurrentBytes(builtIn) - before) / 100.0).isCloseTo(164.0, offset(1.0));
    }

    /** How much larger the snapshot is than that of the same symbol on the built-in forecaster. */
    private int recurrentBytes(SymbolFixture builtIn) {
        return fixture.state().snapshot().bytes().length
                - builtIn.state().snapshot().bytes().length;
    }

    @Test
    void shouldIgnoreAnAnswerWhenABarWasForecastMeanwhile() {
        missing = true;
        decide(20);
        HotRecurrence.CatchUp asked = hot.behind(fixture.state()).orElseThrow();
        missing = false;
        decide(1);

        hot.caughtUp(asked, new float[] {Float.MAX_VALUE});

        assertSameForecast();
        assertThat(reruns()).isZero();
    }

    @Test
    void shouldIgnoreAnAnswerWhenModelsWereAdoptedMeanwhile() {
        missing = true;
        decide(20);
        HotRecurrence.CatchUp asked = hot.behind(fixture.state()).orElseThrow();
        fixture.record(
                new SymbolEvent.ModelAdopted(SymbolEvent.LOGIC_VERSION, 2L, new ModelIds("c".repeat(64), "bic")));
        hot.forget();

        hot.caughtUp(asked, new float[] {Float.MAX_VALUE});

        InferenceRequest plain = request().orElseThrow();
        assertThat(hot.nearest(plain, false)).isEqualTo(plain);
    }
}
