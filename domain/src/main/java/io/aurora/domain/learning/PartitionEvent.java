package io.aurora.domain.learning;

import io.aurora.domain.check.Require;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What happened in one partition of a policy. The fold of these is {@link PartitionState}; nothing else changes it. Stored forms
 * belong to {@code persistence}, canonical bytes to {@link PartitionBytes}.
 */
public sealed interface PartitionEvent {
    /** When, epoch milliseconds UTC. */
    long atMs();

    /**
     * The first event of every partition.
     *
     * @param terms the policy's, as its creation fixed them
     * @param partition which one, 0..{@code terms.partitions() - 1}
     */
    record PartitionOpened(long atMs, PolicyTerms terms, int partition) implements PartitionEvent {}

    /**
     * A provider was chosen, or the gate let nobody be chosen.
     *
     * @param trace number of the decision within its partition, from 1 on without gaps
     * @param taskId the asker's name of the task
     * @param context what was known
     * @param psi the field when it was decided
     * @param state key of the state, {@link StateKey}
     * @param candidates action names in the asker's order, without repetition
     * @param q value of each candidate when it was decided
     * @param choice what was chosen; absent where the gate refused
     * @param gate what the symbol's certified decision said; absent where no symbol was named
     */
    record DecisionMade(
            long atMs,
            long trace,
            String taskId,
            TaskContext context,
            PsiField psi,
            String state,
            List<String> candidates,
            double[] q,
            Optional<Choice> choice,
            Optional<Gate> gate)
            implements PartitionEvent {
        public DecisionMade {
            candidates = List.copyOf(candidates);
            q = q.clone();
            if (q.length != candidates.size()) {
                throw new IllegalArgumentException(
                        "must have one value a candidate: q=" + q.length + ", candidates=" + candidates.size());
            }
            if (choice.isPresent()) {
                Require.within("index", choice.get().index(), 0, q.length - 1.0);
            }
            if (choice.isEmpty()
                    != gate.filter(said -> said.verdict() == Gate.Verdict.REFUSED)
                            .isPresent()) {
                throw new IllegalArgumentException("must choose exactly where the gate lets it: trace=" + trace);
            }
        }

        /** Value of each candidate, in their order; a copy. */
        @Override
        public double[] q() {
            return q.clone();
        }

        /** Name of what was chosen; absent where the gate refused. */
        public Optional<String> action() {
            return choice.map(made -> candidates.get(made.index()));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof DecisionMade that
                    && atMs == that.atMs
                    && trace == that.trace
                    && taskId.equals(that.taskId)
                    && context.equals(that.context)
                    && psi.equals(that.psi)
                    && state.equals(that.state)
                    && candidates.equals(that.candidates)
                    && Arrays.equals(q, that.q)
                    && choice.equals(that.choice)
                    && gate.equals(that.gate);
        }

        @Override
        public int hashCode() {
            return Long.hashCode(trace) * 31 + Long.hashCode(atMs);
        }
    }

    /**
     * What was chosen, and how.
     *
     * @param index its place among the candidates
     * @param explored whether exploration drew it
     * @param propensity probability with which it was to be chosen, in (0, 1]
     * @param epsilon probability of exploring at that time
     * @param score execution score after the gate's factor, in [0, 1]
     * @param scoredBy who gave the score: {@code router}, or {@code built_in} and why, e.g. {@code built_in:router_timeout}
     */
    record Choice(int index, boolean explored, double propensity, double epsilon, double score, String scoredBy) {
        public Choice {
            Require.within("propensity", propensity, Double.MIN_VALUE, 1.0);
            Require.within("epsilon", epsilon, 0.0, 1.0);
            Require.within("score", score, 0.0, 1.0);
        }
    }

    /**
     * An outcome was learned from, once and for all.
     *
     * @param trace number of its decision
     * @param outcome how the task went
     * @param reward its reward, in [-1, 1]
     * @param state key of the decision's state
     * @param action what was chosen
     * @param nextState state of the same context now
     * @param maxNext largest value of the same candidates in {@code nextState}
     * @param oldQ value before
     * @param newQ value after: {@code oldQ + alpha (reward + gamma maxNext - oldQ)}
     * @param alpha learning rate used
     * @param gamma discount used
     */
    record FeedbackApplied(
            long atMs,
            long trace,
            TaskOutcome outcome,
            double reward,
            String state,
            String action,
            String nextState,
            double maxNext,
            double oldQ,
            double newQ,
            double alpha,
            double gamma)
            implements PartitionEvent {
        public FeedbackApplied {
            Require.finite("reward", reward);
            Require.finite("max_next", maxNext);
            Require.finite("old_q", oldQ);
            Require.finite("new_q", newQ);
        }
    }

    /**
     * Open traces were given up.
     *
     * @param traces their numbers, ascending
     * @param cause why
     */
    record TracesExpired(long atMs, List<Long> traces, ExpiryCause cause) implements PartitionEvent {
        public TracesExpired {
            traces = List.copyOf(traces);
            for (int i = 1; i < traces.size(); i++) {
                if (traces.get(i - 1) >= traces.get(i)) {
                    throw new IllegalArgumentException("must ascend: traces=" + traces);
                }
            }
        }
    }

    /** Why a trace was given up. */
    enum ExpiryCause {
        /** No feedback within {@code trace_ttl}. */
        TTL,
        /** The partition's share of {@code max_open_traces} was reached. */
        OVERFLOW
    }

    /**
     * Rows of an exported table were taken over (warm start).
     *
     * @param by who did it
     * @param rows the rows as they are now
     */
    record RowsImported(long atMs, String by, List<QRow> rows) implements PartitionEvent {
        public RowsImported {
            rows = List.copyOf(rows);
        }
    }

    /**
     * One cell of the table.
     *
     * @param state key of the state
     * @param action what was chosen
     * @param q value
     * @param tries how many updates it has seen, &gt;= 0
     */
    record QRow(String state, String action, double q, long tries) {
        public QRow {
            Require.finite("q", q);
            Require.atLeast("tries", tries, 0L);
        }
    }

    /** The score's source as it stands in {@link Choice#scoredBy} where no router gave it. */
    String BUILT_IN = "built_in";
}
