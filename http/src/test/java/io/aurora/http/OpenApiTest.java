package io.aurora.http;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.domain.acceptance.Guard;
import io.aurora.domain.market.Refusal;
import io.aurora.http.edge.Endpoint;
import io.aurora.http.edge.Problem;
import io.aurora.http.edge.ProblemKind;
import io.aurora.http.port.Explainer;
import io.aurora.http.wire.BarBody;
import io.aurora.http.wire.BasketBody;
import io.aurora.http.wire.CausalBody;
import io.aurora.http.wire.CounterfactualBody;
import io.aurora.http.wire.DecisionBody;
import io.aurora.http.wire.DeskBody;
import io.aurora.http.wire.ExplanationsBody;
import io.aurora.http.wire.FeedbackBody;
import io.aurora.http.wire.HealthBody;
import io.aurora.http.wire.HistoryBody;
import io.aurora.http.wire.IntervalBody;
import io.aurora.http.wire.JobBody;
import io.aurora.http.wire.LineBody;
import io.aurora.http.wire.ManyStatesBody;
import io.aurora.http.wire.ModelInfoBody;
import io.aurora.http.wire.OverviewBody;
import io.aurora.http.wire.PolicyBody;
import io.aurora.http.wire.PortfolioBody;
import io.aurora.http.wire.PredictionBody;
import io.aurora.http.wire.RegimeBody;
import io.aurora.http.wire.StateBody;
import io.aurora.http.wire.StatusBody;
import io.aurora.http.wire.StreamDecisionBody;
import io.aurora.http.wire.StreamTransitionBody;
import io.aurora.http.wire.SymbolsBody;
import io.aurora.http.wire.TailsBody;
import io.aurora.http.wire.TaskDecisionBody;
import io.aurora.http.wire.TraceBody;
import io.aurora.http.wire.TransferBody;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published document says what the table of endpoints and the wire types are, no more and no less. */
class OpenApiTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static JsonNode document;
    private static List<Endpoint> table;

    private static final Map<String, Class<?>> SCHEMAS = Map.ofEntries(
            Map.entry("BarOutcome", BarBody.class),
            Map.entry("LineOutcome", LineBody.class),
            Map.entry("Decision", DecisionBody.class),
            Map.entry("Interval", IntervalBody.class),
            Map.entry("SymbolState", StateBody.class),
            Map.entry("KappaParts", StateBody.KappaParts.class),
            Map.entry("Forecast", StateBody.Forecast.class),
            Map.entry("Probabilities", StateBody.Probabilities.class),
            Map.entry("Model", StateBody.Model.class),
            Map.entry("TriggerFlags", StateBody.TriggerFlags.class),
            Map.entry("Hold", StateBody.Hold.class),
            Map.entry("Counts", StateBody.Counts.class),
            Map.entry("Desk", DeskBody.class),
            Map.entry("ManyStates", ManyStatesBody.class),
            Map.entry("Symbols", SymbolsBody.class),
            Map.entry("Overview", OverviewBody.class),
            Map.entry("Regime", RegimeBody.class),
            Map.entry("History", HistoryBody.class),
            Map.entry("RecordedDecision", HistoryBody.Decision.class),
            Map.entry("Transition", HistoryBody.Transition.class),
            Map.entry("StreamDecision", StreamDecisionBody.class),
            Map.entry("StreamTransition", StreamTransitionBody.class),
            Map.entry("Explanation", Explainer.Explanation.class),
            Map.entry("Alive", HealthBody.Alive.class),
            Map.entry("Ready", HealthBody.Ready.class),
            Map.entry("HealthReport", HealthBody.Report.class),
            Map.entry("TaskDecision", TaskDecisionBody.class),
            Map.entry("Explanations", ExplanationsBody.class),
            Map.entry("TaskGate", ExplanationsBody.GateBody.class),
            Map.entry("Feedback", FeedbackBody.class),
            Map.entry("RewardExplanation", FeedbackBody.Explanation.class),
            Map.entry("RewardParts", FeedbackBody.Components.class),
            Map.entry("LoopStatus", StatusBody.class),
            Map.entry("LoopModel", StatusBody.Model.class),
            Map.entry("LoopCache", StatusBody.Cache.class),
            Map.entry("Trace", TraceBody.class),
            Map.entry("TraceContext", TraceBody.Context.class),
            Map.entry("TraceChosen", TraceBody.Chosen.class),
            Map.entry("TraceOption", TraceBody.Option.class),
            Map.entry("TaskOutcome", TraceBody.Outcome.class),
            Map.entry("LearnedOutcome", TraceBody.Learned.class),
            Map.entry("Counterfactual", CounterfactualBody.class),
            Map.entry("CounterfactualCandidate", CounterfactualBody.Candidate.class),
            Map.entry("Table", PolicyBody.Table.class),
            Map.entry("TableRow", PolicyBody.Row.class),
            Map.entry("TableImported", PolicyBody.Imported.class),
            Map.entry("DecisionLog", PolicyBody.Log.class),
            Map.entry("LogRow", PolicyBody.LogRow.class),
            Map.entry("PolicyValue", PolicyBody.Value.class),
            Map.entry("Estimate", PolicyBody.Estimated.class),
            Map.entry("Portfolio", PortfolioBody.Answer.class),
            Map.entry("PortfolioTerms", PortfolioBody.Terms.class),
            Map.entry("PortfolioCertificate", PortfolioBody.Certificate.class),
            Map.entry("PortfolioPoint", PortfolioBody.Point.class),
            Map.entry("ScenarioDraw", PortfolioBody.Draw.class),
            Map.entry("Baskets", BasketBody.Many.class),
            Map.entry("Basket", BasketBody.One.class),
            Map.entry("BasketMember", BasketBody.Member.class),
            Map.entry("BasketRule", BasketBody.Rule.class),
            Map.entry("BasketOccasion", BasketBody.Occasion.class),
            Map.entry("BasketFigures", BasketBody.Figures.class),
            Map.entry("BasketHolding", BasketBody.Holding.class),
            Map.entry("CausalGraph", CausalBody.Graph.class),
            Map.entry("CausalEdge", CausalBody.Edge.class),
            Map.entry("CausalControl", CausalBody.Control.class),
            Map.entry("TailPolicy", CausalBody.TailPolicy.class),
            Map.entry("CausalPolicy", CausalBody.Last.class),
            Map.entry("TransferScores", TransferBody.Scores.class),
            Map.entry("Tails", TailsBody.class),
            Map.entry("TailEstimate", TailsBody.Estimate.class),
            Map.entry("Job", JobBody.class),
            Map.entry("JobAccepted", JobBody.Accepted.class),
            Map.entry("Transfer", TransferBody.Last.class),
            Map.entry("TransferReport", TransferBody.Report.class),
            Map.entry("TransferCriterion", TransferBody.Criterion.class),
            Map.entry("TransferInvariants", TransferBody.Invariants.class),
            Map.entry("TransferRatio", TransferBody.Ratio.class),
            Map.entry("TransferSimilarity", TransferBody.Similarity.class),
            Map.entry("TransferEffects", TransferBody.Effects.class),
            Map.entry("Prediction", PredictionBody.class),
            Map.entry("ModelInfo", ModelInfoBody.class),
            Map.entry("ModelRouter", ModelInfoBody.Router.class),
            Map.entry("ModelReload", ModelInfoBody.Reloaded.class),
            Map.entry("Problem", Problem.class));

    @BeforeAll
    static void read() {
        Front front = new Front(KIT);
        document = front.get("/openapi.json").body();
        table = front.routes.dispatcher().endpoints();
    }

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @Test
    void shouldDocumentExactlyTheTableOfEndpoints() {
        List<String> documented = new ArrayList<>();
        document.get("paths")
                .fields()
                .forEachRemaining(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> documented.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));

        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(table.stream()
                        .map(e -> e.method().value() + " " + e.template())
                        .toList());
    }

    @Test
    void shouldDocumentExactlyTheQueryParametersOfEachEndpoint() {
        for (Endpoint endpoint : table) {
            JsonNode parameters = operation(endpoint).path("parameters");
            List<String> documented = StreamSupport.stream(parameters.spliterator(), false)
                    .filter(p -> p.path("in").asText().equals("query"))
                    .map(p -> p.get("name").asText())
                    .toList();

            assertThat(documented).as(endpoint.template()).containsExactlyInAnyOrderElementsOf(endpoint.parameters());
        }
    }

    @Test
    void shouldDocumentThePathVariablesOfEachEndpoint() {
        for (Endpoint endpoint : table) {
            long variables = endpoint.template().chars().filter(c -> c == '{').count();
            long documented = StreamSupport.stream(
                            operation(endpoint).path("parameters").spliterator(), false)
                    .filter(p -> p.has("$ref") || p.path("in").asText().equals("path"))
                    .count();

            assertThat(documented).as(endpoint.template()).isEqualTo(variables);
        }
    }

    private static JsonNode operation(Endpoint endpoint) {
        return document.get("paths")
                .get(endpoint.template())
                .get(endpoint.method().value().toLowerCase(Locale.ROOT));
    }

    static Stream<String> schemas() {
        return new TreeSet<>(SCHEMAS.keySet()).stream();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void shouldDocumentExactlyTheFieldsOfTheWireType(String schema) {
        List<String> documented = new ArrayList<>();
        document.at("/components/schemas/" + schema + "/properties")
                .fieldNames()
                .forEachRemaining(documented::add);

        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(fields(SCHEMAS.get(schema)).toList());
    }

    private static Stream<String> fields(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).flatMap(OpenApiTest::names);
    }

    private static Stream<String> names(RecordComponent component) {
        if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
            return fields(component.getType());
        }
        if (component.getType() == ProblemKind.class) {
            return Stream.empty();
        }
        return Stream.of(component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT));
    }

    @Test
    void shouldListEveryCodeAClientMayMeet() {
        List<String> types = new ArrayList<>();
        document.at("/components/schemas/Problem/properties/type/enum").forEach(t -> types.add(t.asText()));
        List<String> guards = new ArrayList<>();
        document.at("/components/schemas/Guard/enum").forEach(g -> guards.add(g.asText()));
        String refusals = document.at("/components/schemas/Problem/properties/reason/description")
                .asText();

        assertThat(types)
                .containsExactlyElementsOf(Arrays.stream(ProblemKind.values())
                        .map(ProblemKind::type)
                        .toList());
        assertThat(guards)
                .containsExactlyElementsOf(
                        Arrays.stream(Guard.values()).map(Guard::code).toList());
        assertThat(refusals)
                .contains(Arrays.stream(Refusal.values())
                        .map(r -> "`" + r.code() + "`")
                        .toList());
    }

    @Test
    void shouldResolveEveryReference() {
        List<String> references =
                document.findValuesAsText("$ref").stream().distinct().toList();

        assertThat(references)
                .hasSizeGreaterThan(20)
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }
}
