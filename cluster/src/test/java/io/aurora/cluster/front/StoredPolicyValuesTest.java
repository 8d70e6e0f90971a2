package io.aurora.cluster.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.stream.Materializer;
import io.aurora.actors.decisions.Decisions;
import io.aurora.actors.protocol.StrategistProtocol.Values;
import io.aurora.config.AuroraSettings;
import io.aurora.domain.learning.PartitionEvent.Choice;
import io.aurora.domain.learning.PartitionEvent.DecisionMade;
import io.aurora.domain.learning.PartitionEvent.FeedbackApplied;
import io.aurora.domain.learning.PolicyTerms;
import io.aurora.domain.learning.PsiField;
import io.aurora.domain.learning.TaskContext;
import io.aurora.domain.learning.TaskOutcome;
import io.aurora.domain.learning.offpolicy.PolicyValue;
import io.aurora.http.port.PolicyValues.Greedy;
import io.aurora.http.port.PolicyValues.Named;
import io.aurora.http.port.PolicyValues.Target;
import io.aurora.http.port.PolicyValues.Uniform;
import io.aurora.persistence.readside.TraceRow;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class StoredPolicyValuesTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final List<String> ACTIONS = List.of("a/1", "b/1", "c/1");
    private static final double[] MEANS = {0.6, 0.2, -0.4};
    private static final int ROWS = 600;

    private final List<String> statesAsked = new ArrayList<>();
    private boolean created = true;

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    /** The policy's table prefers the last action everywhere. */
    private Decisions decisions() {
        return (Decisions) Proxy.newProxyInstance(
                Decisions.class.getClassLoader(), new Class<?>[] {Decisions.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "policy":
                            return Optional.of(AuroraSettings.defaults()
                                    .strategist()
                                    .policies()
                                    .get("default"));
                        case "terms":
                            return CompletableFuture.completedFuture(
                                    Optional.of(terms()).filter(any -> created));
                        case "values":
                            statesAsked.add((String) arguments[1]);
                            return CompletableFuture.completedFuture(
                                    new Values(List.of(0.1, 0.2, 0.9), List.of(5L, 5L, 5L), 0.9));
                        default:
                            throw new IllegalStateException(method.getName());
                    }
                });
    }

    private static PolicyTerms terms() {
        return AuroraSettings.defaults().strategist().policies().get("default").terms();
    }

    /** Every action as often as any other, in two states; rewards are the action's mean with a ripple around it. */
    private static List<TraceRow> rows() {
        List<TraceRow> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            int action = i % 3;
            String state = i / 3 % 2 == 0 ? "s0" : "s1";
            double reward = MEANS[action] + (i / 6 % 2 == 0 ? 0.05 : -0.05);
            DecisionMade made = new DecisionMade(
                    i,
                    i + 1L,
                    "t",
                    TaskContext.EMPTY,
                    PsiField.NEUTRAL,
                    state,
                    ACTIONS,
                    new double[3],
                    Optional.of(new Choice(action, true, 1.0 / 3.0, 1.0, 0.5, "built_in")),
                    Optional.empty());
            FeedbackApplied applied = new FeedbackApplied(
                    i,
                    i + 1L,
                    new TaskOutcome(1, 0, 0, true),
                    reward,
                    state,
                    ACTIONS.get(action),
                    state,
                    0,
                    0,
                    0,
                    0.2,
                    0.92);
            rows.add(new TraceRow(i + 1L, "tr_" + i, "default", 0, made, Optional.of(applied), Optional.empty()));
        }
        Collections.reverse(rows);
        return rows;
    }

    private Optional<PolicyValue> value(Target target, List<TraceRow> rows) throws Exception {
        StoredPolicyValues values = new StoredPolicyValues(
                (policy, limit) -> rows.subList(0, Math.min(limit, rows.size())),
                decisions(),
                new Blocking(KIT.system()),
                Materializer.createMaterializer(KIT.system()));
        return values.value("default", target, ROWS).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    void shouldValueEveryCandidateAlike() throws Exception {
        PolicyValue value = value(new Uniform(), rows()).orElseThrow();

        double mean = (MEANS[0] + MEANS[1] + MEANS[2]) / 3;
        assertThat(value.rows()).isEqualTo(ROWS);
        assertThat(value.ips().value()).isCloseTo(mean, within(1e-12));
        assertThat(value.largestWeight()).isCloseTo(1.0, within(1e-12));
        assertThat(value.doublyRobust().covers(mean)).isTrue();
    }

    @Test
    void shouldValueTheBestCandidateOfTheModel() throws Exception {
        PolicyValue value = value(new Greedy(), rows()).orElseThrow();

        assertThat(value.snips().value()).isCloseTo(MEANS[0], within(1e-9));
        assertThat(value.effectiveSampleSize()).isCloseTo(ROWS / 3.0, within(1e-6));
        assertThat(value.sequenceLow()).isLessThan(MEANS[0]);
    }

    @Test
    void shouldAskANamedPolicyOnceForEachStateAndTakeItAsItChoosesNow() throws Exception {
        PolicyValue value = value(new Named("default"), rows()).orElseThrow();

        // greedy on c/1 with probability 1 - 0.1 + 0.1/3
        double explored = 0.1 / 3;
        double expected = explored * (MEANS[0] + MEANS[1]) + (0.9 + explored) * MEANS[2];
        assertThat(statesAsked).containsExactlyInAnyOrder("s0", "s1");
        assertThat(value.ips().value()).isCloseTo(expected, within(1e-9));
    }

    @Test
    void shouldNotCreateAPolicyByAskingForItsValue() throws Exception {
        created = false;

        PolicyValue value = value(new Named("default"), rows()).orElseThrow();

        // an untouched table chooses the first name
        double explored = 0.1 / 3;
        double expected = explored * (MEANS[1] + MEANS[2]) + (0.9 + explored) * MEANS[0];
        assertThat(statesAsked).isEmpty();
        assertThat(value.ips().value()).isCloseTo(expected, within(1e-9));
    }

    @Test
    void shouldGiveNoValueWhenThereAreFewerThanTwoRows() throws Exception {
        assertThat(value(new Uniform(), rows().subList(0, 1))).isEmpty();
        assertThat(value(new Uniform(), List.of())).isEmpty();
    }
}
