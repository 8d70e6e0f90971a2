package io.aurora.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stacks the sources of settings, later ones over earlier ones, and hands the result to {@link SettingsBuilder}. */
final class SettingsLoader {
    private static final String ROOT = "aurora";
    private static final String PROFILE_KEY = "aurora.profile";
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\?([A-Z][A-Z0-9_]*)}");
    private static final String SECONDS = "CACHE_TTL_S";
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
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
        return Reference.TREE;
    }

    /** Parsed once: other libraries' files of the same name are read along with ours. */
    private static final class Reference {
        static final Config TREE = ConfigFactory.parseResources(SettingsLoader.class.getClassLoader(), "reference.conf")
                .withOnlyPath(ROOT);
    }

    private Config effective() {
        Config environment = environment();
        Config context = context(environment);
        List<Entry> overrides = Overrides.read(options.overrides());
        Optional<Config> own = options.configFile().map(file -> settingsFile(file, context));
        Optional<ConfigObject> profiles =
                options.profileFile().map(file -> SourceFiles.read(file, context, options.env()));
        String active = active(own, profiles, overrides);
        Normalizer normalizer = new Normalizer(active, active, warnings);
        Config stacked = Entry.toConfig(normalizer.relative(overrides))
                .withFallback(profile())
                .withFallback(environment)
                .withFallback(Entry.toConfig(relative(profiles, normalizer)))
                .withFallback(Entry.toConfig(absolute(own, normalizer)))
                .withFallback(unresolved());
        return whole(stacked.resolve(NO_SYSTEM));
    }

    private static List<Entry> relative(Optional<ConfigObject> tree, Normalizer normalizer) {
        List<Entry> entries = tree.filter(object -> !object.isEmpty())
                .map(object -> normalizer.relative(Entry.of(object)))
                .orElse(List.of());
        Entry.refuseContradictions(entries);
        return entries;
    }

    private static List<Entry> absolute(Optional<Config> own, Normalizer normalizer) {
        return own.map(config -> normalizer.absolute(Entry.of(config.getObject(ROOT))))
                .orElse(List.of());
    }

    /** Name of the profile in force: of the sources the last that says one. */
    private String active(Optional<Config> own, Optional<ConfigObject> profiles, List<Entry> overrides) {
        String name = reference().getString(PROFILE_KEY);
        name = text(own, PROFILE_KEY).orElse(name);
        Optional<Config> file = profiles.map(ConfigObject::toConfig);
        name = text(file, PROFILE_KEY).or(() -> text(file, "profile")).orElse(name);
        String configured = options.profile().orElse(name);
        return overrides.stream()
                .filter(entry ->
                        List.of(List.of(ROOT, "profile"), List.of("profile")).contains(entry.path()))
                .map(entry -> entry.value().unwrapped().toString())
                .reduce(configured, (earlier, later) -> later);
    }

    private static Optional<String> text(Optional<Config> source, String key) {
        return source.filter(config -> config.hasPath(key))
                .map(config -> config.getValue(key).unwrapped().toString());
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

    /** What a profile file says, under paths relative to {@code aurora}. */
    static List<Entry> profileFile(Path file, LoadOptions options, String active) {
        SettingsLoader loader = new SettingsLoader(options);
        ConfigObject tree = SourceFiles.read(file, loader.context(loader.environment()), options.env());
        return relative(Optional.of(tree), new Normalizer(active, active, new ArrayList<>()));
    }

    /** Environment variables by the key that they set. */
    static Map<String, String> variablesByKey() {
        String text = unresolved().root().render();
        Map<String, String> env = new TreeMap<>();
        Matcher references = VARIABLE.matcher(text);
        while (references.find()) {
            env.put(references.group(1), references.group(1));
        }
        Map<String, String> byKey = new TreeMap<>();
        Config changed = new SettingsLoader(LoadOptions.defaults().withEnv(env)).environment();
        Entry.of(changed.getObject(ROOT))
                .forEach(entry -> byKey.put(
                        Schema.key(entry.path()), entry.value().unwrapped().toString()));
        return byKey;
    }

    private Config context(Config environment) {
        return environment.withFallback(unresolved()).withFallback(variables());
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
        Map<String, Object> variables = new TreeMap<>(options.env());
        // the one variable that is a number of seconds where the setting is a duration
        variables.computeIfPresent(
                SECONDS, (name, text) -> NUMBER.matcher((String) text).matches() ? text + "s" : text);
        return ConfigValueFactory.fromMap(variables, Origins.ENVIRONMENT)
                .toConfig()
                .withoutPath(ROOT);
    }

    /** Every profile, symbol and basket with what it does not say itself taken from the default one. */
    private static Config whole(Config config) {
        Config listed = whole(whole(config, Schema.PROFILES, "default"), Schema.SYMBOLS, "defaults");
        return policies(whole(listed, Schema.BASKETS, "defaults"));
    }

    /** Policies take from the strategist what they do not say themselves. */
    private static Config policies(Config config) {
        String list = Schema.key(Schema.POLICIES);
        if (!(config.getValue(Schema.key(List.of(Schema.STRATEGIST))) instanceof ConfigObject defaults)
                || !(config.getValue(list) instanceof ConfigObject named)) {
            return config;
        }
        Config shared = ConfigFactory.empty();
        for (String root : Schema.roots(Schema.POLICY)) {
            shared = defaults.containsKey(root) ? shared.withValue(root, defaults.get(root)) : shared;
        }
        Config result = config;
        for (String name : named.keySet()) {
            if (named.get(name) instanceof ConfigObject own) {
                ConfigValue whole = own.withFallback(shared.root()).withOrigin(own.origin());
                result = result.withValue(list + "." + ConfigUtil.joinPath(name), whole);
            }
        }
        return result;
    }

    private static Config whole(Config config, String list, String base) {
        if (!(config.getValue("aurora." + list) instanceof ConfigObject named)) {
            return config;
        }
        Config result = config;
        for (String name : named.keySet()) {
            if (named.get(name) instanceof ConfigObject own && named.get(base) instanceof ConfigObject defaults) {
                ConfigValue whole = own.withFallback(defaults).withOrigin(own.origin());
                result = result.withValue(Schema.key(List.of(list, name)), whole);
            }
        }
        return result;
    }
}
