package io.aurora.actors.protocol;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import io.aurora.actors.psi.PsiExchange;
import io.aurora.domain.learning.Gate;
import io.aurora.domain.learning.PartitionEvent.Choice;
import io.aurora.domain.learning.PartitionEvent.DecisionMade;
import io.aurora.domain.learning.PartitionEvent.FeedbackApplied;
import io.aurora.domain.learning.PartitionEvent.QRow;
import io.aurora.domain.learning.PolicyTerms;
import io.aurora.domain.learning.PsiField;
import io.aurora.domain.learning.PsiSums;
import io.aurora.domain.learning.RewardTerms;
import io.aurora.domain.learning.StateKey;
import io.aurora.domain.learning.TaskContext;
import io.aurora.domain.learning.TaskOutcome;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** One of each message of the decision loop. */
final class StrategistMessages {
    private static final PolicyTerms TERMS =
            new PolicyTerms("default", 64, 0.2, 0.92, List.of("eu"), RewardTerms.DEFAULT, StateKey.FORM);
    private static final PsiField PSI = new PsiField(0.25, 0.75);
    private static final TaskContext CONTEXT = new TaskContext(
            OptionalDouble.of(4), OptionalDouble.empty(), OptionalDouble.of(80), Optional.of("eu"), Optional.of("BTC"));
    private static final List<String> CANDIDATES = List.of("akash/A8", "aws/c5");
    private static final TaskOutcome OUTCOME = new TaskOutcome(42, 0.12, 0, true);
    private static final Gate GATE = new Gate("BTC", "DERISK", Gate.Verdict.HALVED, "derisk");
    private static final List<QRow> ROWS = List.of(new QRow("state", "aws/c5", 0.5, 3));

    private StrategistMessages() {}

    static List<Object> all(ActorTestKit kit) {
        return Stream.of(requests(kit), answers(), policies(kit))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Object> requests(ActorTestKit kit) {
        StrategistProtocol.Task task = new StrategistProtocol.Task(
                "task",
                CONTEXT,
                PSI,
                CANDIDATES,
                Optional.of(new StrategistProtocol.RouteCall(List.of("{}", "{}"), "{}", 3L)));
        return List.of(
                new StrategistProtocol.Decide(TERMS, task, Optional.of(GATE), "state", ref(kit)),
                new StrategistProtocol.Learn(3L, OUTCOME, PSI, ref(kit)),
                new StrategistProtocol.ReadTrace(3L, ref(kit)),
                new StrategistProtocol.ReadValues("state", CANDIDATES, ref(kit)),
                new StrategistProtocol.ReadRows("", 10, ref(kit)),
                new StrategistProtocol.ReadCounts(ref(kit)),
                new StrategistProtocol.ImportRows(TERMS, "ann", ROWS, ref(kit)));
    }

    private static List<Object> answers() {
        DecisionMade made = new DecisionMade(
                7L,
                3L,
                "task",
                CONTEXT,
                PSI,
                "state",
                CANDIDATES,
                new double[] {0.5, -0.25},
                Optional.of(new Choice(1, true, 0.05, 0.1, 0.4, "router")),
                Optional.of(GATE));
        FeedbackApplied applied =
                new FeedbackApplied(8L, 3L, OUTCOME, 0.85, "state", "aws/c5", "next", 0.5, -0.25, 0.062, 0.2, 0.92);
        return List.of(
                new StrategistProtocol.Decided("default", 5, made),
                new StrategistProtocol.DecideRefused("unknown_policy", "policy", "detail"),
                new StrategistProtocol.Unavailable("store"),
                new StrategistProtocol.Learned(applied, true, RewardTerms.DEFAULT),
                new StrategistProtocol.LearnRefused("expired"),
                new StrategistProtocol.NotKept(),
                new StrategistProtocol.TraceOpen(made),
                new StrategistProtocol.TraceClosed("answered"),
                new StrategistProtocol.TraceUnknown(),
                new StrategistProtocol.Values(List.of(0.5), List.of(3L), 0.5),
                new StrategistProtocol.Rows(ROWS, true),
                new StrategistProtocol.Counts(1, 2, 3, 4, 5, 6),
                new StrategistProtocol.Imported(1));
    }

    private static List<Object> policies(ActorTestKit kit) {
        return List.of(
                new PolicyProtocol.Open(TERMS, ref(kit)),
                new PolicyProtocol.ReadTerms(ref(kit)),
                new PolicyProtocol.Stop(),
                new PolicyProtocol.Terms(Optional.of(TERMS)),
                new PolicyProtocol.Terms(Optional.empty()),
                new PsiExchange.Part("node", new PsiSums(2, 1.5, 1)));
    }

    private static <T> ActorRef<T> ref(ActorTestKit kit) {
        return kit.<T>createTestProbe().ref();
    }
}
