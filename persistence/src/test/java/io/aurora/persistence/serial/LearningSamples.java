package io.aurora.persistence.serial;

import io.aurora.domain.learning.Gate;
import io.aurora.domain.learning.PartitionEvent;
import io.aurora.domain.learning.PartitionEvent.Choice;
import io.aurora.domain.learning.PartitionEvent.DecisionMade;
import io.aurora.domain.learning.PartitionEvent.ExpiryCause;
import io.aurora.domain.learning.PartitionEvent.FeedbackApplied;
import io.aurora.domain.learning.PartitionEvent.PartitionOpened;
import io.aurora.domain.learning.PartitionEvent.QRow;
import io.aurora.domain.learning.PartitionEvent.RowsImported;
import io.aurora.domain.learning.PartitionEvent.TracesExpired;
import io.aurora.domain.learning.PolicyOpened;
import io.aurora.domain.learning.PolicyTerms;
import io.aurora.domain.learning.PsiField;
import io.aurora.domain.learning.RecordedPartitionEvent;
import io.aurora.domain.learning.RewardTerms;
import io.aurora.domain.learning.TaskContext;
import io.aurora.domain.learning.TaskOutcome;
import io.aurora.persistence.PartitionCheckpoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The decision loop's part of {@link StoredSamples}. */
final class LearningSamples {
    private static final long AT = 1_700_000_060_250L;
    private static final String STATE =
            "latency=<50;cpu=<=8;memory=none;region=eu;coherence=mid;density=high;count=2;symbol=DERISK";
    private static final PolicyTerms TERMS = new PolicyTerms(
            "gpu_eu-1", 16, 0.25, 0.9, List.of("eu", "us-east-1"), new RewardTerms(150.5, 2.0, 0.5, 0.25, 0.25), 1);

    private LearningSamples() {}

    static void addTo(Map<String, Object> samples) {
        samples.put("policy-opened/v1", new PolicyOpened(AT, TERMS, StoredSamples.hash(13)));
        samples.put("partition-opened/v1", recorded(14, new PartitionOpened(AT, TERMS, 7)));
        samples.put("decision-made/v1", recorded(15, decided()));
        samples.put("decision-made/v1-gated", recorded(16, gated()));
        samples.put("feedback-applied/v1", recorded(17, feedback(STATE)));
        samples.put("feedback-applied/v1-moved", recorded(18, feedback(STATE.replace("DERISK", "PASS"))));
        samples.put(
                "traces-expired/v1", recorded(19, new TracesExpired(AT, List.of(1L, 70_000L), ExpiryCause.OVERFLOW)));
        samples.put(
                "rows-imported/v1",
                recorded(
                        20,
                        new RowsImported(
                                AT,
                                "olena",
                                List.of(
                                        new QRow(STATE, "aws/c5", -0.0, 3),
                                        new QRow("of old", "a/b", 0.125, 9L << 40)))));
        samples.put(
                "partition-snapshot/v1",
                new PartitionCheckpoint(new byte[] {1, 2, 3, -4}, StoredSamples.hash(21), 20_000));
    }

    private static RecordedPartitionEvent recorded(int seed, PartitionEvent event) {
        return new RecordedPartitionEvent(event, StoredSamples.hash(seed));
    }

    private static DecisionMade decided() {
        return new DecisionMade(
                AT,
                70_001,
                "task-\u0456",
                new TaskContext(
                        OptionalDouble.of(4),
                        OptionalDouble.empty(),
                        OptionalDouble.of(42.5),
                        Optional.of("eu"),
                        Optional.of("BTC-USDT")),
                new PsiField(0.5, 2.0 / 3.0),
                STATE,
                List.of("aws/c5", "gcp/n2"),
                new double[] {0.0, 0.123},
                Optional.of(new Choice(1, true, 0.95, 0.1, 0.44, "built_in:router_timeout")),
                Optional.of(new Gate("BTC-USDT", "DERISK", Gate.Verdict.HALVED, "acceptance_derisk")));
    }

    private static DecisionMade gated() {
        return new DecisionMade(
                AT,
                1,
                "",
                TaskContext.EMPTY,
                PsiField.NEUTRAL,
                "latency=none;a=1;;",
                List.of("aws/c5"),
                new double[] {-0.0},
                Optional.empty(),
                Optional.of(new Gate("BTC-USDT", "BLOCK", Gate.Verdict.REFUSED, "acceptance_block")));
    }

    private static FeedbackApplied feedback(String next) {
        return new FeedbackApplied(
                AT,
                70_001,
                new TaskOutcome(42.0, 0.12, 1, true),
                0.85,
                STATE,
                "gcp/n2",
                next,
                0.3,
                0.1,
                0.2652,
                0.2,
                0.92);
    }
}
