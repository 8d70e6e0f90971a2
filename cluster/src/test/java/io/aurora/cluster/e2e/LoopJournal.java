package io.aurora.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurora.domain.learning.PartitionEvent;
import io.aurora.domain.learning.PartitionEvent.DecisionMade;
import io.aurora.domain.learning.PartitionEvent.FeedbackApplied;
import io.aurora.domain.learning.PartitionEvent.TracesExpired;
import io.aurora.domain.learning.RecordedPartitionEvent;
import io.aurora.domain.learning.TaskOutcome;
import io.aurora.domain.learning.TraceId;
import io.aurora.persistence.PersistenceIds;
import io.aurora.persistence.PersistenceIds.PartitionId;
import io.aurora.persistence.journal.JournalReader;
import io.aurora.persistence.store.Store;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The journals of a policy's partitions, folded anew by formulas written out here: every reward and every new value is worked out from
 * the recorded outcome and {@code max_next}, and held against the record bit for bit.
 */
final class LoopJournal {
    /** Chosen action by trace. */
    final Map<String, String> decided = new HashMap<>();
    /** Reward by trace. */
    final Map<String, Double> rewards = new HashMap<>();
    /** Value of each cell in the end. */
    final Map<String, Double> table = new HashMap<>();
    /** How often each cell was updated. */
    final Map<String, Long> tries = new HashMap<>();

    final Set<String> expired = new HashSet<>();

    LoopJournal(Store store) {
        JournalReader journal = new JournalReader(store);
        for (String id : journal.persistenceIds()) {
            PersistenceIds.partitionOf(id)
                    .ifPresent(partition -> journal.events(id, 0)
                            .forEach(row -> fold(partition, ((RecordedPartitionEvent) row.decoded()).event())));
        }
    }

    private void fold(PartitionId partition, PartitionEvent event) {
        if (event instanceof DecisionMade made) {
            String trace = trace(partition, made.trace());
            assertThat(decided.put(trace, made.action().orElse("")))
                    .as("decided twice: %s", trace)
                    .isNull();
        } else if (event instanceof FeedbackApplied applied) {
            learned(trace(partition, applied.trace()), applied);
        } else if (event instanceof TracesExpired given) {
            given.traces().forEach(number -> expired.add(trace(partition, number)));
        }
    }

    private void learned(String trace, FeedbackApplied applied) {
        assertThat(decided).as("learned before it was decided: %s", trace).containsKey(trace);
        assertThat(rewards.put(trace, applied.reward()))
                .as("learned twice: %s", trace)
                .isNull();
        String cell = applied.state() + " " + applied.action();
        double old = table.getOrDefault(cell, 0.0);
        double reward = reward(applied.outcome());
        double value = old + 0.2 * (reward + 0.92 * applied.maxNext() - old);
        boolean same = bits(old) == bits(applied.oldQ())
                && bits(reward) == bits(applied.reward())
                && bits(value) == bits(applied.newQ())
                && decided.get(trace).equals(applied.action());
        assertThat(same)
                .as("%s: old %s, reward %s, new %s worked out anew for %s", trace, old, reward, value, applied)
                .isTrue();
        table.put(cell, value);
        tries.merge(cell, 1L, Long::sum);
    }

    private static double reward(TaskOutcome outcome) {
        double latency = Math.max(0.0, 1.0 - outcome.latencyMs() / 200.0);
        double cost = Math.max(0.0, 1.0 - outcome.cost() / 1.0);
        double failed = Math.min(1.0, outcome.failures() / 3.0);
        return (1.0 - failed) * (0.6 * latency + 0.2 * cost + 0.2 * (outcome.sloHit() ? 1.0 : 0.0)) - failed;
    }

    private static long bits(double value) {
        return Double.doubleToLongBits(value);
    }

    private static String trace(PartitionId partition, long number) {
        return TraceId.of(partition.policy(), partition.number(), number).toString();
    }
}
