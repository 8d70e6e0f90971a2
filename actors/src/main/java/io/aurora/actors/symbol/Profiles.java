package io.aurora.actors.symbol;

import io.aurora.domain.settings.CanonicalSettings;
import io.aurora.domain.settings.Profile;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A node's profiles with their digests, which are too dear to take for every bar. Immutable. */
public final class Profiles {
    private final Map<String, Digested> byName = new TreeMap<>();

    /**
     * A profile and what tells it apart.
     *
     * @param digest of its canonical text
     */
    public record Digested(Profile profile, String digest) {}

    public Profiles(Map<String, Profile> profiles) {
        profiles.forEach((name, profile) -> byName.put(name, new Digested(profile, CanonicalSettings.digest(profile))));
    }

    /** Absent where this node has no profile of that name. */
    public Optional<Digested> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
