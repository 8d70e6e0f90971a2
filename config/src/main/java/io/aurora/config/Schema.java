package io.aurora.config;

import com.typesafe.config.ConfigUtil;
import io.aurora.domain.settings.Profile;
import io.aurora.domain.settings.SettingsTree;
import io.aurora.domain.settings.SettingsTree.Leaf;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which settings there are, derived from the records. Paths are relative to {@code aurora}; those below
 * {@code profiles.<name>}, {@code symbols.<name>}, {@code baskets.<name>} and {@code strategist.policies.<name>} have their own lists.
 */
final class Schema {
    static final String PROFILES = "profiles";
    static final String SYMBOLS = "symbols";
    static final String AUTO_CREATE = "auto_create";
    static final String BASKETS = "baskets";
    static final String STRATEGIST = "strategist";
    /** Where policies of the strategist are listed. */
    static final List<String> POLICIES = List.of(STRATEGIST, "policies");

    /** Sections with a record each, in the order of the documentation. */
    static final Map<String, Class<? extends Record>> SECTIONS = sections();
    /** Settings of a profile, relative to it. */
    static final Map<String, Leaf> PROFILE = profile();
    /** Settings of a symbol, relative to it. */
    static final Map<String, Leaf> SYMBOL = index("", SettingsTree.leaves(SymbolSettings.class));
    /** Settings of a basket, relative to it. */
    static final Map<String, Leaf> BASKET = index("", SettingsTree.leaves(BasketForm.class));
    /** Settings of a policy, relative to it; the strategist has the same, for all policies that do not say them. */
    static final Map<String, Leaf> POLICY = index("", SettingsTree.leaves(PolicyForm.class));
    /** All others, relative to {@code aurora}. */
    static final Map<String, Leaf> NODE = node();

    private static final Set<String> LISTS = Set.of(PROFILES, SYMBOLS, BASKETS);

    private Schema() {}

    /** Settings that are not in a section of their own. */
    record Loose(String profile) {}

    /** Setting {@code symbols.auto_create}. */
    record SymbolsSwitch(boolean autoCreate) {}

    /** Whether a path names a setting. */
    static boolean isLeaf(List<String> path) {
        return listOf(path).containsKey(relative(path));
    }

    /** Whether a path names a section. */
    static boolean isSection(List<String> path) {
        if (path.isEmpty() || path.size() == 1 && LISTS.contains(path.get(0))) {
            return true;
        }
        if (path.equals(POLICIES)) {
            return true;
        }
        if (isNamed(path) && path.size() == named(path)) {
            return !isLeaf(path);
        }
        String prefix = relative(path) + ".";
        return listOf(path).keySet().stream().anyMatch(key -> key.startsWith(prefix));
    }

    /** Refusal of an unknown path, with the near miss. */
    static String unknown(List<String> path) {
        String name = relative(path);
        Set<String> candidates = names(listOf(path));
        if (isNamed(path) && path.get(0).equals(PROFILES)) {
            candidates.addAll(Aliases.NAMES.keySet());
        }
        String hint = nearest(name, NearMiss.of(name, candidates), NearMiss.of(name, NODE.keySet()))
                .map(miss -> isNamed(path) && candidates.contains(miss) ? miss : "aurora." + miss)
                .map(miss -> " (did you mean " + miss + "?)")
                .orElse("");
        return "unknown setting: " + key(path) + hint;
    }

    private static Optional<String> nearest(String name, Optional<String> first, Optional<String> second) {
        return Stream.of(first, second)
                .flatMap(Optional::stream)
                .min(Comparator.comparingInt(miss -> NearMiss.distance(name, miss)));
    }

    /** Near miss of a section or setting of the node, given by its full key. */
    static String sectionHint(String key) {
        Set<String> names = new TreeSet<>();
        names(NODE).forEach(name -> names.add("aurora." + name));
        return NearMiss.hint(key, names);
    }

    /** Settings and the sections that hold them. */
    private static Set<String> names(Map<String, Leaf> list) {
        Set<String> names = new TreeSet<>(list.keySet());
        for (String key : list.keySet()) {
            for (int at = key.indexOf('.'); at > 0; at = key.indexOf('.', at + 1)) {
                names.add(key.substring(0, at));
            }
        }
        return names;
    }

    /** Full key for people and files. */
    static String key(List<String> path) {
        return "aurora." + ConfigUtil.joinPath(path);
    }

    /** First segments of a profile's settings. */
    static Collection<String> profileRoots() {
        return roots(PROFILE);
    }

    /** First segments of a list's settings. */
    static Collection<String> roots(Map<String, Leaf> list) {
        Set<String> roots = new TreeSet<>();
        list.keySet().forEach(key -> roots.add(key.split("\\.", 2)[0]));
        return roots;
    }

    private static boolean isNamed(List<String> path) {
        return named(path) > 0;
    }

    /** How many segments name the profile, symbol, basket or policy that a path leads into; 0 where it leads into none. */
    private static int named(List<String> path) {
        if (path.size() > 2 && path.subList(0, 2).equals(POLICIES)) {
            return 3;
        }
        boolean listed = path.size() > 1 && LISTS.contains(path.get(0)) && !path.equals(List.of(SYMBOLS, AUTO_CREATE));
        return listed ? 2 : 0;
    }

    private static Map<String, Leaf> listOf(List<String> path) {
        if (!isNamed(path)) {
            return NODE;
        }
        return switch (path.get(0)) {
            case STRATEGIST -> POLICY;
            case PROFILES -> PROFILE;
            case BASKETS -> BASKET;
            default -> SYMBOL;
        };
    }

    private static String relative(List<String> path) {
        return String.join(".", path.subList(named(path), path.size()));
    }

    private static Map<String, Class<? extends Record>> sections() {
        Map<String, Class<? extends Record>> sections = new LinkedHashMap<>();
        sections.put("feed", FeedSettings.class);
        sections.put("http", HttpSettings.class);
        sections.put("store", StoreSettings.class);
        sections.put("kafka", KafkaSettings.class);
        sections.put("inference", InferenceSettings.class);
        sections.put("actor", ActorSettings.class);
        sections.put("node", NodeSettings.class);
        sections.put("metrics", MetricsSettings.class);
        return sections;
    }

    private static Map<String, Leaf> profile() {
        List<Leaf> leaves = new ArrayList<>(SettingsTree.leaves(Profile.class));
        leaves.removeIf(leaf -> leaf.path().equals("name"));
        leaves.addAll(SettingsTree.leaves(OfflineSettings.class));
        return index("", leaves);
    }

    private static Map<String, Leaf> node() {
        Map<String, Leaf> all = new LinkedHashMap<>(index("", SettingsTree.leaves(Loose.class)));
        all.putAll(index(SYMBOLS + ".", SettingsTree.leaves(SymbolsSwitch.class)));
        all.putAll(index(STRATEGIST + ".", SettingsTree.leaves(PolicyForm.class)));
        all.putAll(index(STRATEGIST + ".", SettingsTree.leaves(StrategistSettings.Common.class)));
        SECTIONS.forEach((name, type) -> all.putAll(index(name + ".", SettingsTree.leaves(type))));
        return all;
    }

    private static Map<String, Leaf> index(String prefix, List<Leaf> leaves) {
        Map<String, Leaf> map = new LinkedHashMap<>();
        leaves.forEach(leaf -> map.put(prefix + leaf.path(), leaf));
        return map;
    }

    /** The leaf at a known path. */
    static Optional<Leaf> leaf(List<String> path) {
        return Optional.ofNullable(listOf(path).get(relative(path)));
    }
}
