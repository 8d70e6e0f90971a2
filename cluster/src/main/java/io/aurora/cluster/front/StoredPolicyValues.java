package io.aurora.cluster.front;

import akka.stream.Materializer;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import io.aurora.actors.decisions.Decisions;
import io.aurora.actors.protocol.StrategistProtocol.Unavailable;
import io.aurora.actors.protocol.StrategistProtocol.Values;
import io.aurora.domain.learning.Exploration;
import io.aurora.domain.learning.Strategy;
import io.aurora.domain.learning.offpolicy.CrossFittedTable;
import io.aurora.domain.learning.offpolicy.LoggedChoices;
import io.aurora.domain.learning.offpolicy.PolicyValue;
import io.aurora.domain.learning.offpolicy.TargetPolicy;
import io.aurora.http.edge.Problem;
import io.aurora.http.edge.ProblemKind;
import io.aurora.http.port.PolicyValues;
import io.aurora.persistence.readside.TraceRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/**
 * Values of policies by the read side's log. A named policy is taken as it would choose now: its table's values are asked for state by
 * state, and where its exploration decays, the updates of a state stand for its visits.
 */
final class StoredPolicyValues implements PolicyValues {
    /** Usual in cross-fitting; fewer where the table would grow too large. */
    private static final int FOLDS = 5;

    private static final long MOST_CELLS = 8_000_000;
    private static final int ASKED_AT_ONCE = 64;
    private static final double LEAST_REWARD = -1.0;
    private static final double MOST_REWARD = 1.0;

    private final BiFunction<String, Integer, List<TraceRow>> answered;
    private final Decisions decisions;
    private final Blocking blocking;
    private final Materializer materializer;

    /** @param answered answered traces of a policy, the last one first, at most so many */
    StoredPolicyValues(
            BiFunction<String, Integer, List<TraceRow>> answered,
            Decisions decisions,
            Blocking blocking,
            Materializer materializer) {
        this.answered = answered;
        this.decisions = decisions;
        this.blocking = blocking;
        this.materializer = materializer;
    }

    @Override
    public CompletionStage<Optional<PolicyValue>> value(String policy, Target target, int limit) {
        return blocking.call(() -> log(policy, limit)).thenCompose(log -> {
            if (log.isEmpty()) {
                return CompletableFuture.completedFuture(Optional.empty());
            }
            return probabilities(target, log.get())
                    .thenCompose(chosen -> blocking.call(() -> Optional.of(value(log.get(), target, chosen))));
        });
    }

    private Optional<LoggedTraces> log(String policy, int limit) {
        List<TraceRow> rows = new ArrayList<>(answered.apply(policy, limit));
        Collections.reverse(rows);
        if (rows.size() < 2) {
            return Optional.empty();
        }
        LoggedTraces log = new LoggedTraces(rows);
        long cells = (long) log.choices().states() * log.choices().actions();
        if (cells > MOST_CELLS) {
            throw Problem.refusedField(
                            ProblemKind.POLICY_REFUSED,
                            "too_many_cells",
                            "must rest on at most " + MOST_CELLS + " states times actions",
                            "limit",
                            Integer.toString(limit))
                    .exception();
        }
        return Optional.of(log);
    }

    /** How a named policy would choose in each situation; nothing for the others. */
    private CompletionStage<List<double[]>> probabilities(Target target, LoggedTraces log) {
        if (!(target instanceof Named named)) {
            return CompletableFuture.completedFuture(List.of());
        }
        Exploration exploration = decisions.policy(named.policy()).orElseThrow().exploration();
        return decisions
                .terms(named.policy())
                .thenCompose(created -> Source.from(log.situations())
                        .mapAsync(
                                ASKED_AT_ONCE,
                                situation -> created.isEmpty()
                                        ? CompletableFuture.completedFuture(untouched(situation, exploration))
                                        : asked(named.policy(), situation, exploration))
                        .runWith(Sink.seq(), materializer));
    }

    private CompletionStage<double[]> asked(String policy, LoggedTraces.Situation situation, Exploration exploration) {
        return decisions
                .values(policy, situation.state(), situation.candidates())
                .thenApply(reply -> {
                    if (reply instanceof Values values) {
                        double[] q = values.q().stream()
                                .mapToDouble(Double::doubleValue)
                                .toArray();
                        long[] tries = values.tries().stream()
                                .mapToLong(Long::longValue)
                                .toArray();
                        double epsilon = exploration.at(Arrays.stream(tries).sum());
                        return Strategy.propensities(q, tries, situation.candidates(), epsilon);
                    }
                    throw Problem.refusal(
                                    ProblemKind.UNAVAILABLE,
                                    ((Unavailable) reply).reason(),
                                    "the decision loop cannot answer now: " + ((Unavailable) reply).reason())
                            .exception();
                });
    }

    private static double[] untouched(LoggedTraces.Situation situation, Exploration exploration) {
        int size = situation.candidates().size();
        return Strategy.propensities(new double[size], new long[size], situation.candidates(), exploration.at(0));
    }

    private static PolicyValue value(LoggedTraces log, Target target, List<double[]> chosen) {
        LoggedChoices choices = log.choices();
        long cells = (long) choices.states() * choices.actions();
        int folds = cells * FOLDS > MOST_CELLS ? 2 : Math.min(FOLDS, choices.rows());
        CrossFittedTable table = new CrossFittedTable(choices, folds);
        TargetPolicy policy = row -> {
            int size = choices.candidates()[row].length;
            if (target instanceof Uniform) {
                return filled(size, 1.0 / size);
            } else if (target instanceof Greedy) {
                double[] one = new double[size];
                one[table.greedy(row)] = 1.0;
                return one;
            }
            return chosen.get(log.situation(row));
        };
        return PolicyValue.of(choices, policy, table, LEAST_REWARD, MOST_REWARD);
    }

    private static double[] filled(int size, double value) {
        double[] values = new double[size];
        Arrays.fill(values, value);
        return values;
    }
}
