package io.aurora.actors.decisions;

import io.aurora.domain.learning.PartitionEvent.DecisionMade;
import io.aurora.domain.learning.PartitionEvent.ExpiryCause;
import io.aurora.domain.learning.PartitionEvent.FeedbackApplied;
import java.util.Optional;

/**
 * A decision as the read side has it.
 *
 * @param feedback what was learned from it; absent as long as nothing was
 * @param expired why it was given up; absent where it was not
 */
public record ArchivedTrace(DecisionMade made, Optional<FeedbackApplied> feedback, Optional<ExpiryCause> expired) {}
