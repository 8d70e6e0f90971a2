package io.aurora.domain.learning;

import io.aurora.domain.check.Require;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is known of a task when its provider is chosen; whatever is absent is a feature of its own.
 *
 * @param cpu processors asked for, &gt;= 0
 * @param memoryGb memory asked for, gigabytes, &gt;= 0
 * @param latencyMs latency aimed at, milliseconds, &gt;= 0
 * @param region where it runs
 * @param symbol instrument whose certified decision it depends on
 */
public record TaskContext(
        OptionalDouble cpu,
        OptionalDouble memoryGb,
        OptionalDouble latencyMs,
        Optional<String> region,
        Optional<String> symbol) {
    /** Nothing is known. */
    public static final TaskContext EMPTY = new TaskContext(
            OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), Optional.empty(), Optional.empty());

    public TaskContext {
        cpu.ifPresent(value -> Require.nonNegative("cpu", value));
        memoryGb.ifPresent(value -> Require.nonNegative("memory_gb", value));
        latencyMs.ifPresent(value -> Require.nonNegative("latency_ms", value));
    }
}
