package io.aurora.lab.decisions;

import java.util.function.Consumer;

/** Where a policy's log is read from. */
public interface DecisionSource extends AutoCloseable {
    /** Every decision of {@code policy} that the log holds now, oldest first. */
    void forEach(String policy, Consumer<LoggedDecision> use);

    @Override
    void close();
}
