package io.aurora.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import io.aurora.domain.settings.CanonicalSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The settings in force, with the place that each came from; secrets show as {@code ***}. */
public final class ConfigShow {
    private static final String SECRET = "***";

    private ConfigShow() {}

    /** How settings are written. */
    public enum Format {
        /** A line {@code key = value # place} for each setting, sorted; valid HOCON. */
        HOCON,
        /** {@code {"aurora": {...}, "origins": {key: place}, "digests": {profile: digest}, "warnings": [...]}}. */
        JSON
    }

    /**
     * Shows settings.
     *
     * @param below only keys that start with it, for instance {@code aurora.http}; empty: all
     * @throws SettingsException where they cannot be used
     */
    public static String show(LoadOptions options, Format format, String below) {
        LoadedSettings loaded = SettingsLoader.load(options);
        List<Entry> entries = new ArrayList<>();
        for (Entry entry : Entry.of(loaded.effective().getObject("aurora"))) {
            if (isBelow(Schema.key(entry.path()), below)) {
                entries.add(new Entry(entry.path(), masked(entry)));
            }
        }
        if (entries.isEmpty()) {
            throw new SettingsException(
                    new Problem("config show", below, "unknown section: " + below + Schema.sectionHint(below)));
        }
        return format == Format.HOCON ? hocon(entries) : json(entries, loaded.settings());
    }

    private static String hocon(List<Entry> entries) {
        StringBuilder text = new StringBuilder();
        for (Entry entry : entries) {
            text.append(Schema.key(entry.path()))
                    .append(" = ")
                    .append(entry.value().render(ConfigRenderOptions.concise()))
                    .append(" # ")
                    .append(entry.where())
                    .append('\n');
        }
        return text.toString();
    }

    private static String json(List<Entry> entries, AuroraSettings settings) {
        Map<String, String> origins = new TreeMap<>();
        entries.forEach(entry -> origins.put(Schema.key(entry.path()), entry.where()));
        Map<String, String> digests = new TreeMap<>();
        settings.profiles().forEach((name, profile) -> digests.put(name, CanonicalSettings.digest(profile)));
        Config config = ConfigFactory.empty()
                .withFallback(Entry.toConfig(entries))
                .withValue("origins", ConfigValueFactory.fromMap(origins))
                .withValue("digests", ConfigValueFactory.fromMap(digests))
                .withValue("warnings", ConfigValueFactory.fromIterable(settings.warnings()));
        return Rendered.json(config.root());
    }

    private static boolean isBelow(String key, String below) {
        return below.isEmpty() || key.equals(below) || key.startsWith(below + ".");
    }

    private static ConfigValue masked(Entry entry) {
        boolean secret = Schema.leaf(entry.path())
                .filter(leaf -> leaf.component().getGenericType().toString().contains(SecretRef.class.getName()))
                .isPresent();
        return secret && !"".equals(entry.value().unwrapped())
                ? ConfigValueFactory.fromAnyRef(SECRET).withOrigin(entry.value().origin())
                : entry.value();
    }
}
