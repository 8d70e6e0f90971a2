package io.aurora.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stacks the sources of settings, later ones over earlier ones, and hands the result to {@link SettingsBuilder}. */
final class SettingsLoader {
    private static final String ROOT = "aurora";
    private static final String PROFILE_KEY = "aurora.profile";
    private static final ConfigResolveOptions NO_SYSTEM =
            ConfigResolveOptions.defaults().setUseSystemEnvironment(false);

    private final LoadOptions options;
    private final List<String> warnings = new ArrayList<>();

    private SettingsLoader(LoadOptions options) {
        this.options = options;
    }

    static LoadedSettings load(LoadOptions options) {
        SettingsLoader loader = new SettingsLoader(options);
        Config effective = loader.effective();
        return new SettingsBuilder(effective, loader.warnings).build();
    }

    /** Shipped defaults with their comments, without any environment. */
    static Config reference() {
        return unresolved().resolve(NO_SYSTEM);
    }

    private static Config unresolved() {
        return ConfigFactory.parseResources(SettingsLoader.class.getClassLoader(), "reference.conf")
                .withOnlyPath(ROOT);
    }

    private Config effective() {
        Config environment = environment();
        Config context = environment.withFallback(unresolved()).withFallback(variables());
        List<Entry> overrides = Overrides.read(options.overrides());
        Optional<Config> own = options.configFile().map(file -> settingsFile(file, context));
        String active = active(own, overrides);
        Normalizer normalizer = new Normalizer(active, active, warnings);
        Config stacked = Entry.toConfig(normalizer.relative(overrides))
                .withFallback(profile())
                .withFallback(environment)
                .withFallback(options.profileFile()
                        .map(file -> profileFile(file, context, normalizer))
                        .orElse(ConfigFactory.empty()))
                .withFallback(own.map(config -> Entry.toConfig(normalizer.absolute(Entry.of(config.getObject(ROOT)))))
                        .orElse(ConfigFactory.empty()))
                .withFallback(unresolved());
        return whole(stacked.resolve(NO_SYSTEM));
    }

    private String active(Optional<Config> own, List<Entry> overrides) {
        String configured = options.profile()
                .or(() -> own.filter(config -> config.hasPath(PROFILE_KEY))
                        .map(config -> config.getValue(PROFILE_KEY).unwrapped().toString()))
                .orElse(reference().getString(PROFILE_KEY));
        return overrides.stream()
                .filter(entry ->
                        List.of(List.of(ROOT, "profile"), List.of("profile")).contains(entry.path()))
                .map(entry -> entry.value().unwrapped().toString())
                .reduce(configured, (earlier, later) -> later);
    }

    private Config profile() {
        return options.profile()
                .map(name -> ConfigValueFactory.fromAnyRef(name)
                        .withOrigin(ConfigOriginFactory.newSimple("--profile"))
                        .atPath(PROFILE_KEY))
                .orElse(ConfigFactory.empty());
    }

    private Config settingsFile(Path file, Config context) {
        ConfigObject tree = SourceFiles.read(file, context, options.env());
        ConfigValue aurora = tree.get(ROOT);
        if (aurora instanceof ConfigObject) {
            return tree.toConfig();
        }
        throw new SettingsException(new Problem(file.toString(), ROOT, "must hold a section aurora { ... }"));
    }

    private Config profileFile(Path file, Config context, Normalizer normalizer) {
        ConfigObject tree = SourceFiles.read(file, context, options.env());
        return tree.isEmpty() ? ConfigFactory.empty() : Entry.toConfig(normalizer.relative(Entry.of(tree)));
    }

    /** Defaults that an environment variable changes; above every file, as a variable is said to one start. */
    private Config environment() {
        try {
            Config with = unresolved().withFallback(variables()).resolve(NO_SYSTEM);
            Config without = reference();
            List<Entry> changed = new ArrayList<>();
            for (Entry entry : Entry.of(with.getObject(ROOT))) {
                String key = Schema.key(entry.path());
                if (!without.hasPathOrNull(key) || !without.getValue(key).equals(entry.value())) {
                    changed.add(new Entry(
                            entry.path(),
                            entry.value().withOrigin(ConfigOriginFactory.newSimple(Origins.ENVIRONMENT))));
                }
            }
            return Entry.toConfig(changed);
        } catch (ConfigException e) {
            throw new SettingsException(new Problem(Origins.ENVIRONMENT, "", e.getMessage()));
        }
    }

    private Config variables() {
        return ConfigValueFactory.fromMap(Map.<String, Object>copyOf(options.env()), Origins.ENVIRONMENT)
                .toConfig()
                .withoutPath(ROOT);
    }

    /** Every profile and symbol with what it does not say itself taken from the default one. */
    private static Config whole(Config config) {
        return whole(whole(config, Schema.PROFILES, "default"), Schema.SYMBOLS, "defaults");
    }

    private static Config whole(Config config, String list, String base) {
        ConfigObject named = config.getObject("aurora." + list);
        Config result = config;
        for (String name : named.keySet()) {
            if (named.get(name) instanceof ConfigObject own && named.get(base) instanceof ConfigObject defaults) {
                result = result.withValue(Schema.key(List.of(list, name)), own.withFallback(defaults));
            }
        }
        return result;
    }
}
