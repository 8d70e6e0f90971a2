package io.aurora.actors.decisions;

import io.aurora.actors.protocol.StrategistProtocol.RouteCall;
import io.aurora.domain.learning.Candidate;
import io.aurora.domain.learning.TaskContext;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Somebody asks whom to give a task to.
 *
 * @param policy which policy decides
 * @param taskId the asker's name of the task, 1..200 characters
 * @param context what is known of it
 * @param candidates who could do it, 1..64, no two alike
 * @param route the asker's own words, for a router
 */
public record DecisionRequest(
        String policy, String taskId, TaskContext context, List<Candidate> candidates, Supplier<RouteCall> route) {
    /** Most candidates of one task. */
    public static final int MOST_CANDIDATES = 64;

    private static final int MOST_CHARS = 200;

    public DecisionRequest {
        candidates = List.copyOf(candidates);
        if (taskId.isEmpty() || taskId.length() > MOST_CHARS) {
            throw new IllegalArgumentException("must have 1..200 characters: task_id=" + taskId);
        }
        if (candidates.isEmpty() || candidates.size() > MOST_CANDIDATES) {
            throw new IllegalArgumentException("must have 1..64: candidates=" + candidates.size());
        }
        Set<Candidate> seen = new HashSet<>();
        for (Candidate candidate : candidates) {
            if (!seen.add(candidate)) {
                throw new IllegalArgumentException("must differ: candidates=" + candidate.action());
            }
        }
    }

    List<String> actions() {
        return candidates.stream().map(Candidate::action).toList();
    }
}
