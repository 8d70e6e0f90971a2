package io.aurora.config;

import io.aurora.domain.market.SymbolSpec;
import io.aurora.domain.settings.CanonicalSettings;
import io.aurora.domain.settings.Profile;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every setting of a node, read once at start.
 *
 * @param profile name of the profile in force where a symbol names none
 * @param profiles all profiles by name, sorted
 * @param offline the rest of each profile, by the same names
 * @param symbols symbols
 * @param feed bars besides HTTP and Kafka
 * @param http HTTP front
 * @param store storage
 * @param kafka Kafka
 * @param inference inference
 * @param strategist the decision loop
 * @param baskets portfolios that are kept up, by name, sorted
 * @param actor symbol actors
 * @param node the node within its cluster
 * @param metrics metrics; the histograms' bounds hold every guard threshold
 * @param warnings what was read otherwise than its author may think; for people, in the order of the files
 */
public record AuroraSettings(
        String profile,
        SortedMap<String, Profile> profiles,
        SortedMap<String, OfflineSettings> offline,
        SymbolsSettings symbols,
        FeedSettings feed,
        HttpSettings http,
        StoreSettings store,
        KafkaSettings kafka,
        InferenceSettings inference,
        StrategistSettings strategist,
        SortedMap<String, BasketSettings> baskets,
        ActorSettings actor,
        NodeSettings node,
        MetricsSettings metrics,
        List<String> warnings) {
    public AuroraSettings {
        profiles = Collections.unmodifiableSortedMap(new TreeMap<>(profiles));
        offline = Collections.unmodifiableSortedMap(new TreeMap<>(offline));
        baskets = Collections.unmodifiableSortedMap(new TreeMap<>(baskets));
        warnings = List.copyOf(warnings);
    }

    /**
     * Reads, overlays and checks all settings.
     *
     * @throws SettingsException naming every problem found
     */
    public static AuroraSettings load(LoadOptions options) {
        return SettingsLoader.load(options).settings();
    }

    /** The defaults alone, without environment and files. */
    public static AuroraSettings defaults() {
        return load(LoadOptions.defaults());
    }

    /** The profile in force where a symbol names none. */
    public Profile activeProfile() {
        return profile(profile);
    }

    /**
     * A profile by name.
     *
     * @throws SettingsException naming the near miss
     */
    public Profile profile(String name) {
        Profile found = profiles.get(name);
        if (found == null) {
            throw new SettingsException(
                    new Problem("profile", "aurora.profiles." + name, NearMiss.profile(name, profiles.keySet())));
        }
        return found;
    }

    /**
     * Canonical text of every setting of every profile by its full key, sorted: what the nodes of a cluster must agree on, key by
     * key.
     */
    public SortedMap<String, String> profileSettings() {
        SortedMap<String, String> settings = new TreeMap<>();
        profiles.forEach((name, profile) -> CanonicalSettings.text(profile)
                .lines()
                .forEach(line -> settings.put(
                        "aurora.profiles." + name + "." + line.substring(0, line.indexOf(" = ")),
                        line.substring(line.indexOf(" = ") + 3))));
        return Collections.unmodifiableSortedMap(settings);
    }

    /** What a symbol is; absent where it is undeclared and {@code symbols.auto_create} is off. */
    public Optional<SymbolSpec> symbol(String name) {
        return symbols.symbol(name);
    }
}
