package io.aurora.http.wire;

import java.time.Instant;

/**
 * A background job of this node.
 *
 * @param id its name
 * @param kind {@code transfer} or {@code causal}
 * @param state {@code queued}, {@code running}, {@code done}, {@code failed} or {@code cancelled}
 * @param progress share done, in [0, 1]
 * @param by who asked for it
 * @param createdAt when
 * @param startedAt null before
 * @param endedAt null before
 * @param result what it found; null before
 * @param error why it failed; null otherwise
 */
public record JobBody(
        String id,
        String kind,
        String state,
        double progress,
        String by,
        Instant createdAt,
        Instant startedAt,
        Instant endedAt,
        Object result,
        String error) {

    /** Where a job that was taken can be asked for. */
    public record Accepted(String job) {}
}
