package io.aurora.persistence.readside;

import io.aurora.domain.learning.PartitionEvent.DecisionMade;
import io.aurora.domain.learning.PartitionEvent.ExpiryCause;
import io.aurora.domain.learning.PartitionEvent.FeedbackApplied;
import java.util.Optional;

/**
 * A trace as the read side shows it: what the journal says of it, together.
 *
 * @param id place of the decision in the whole journal; grows from decision to decision
 * @param traceId its public name
 * @param policy name of the policy
 * @param partition partition of the policy's table
 * @param decision the decision as it was recorded
 * @param feedback what was learned from it, absent before
 * @param expiry how it was given up, absent where it was not
 */
public record TraceRow(
        long id,
        String traceId,
        String policy,
        int partition,
        DecisionMade decision,
        Optional<FeedbackApplied> feedback,
        Optional<Expiry> expiry) {

    /**
     * A trace was given up.
     *
     * @param atMs when, epoch milliseconds UTC
     * @param cause why
     */
    public record Expiry(long atMs, ExpiryCause cause) {}
}
