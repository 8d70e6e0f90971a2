package io.aurora.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import io.aurora.domain.market.SymbolSpec;
import io.aurora.domain.settings.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Checks names, builds the records and checks what holds between them; finds as many problems as it can in one go. */
final class SettingsBuilder {
    private static final String DEFAULTS = "defaults";
    private static final String DEFAULT = "default";
    private static final String AUTO = "auto";

    private final Config config;
    private final List<String> warnings;
    private final List<Problem> problems = new ArrayList<>();
    private final Binder binder;
    private final SortedMap<String, Profile> profiles = new TreeMap<>();
    private final SortedMap<String, OfflineSettings> offline = new TreeMap<>();

    /**
     * @param config resolved, with the tree {@code aurora}, every profile complete
     * @param warnings warnings so far
     */
    SettingsBuilder(Config config, List<String> warnings) {
        this.config = config;
        this.warnings = new ArrayList<>(warnings);
        this.binder = new Binder(config, problems);
    }

    LoadedSettings build() {
        checkNames();
        names(Schema.PROFILES).forEach(this::readProfile);
        profiles.values().forEach(this::warn);
        Optional<AuroraSettings> settings = assemble();
        if (!problems.isEmpty() || settings.isEmpty()) {
            throw new SettingsException(own(problems));
        }
        return new LoadedSettings(settings.get(), config);
    }

    /** Without the echoes: what a profile or symbol has from the default one is said once, there. */
    private static List<Problem> own(List<Problem> problems) {
        return problems.stream()
                .distinct()
                .filter(problem -> !isEcho(
                                problem, key(Schema.PROFILES), key(Schema.PROFILES) + DEFAULT + ".", problems)
                        && !isEcho(problem, key(Schema.SYMBOLS), key(Schema.SYMBOLS) + DEFAULTS + ".", problems)
                        && !isEcho(problem, key(Schema.BASKETS), key(Schema.BASKETS) + DEFAULTS + ".", problems)
                        && !isEcho(problem, Schema.key(Schema.POLICIES) + ".", key(Schema.STRATEGIST), problems))
                .toList();
    }

    private static String key(String section) {
        return Schema.key(List.of(section)) + ".";
    }

    /**
     * @param start what the keys of the list start with
     * @param first what the keys start with that its members take from
     */
    private static boolean isEcho(Problem problem, String start, String first, List<Problem> problems) {
        int end = problem.key().indexOf('.', start.length());
        if (!problem.key().startsWith(start) || end < 0) {
            return false;
        }
        String own = problem.key().substring(0, end + 1);
        Problem original = new Problem(
                problem.where(),
                first + problem.key().substring(own.length()),
                problem.text().replace(own, first));
        return !own.equals(first) && problems.contains(original);
    }

    private void checkNames() {
        for (Entry entry : Entry.of(config.getObject("aurora"))) {
            List<String> path = entry.path();
            if (Schema.isLeaf(path)) {
                continue;
            }
            boolean section = Schema.isSection(path);
            boolean emptySection = section && entry.value() instanceof ConfigObject;
            if (!emptySection) {
                String text = section
                        ? "must be a section: " + Schema.key(path) + "="
                                + entry.value().unwrapped()
                        : Schema.unknown(path);
                problems.add(new Problem(entry.where(), Schema.key(path), text));
            }
        }
    }

    private void readProfile(String name) {
        List<String> section = List.of(Schema.PROFILES, name);
        try {
            binder.bind(section, Profile.class, Map.of("name", name)).ifPresent(profile -> {
                ProfileRules.broken(profile).forEach(text -> problems.add(binder.refused(section, "", text)));
                profiles.put(name, profile);
            });
        } finally {
            binder.bind(section, OfflineSettings.class, Map.of()).ifPresent(rest -> offline.put(name, rest));
        }
    }

    /** What a profile has from {@code default} is said once, there. */
    private void warn(Profile profile) {
        Profile base = profiles.get(DEFAULT);
        List<String> odd = new ArrayList<>(ProfileRules.odd(profile));
        if (base != null && base != profile) {
            odd.removeAll(ProfileRules.odd(base));
        }
        odd.forEach(text -> warnings.add("profile " + profile.name() + ": " + text));
    }

    private Optional<AuroraSettings> assemble() {
        Optional<String> profile = text(List.of("profile"));
        profile.ifPresent(name -> checkProfile(List.of("profile"), name));
        Optional<SymbolsSettings> symbols = symbols(profile.orElse(""));
        Optional<FeedSettings> feed = section("feed", FeedSettings.class);
        Optional<HttpSettings> http = section("http", HttpSettings.class);
        Optional<StoreSettings> store = section("store", StoreSettings.class);
        Optional<KafkaSettings> kafka = section("kafka", KafkaSettings.class);
        Optional<InferenceSettings> inference = section("inference", InferenceSettings.class);
        Optional<StrategistSettings> strategist =
                new StrategistBuilder(binder, problems).build(names(String.join(".", Schema.POLICIES)));
        Optional<ActorSettings> actor = section("actor", ActorSettings.class);
        Optional<NodeSettings> node = section("node", NodeSettings.class);
        Optional<MetricsSettings> metrics = section("metrics", MetricsSettings.class);
        SortedMap<String, BasketSettings> baskets = new BasketsBuilder(binder, problems)
                .build(
                        names(Schema.BASKETS),
                        symbols,
                        profile.map(offline::get).map(rest -> rest.dro().bounds()));
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        checkFeed(feed.orElseThrow(), symbols.orElseThrow());
        return Optional.of(new AuroraSettings(
                profile.orElseThrow(),
                profiles,
                offline,
                symbols.orElseThrow(),
                feed.orElseThrow(),
                http.orElseThrow(),
                store.orElseThrow(),
                kafka.orElseThrow(),
                inference.orElseThrow(),
                strategist.orElseThrow(),
                baskets,
                actor.orElseThrow(),
                node.orElseThrow(),
                GuardBounds.added(metrics.orElseThrow(), profiles.values(), symbols.orElseThrow()),
                warnings));
    }

    private Optional<SymbolsSettings> symbols(String active) {
        Optional<Object> autoCreate = binder.single(List.of(Schema.SYMBOLS, Schema.AUTO_CREATE));
        SortedMap<String, SymbolSpec> declared = new TreeMap<>();
        for (String name : names(Schema.SYMBOLS)) {
            symbol(name, active).ifPresent(spec -> declared.put(name, spec));
        }
        SymbolSpec defaults = declared.remove(DEFAULTS);
        return autoCreate.isEmpty() || defaults == null
                ? Optional.empty()
                : Optional.of(new SymbolsSettings((Boolean) autoCreate.get(), defaults, declared));
    }

    private Optional<SymbolSpec> symbol(String name, String active) {
        List<String> section = List.of(Schema.SYMBOLS, name);
        if (!SymbolSpec.isName(name)) {
            String hint = name.indexOf('/') >= 0 ? " (write '-' instead of '/')" : "";
            String text = "must match [A-Za-z0-9._-]{1,32}: symbol=" + name + hint;
            problems.add(new Problem(binder.where(section), Schema.key(section), text));
            return Optional.empty();
        }
        return binder.bind(section, SymbolSettings.class, Map.of()).flatMap(settings -> spec(name, settings, active));
    }

    private Optional<SymbolSpec> spec(String name, SymbolSettings settings, String active) {
        boolean auto = settings.profile().equals(AUTO);
        String profile = auto ? active : settings.profile();
        if (!auto && !checkProfile(List.of(Schema.SYMBOLS, name, "profile"), profile)) {
            return Optional.empty();
        }
        double notional = settings.baseNotional().orElseGet(() -> baseNotional(profile));
        return Optional.of(new SymbolSpec(
                name, settings.barLengthMs(), settings.gapPolicy(), settings.gridOffsetMs(), profile, notional));
    }

    private double baseNotional(String profile) {
        Profile known = profiles.get(profile);
        return known == null ? 0.0 : known.execution().baseNotional();
    }

    private boolean checkProfile(List<String> path, String name) {
        if (names(Schema.PROFILES).isEmpty() || names(Schema.PROFILES).contains(name)) {
            return true;
        }
        String text = NearMiss.profile(name, names(Schema.PROFILES)) + ": " + Schema.key(path) + "=" + name;
        problems.add(new Problem(binder.where(path), Schema.key(path), text));
        return false;
    }

    private void checkFeed(FeedSettings feed, SymbolsSettings symbols) {
        if (feed.kind() != FeedSettings.Kind.BUILTIN) {
            return;
        }
        for (String name : feed.builtin().symbols()) {
            if (symbols.symbol(name).isEmpty()) {
                List<String> path = List.of("feed", "builtin", "symbols");
                String text = "must be declared where symbols.auto_create is off: " + Schema.key(path) + "=" + name
                        + NearMiss.hint(name, symbols.declared().keySet());
                problems.add(new Problem(binder.where(path), Schema.key(path), text));
            }
        }
    }

    private Optional<String> text(List<String> path) {
        return binder.single(path).map(Object::toString);
    }

    private <R extends Record> Optional<R> section(String name, Class<R> type) {
        return binder.bind(List.of(name), type, Map.of());
    }

    private TreeSet<String> names(String list) {
        TreeSet<String> names = new TreeSet<>();
        if (config.getValue("aurora." + list) instanceof ConfigObject named) {
            named.forEach((name, value) -> {
                if (value instanceof ConfigObject) {
                    names.add(name);
                }
            });
        }
        return names;
    }
}
