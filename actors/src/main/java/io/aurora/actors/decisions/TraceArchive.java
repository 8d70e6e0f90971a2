package io.aurora.actors.decisions;

import io.aurora.domain.learning.TraceId;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The read side's traces; it may be a little behind. */
public interface TraceArchive {

    /** Absent where the read side does not have it, or not yet. */
    CompletionStage<Optional<ArchivedTrace>> find(TraceId trace, String policy);
}
