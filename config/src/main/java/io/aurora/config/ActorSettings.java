package io.aurora.config;

import io.aurora.domain.check.Require;
import java.time.Duration;

/**
 * Symbol actors.
 *
 * @param stashLimit bars that wait at a symbol
 * @param snapshotEvery events between snapshots
 * @param snapshotsKept snapshots kept
 * @param checkpointEvery events between the states kept for ever; a multiple of {@code snapshotEvery}
 * @param passivationLimit symbols in memory on a node
 * @param askTimeout longest wait for another actor
 * @param retryPause pause before inference is asked again where there is no fallback
 * @param minBackoff first pause after a failure of the store
 * @param maxBackoff longest pause
 */
public record ActorSettings(
        int stashLimit,
        int snapshotEvery,
        int snapshotsKept,
        int checkpointEvery,
        int passivationLimit,
        Duration askTimeout,
        Duration retryPause,
        Duration minBackoff,
        Duration maxBackoff) {
    private static final int MAX_SNAPSHOTS = 10;

    public ActorSettings {
        Require.atLeast("stash_limit", stashLimit, 1);
        Require.atLeast("snapshot_every", snapshotEvery, 1);
        Check.within("snapshots_kept", snapshotsKept, 1, MAX_SNAPSHOTS);
        if (checkpointEvery < 1 || checkpointEvery % snapshotEvery != 0) {
            throw new IllegalArgumentException(
                    "checkpoint_every must be a multiple of snapshot_every: checkpoint_every=" + checkpointEvery
                            + ", snapshot_every=" + snapshotEvery);
        }
        Require.atLeast("passivation_limit", passivationLimit, 1);
        Check.positive("ask_timeout", askTimeout);
        Check.positive("retry_pause", retryPause);
        Check.positive("min_backoff", minBackoff);
        Check.ordered("min_backoff", minBackoff, "max_backoff", maxBackoff);
    }
}
