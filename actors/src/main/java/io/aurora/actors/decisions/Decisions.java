package io.aurora.actors.decisions;

import io.aurora.actors.protocol.StrategistProtocol.DecideReply;
import io.aurora.actors.protocol.StrategistProtocol.ImportReply;
import io.aurora.actors.protocol.StrategistProtocol.LearnReply;
import io.aurora.actors.protocol.StrategistProtocol.RowsReply;
import io.aurora.actors.protocol.StrategistProtocol.TraceReply;
import io.aurora.actors.protocol.StrategistProtocol.ValuesReply;
import io.aurora.config.PolicySettings;
import io.aurora.domain.learning.PartitionEvent.QRow;
import io.aurora.domain.learning.PolicyTerms;
import io.aurora.domain.learning.TaskOutcome;
import io.aurora.domain.learning.TraceId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The decision loop of the cluster, as a node's doors reach it. No answer in time is {@code Unavailable}. Thread-safe. */
public interface Decisions {

    /** Settings of a policy on this node; absent where it has no such policy. */
    Optional<PolicySettings> policy(String name);

    /** The policy a trace belongs to; absent where no policy of this node has its tag. */
    Optional<String> policyOf(TraceId trace);

    /** What the policy's creation fixed; absent before its first decision. The policy must be one of this node's. */
    CompletionStage<Optional<PolicyTerms>> terms(String policy);

    CompletionStage<DecideReply> decide(DecisionRequest request);

    CompletionStage<LearnReply> feedback(TraceId trace, TaskOutcome outcome);

    /** What the owning partition knows of a decision; the read side has the rest. */
    CompletionStage<TraceReply> trace(TraceId trace);

    /** Values of candidates in a state, as they are now. */
    CompletionStage<ValuesReply> values(String policy, String state, List<String> candidates);

    /** Rows of one partition of the table behind {@code afterState}. */
    CompletionStage<RowsReply> rows(String policy, int partition, String afterState, int limit);

    /** Takes over rows of an exported table; each partition's share is stored at once or not at all. */
    CompletionStage<ImportReply> importRows(String policy, String by, List<QRow> rows);

    CompletionStage<DecisionsStatus> status();
}
