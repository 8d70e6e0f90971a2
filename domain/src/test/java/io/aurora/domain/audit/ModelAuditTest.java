package io.aurora.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurora.domain.inference.DecayingLaw;
import io.aurora.domain.inference.InferenceRequest;
import io.aurora.domain.inference.ModelIds;
import io.aurora.domain.market.Bar;
import io.aurora.domain.settings.Profile;
import io.aurora.domain.settings.TestProfiles;
import io.aurora.domain.simulation.Scenario;
import io.aurora.domain.symbol.DecisionDigest;
import io.aurora.domain.symbol.Offer;
import io.aurora.domain.symbol.RecordedEvent;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.domain.symbol.SymbolFixture;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Audit and replay of a symbol that runs on a trained model with recurrent state. */
class ModelAuditTest {
    private static final ModelIds MODELS = new ModelIds("a".repeat(64), "b".repeat(64));
    private static final int BARS = 400;
    private static final List<Bar> MARKET = SymbolFixture.bars(4, Scenario.GAPPY, BARS);

    private final AtomicInteger reruns = new AtomicInteger();
    private final SymbolFixture fixture = new SymbolFixture(TestProfiles.quiet(), by("cpu", 1.0));

    private static LocalForecaster by(String engine, double weight) {
        return new LocalForecaster(request -> DecayingLaw.of(request, engine, weight));
    }

    private static InferenceRequest foreign(InferenceRequest request) {
        return new InferenceRequest(
                request.symbol(),
                request.barTsMs(),
                request.features(),
                request.recurrent(),
                request.ewmaSigma(),
                request.probabilities(),
                new ModelIds("c".repeat(64), ModelIds.BIC));
    }

    private ModelForecasts atHand(double weight) {
        return asked -> asked.equals(MODELS)
                ? Optional.of(request -> {
                    reruns.addAndGet(request.recurrent().since().size());
                    return Optional.of(DecayingLaw.of(request, "cpu", weight));
                })
                : Optional.empty();
    }

    private Optional<Finding> run(SymbolAudit audit) {
        for (int i = 0; i < fixture.events.size(); i++) {
            Optional<Finding> finding = audit.next(i + 1L, fixture.events.get(i));
            if (finding.isPresent()) {
                return finding;
            }
        }
        return Optional.empty();
    }

    private void record(String engine) {
        SymbolFixture own = new SymbolFixture(TestProfiles.quiet(), by(engine, 1.0));
        own.record(new SymbolEvent.ModelAdopted(SymbolEvent.LOGIC_VERSION, 1L, MODELS));
        own.offerAll(MARKET);
        fixture.events.clear();
        fixture.events.addAll(own.events);
    }

    private long certified() {
        return fixture.events.stream()
                .map(RecordedEvent::event)
                .filter(event -> event instanceof SymbolEvent.BarDecided decided
                        && decided.inputs().inference().isPresent())
                .count();
    }

    @Test
    void shouldDeriveEachForecastAgainWhenTheModelIsAtHandWhateverEngineRecordedIt() {
        record("cuda");
        SymbolAudit audit = new SymbolAudit(SymbolFixture.ID, atHand(1.0));

        assertThat(run(audit)).isEmpty();
        assertThat(audit.takenAsRecorded()).isEmpty();
        assertThat(reruns)
                .as("steps rerun, though each answer's state is at hand")
                .hasValue(0);
    }

    @Test
    void shouldCountForecastsTakenAsRecordedWhenTheModelIsNotAtHand() {
        record("cpu");
        SymbolAudit audit = new SymbolAudit(SymbolFixture.ID);

        assertThat(run(audit)).isEmpty();
        assertThat(audit.takenAsRecorded()).containsOnly(java.util.Map.entry(MODELS, certified()));
    }

    @Test
    void shouldNameTheForecastWhenAnotherModelForgesThatId() {
        record("cpu");

        Finding finding = run(new SymbolAudit(SymbolFixture.ID, atHand(1.01))).orElseThrow();

        assertThat(finding.kind()).isEqualTo(Finding.Kind.REDERIVATION);
        assertThat(finding.details()).anyMatch(line -> line.startsWith("inputs.inference.yhat: recorded="));
        assertThat(finding.details()).noneMatch(line -> line.contains("recurrent"));
    }

    @Test
    void shouldNameAForecastThatIsNotTheAdoptedModelsWhenItHasToBeTakenAsRecorded() {
        record("ewma");
        Finding unmarked = run(new SymbolAudit(SymbolFixture.ID)).orElseThrow();
        assertThat(unmarked.details())
                .singleElement()
                .asString()
                .startsWith("the built-in forecaster stood in without a mark: adopted=");

        SymbolFixture other = new SymbolFixture(
                TestProfiles.quiet(), new LocalForecaster(request -> DecayingLaw.of(foreign(request), "cpu", 1.0)));
        other.record(new SymbolEvent.ModelAdopted(SymbolEvent.LOGIC_VERSION, 1L, MODELS));
        other.offerAll(MARKET);
        fixture.events.clear();
        fixture.events.addAll(other.events);
        Finding foreign = run(new SymbolAudit(SymbolFixture.ID)).orElseThrow();
        assertThat(foreign.details())
                .singleElement()
                .asString()
                .startsWith("inputs.inference.models: recorded=ModelIds[student=cc");
    }

    @Test
    void shouldFindADifferenceWhenTheModelAtHandGivesNoForecast() {
        record("cpu");

        Finding finding = run(new SymbolAudit(SymbolFixture.ID, asked -> Optional.of(request -> Optional.empty())))
                .orElseThrow();

        assertThat(finding.details()).containsExactly("the model at hand gives no forecast for this bar");
    }

    @Test
    void shouldReplayToTheSameDigestWhenTheModelIsTheSame() {
        record("cpu");
        Profile profile = TestProfiles.quiet();
        SymbolReplay replay = new SymbolReplay(SymbolFixture.spec(), profile, by("cpu", 1.0), MODELS);
        DecisionDigest digest = new DecisionDigest();
        MARKET.forEach(bar ->
                replay.offer(new Offer(bar, true, bar.tsMs()), 1.0).decided().ifPresent(digest::add));

        DecisionDigest recorded = new DecisionDigest();
        fixture.events.stream()
                .map(RecordedEvent::event)
                .filter(SymbolEvent.BarDecided.class::isInstance)
                .forEach(event -> recorded.add((SymbolEvent.BarDecided) event));
        assertThat(digest.hex()).isEqualTo(recorded.hex());
    }
}
