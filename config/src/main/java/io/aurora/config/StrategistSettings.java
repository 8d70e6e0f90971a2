package io.aurora.config;

import io.aurora.domain.check.Require;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The decision loop.
 *
 * @param policies policies by name, sorted; {@code default} is always there
 * @param router the router that scores an execution
 * @param psi the psi field
 * @param snapshotEvery events of a partition between snapshots
 */
public record StrategistSettings(
        SortedMap<String, PolicySettings> policies, RouterSettings router, PsiSettings psi, int snapshotEvery) {
    /** The policy of a request that names none. */
    public static final String DEFAULT_POLICY = "default";

    public StrategistSettings {
        policies = Collections.unmodifiableSortedMap(new TreeMap<>(policies));
        Require.atLeast("snapshot_every", snapshotEvery, 1);
    }

    /** What is said once, for all policies. */
    public record Common(RouterSettings router, PsiSettings psi, int snapshotEvery) {
        public Common {
            Require.atLeast("snapshot_every", snapshotEvery, 1);
        }
    }
}
