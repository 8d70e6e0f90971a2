package io.aurora.config;

import io.aurora.domain.learning.PolicyTerms;
import io.aurora.domain.learning.TraceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** Builds the strategist's settings: the values for all policies, and each policy with its own over them. */
final class StrategistBuilder {
    private static final List<String> SECTION = List.of(Schema.STRATEGIST);

    private final Binder binder;
    private final List<Problem> problems;
    private final SortedMap<String, PolicySettings> policies = new TreeMap<>();

    /** @param problems what is wrong is added here */
    StrategistBuilder(Binder binder, List<Problem> problems) {
        this.binder = binder;
        this.problems = problems;
    }

    /**
     * @param names names of the policies
     * @return absent where anything was refused
     */
    Optional<StrategistSettings> build(SortedSet<String> names) {
        // for their own sake: a bad value is said at its place even where every policy has another
        binder.bind(SECTION, PolicyForm.class, Map.of());
        names.forEach(this::policy);
        refuseEqualTags(names);
        return binder.bind(SECTION, StrategistSettings.Common.class, Map.of())
                .map(common -> new StrategistSettings(policies, common.router(), common.psi(), common.snapshotEvery()));
    }

    private void policy(String name) {
        if (!PolicyTerms.isName(name)) {
            refuse(name, "must match [a-z0-9_-]{1,32}: policy=" + name);
            return;
        }
        binder.bind(path(name), PolicyForm.class, Map.of()).ifPresent(form -> policies.put(name, form.settings(name)));
    }

    /** A trace names its policy by this tag alone. */
    private void refuseEqualTags(SortedSet<String> names) {
        Map<Integer, String> byTag = new HashMap<>();
        for (String name : names) {
            String other = byTag.putIfAbsent(TraceId.tagOf(name), name);
            if (other != null) {
                refuse(
                        name,
                        "must not have the tag of another policy (rename one): policy=" + name + ", policy=" + other);
            }
        }
    }

    private void refuse(String name, String text) {
        problems.add(new Problem(binder.where(path(name)), Schema.key(path(name)), text));
    }

    private static List<String> path(String name) {
        List<String> path = new ArrayList<>(Schema.POLICIES);
        path.add(name);
        return path;
    }
}
