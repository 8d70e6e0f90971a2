package io.aurora.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import io.aurora.domain.settings.SettingsTree;
import io.aurora.domain.settings.SettingsTree.Leaf;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Builds a section's record from configuration, and says of every refused value where it stands. */
final class Binder {
    private static final Pattern NAMED = Pattern.compile("([A-Za-z][A-Za-z0-9_.]*)(?==)");

    private final Config config;
    private final List<Problem> problems;

    /**
     * @param config resolved, with the tree {@code aurora}
     * @param problems what is wrong is added here
     */
    Binder(Config config, List<Problem> problems) {
        this.config = config;
        this.problems = problems;
    }

    /**
     * Builds a record.
     *
     * @param section path of the section, relative to {@code aurora}
     * @param fixed values that do not come from configuration, by leaf
     * @return absent where something was refused
     */
    <R extends Record> Optional<R> bind(List<String> section, Class<R> type, Map<String, Object> fixed) {
        return SettingsTree.build(
                type,
                leaf -> fixed.containsKey(leaf.path()) ? fixed.get(leaf.path()) : read(section, leaf),
                (prefix, refusal) -> problems.add(refused(section, prefix, refusal.getMessage())));
    }

    /** A refusal whose message names settings relative to the section, with full keys and the first one's place. */
    Problem refused(List<String> section, String prefix, String message) {
        StringBuilder text = new StringBuilder();
        Matcher matcher = NAMED.matcher(message);
        List<List<String>> named = new ArrayList<>();
        while (matcher.find()) {
            List<String> path = resolve(section, prefix, matcher.group(1));
            if (Schema.isLeaf(path)) {
                named.add(path);
                matcher.appendReplacement(text, Matcher.quoteReplacement(Schema.key(path)));
            }
        }
        matcher.appendTail(text);
        List<String> culprit = culprit(section, named);
        return new Problem(where(culprit), Schema.key(culprit), text.toString());
    }

    /** Of several settings that conflict, the first that somebody set. */
    private List<String> culprit(List<String> section, List<List<String>> named) {
        return named.stream()
                .filter(path -> !where(path).startsWith(Origins.REFERENCE))
                .findFirst()
                .orElse(named.isEmpty() ? section : named.get(0));
    }

    /** A single setting outside the sections' records; absent where it was refused. */
    Optional<Object> single(List<String> path) {
        return Optional.ofNullable(read(
                path.subList(0, path.size() - 1),
                path.get(path.size() - 1),
                Schema.leaf(path).orElseThrow()));
    }

    /** Place of a setting, or {@code settings} where it has none. */
    String where(List<String> path) {
        String key = "aurora." + ConfigUtil.joinPath(path);
        return config.hasPathOrNull(key) ? Origins.text(value(key)) : "settings";
    }

    private Object read(List<String> section, Leaf leaf) {
        return read(section, leaf.path(), leaf);
    }

    private Object read(List<String> section, String relative, Leaf leaf) {
        List<String> path = append(section, relative);
        String key = Schema.key(path);
        ConfigValue value = config.hasPathOrNull(key) ? value(key) : null;
        if (value == null) {
            missing(key);
            return null;
        }
        try {
            return ValueReader.read(leaf, value);
        } catch (ValueReader.Mismatch e) {
            boolean secret = leaf.component().getGenericType().toString().contains(SecretRef.class.getName());
            String shown = secret
                    ? "***"
                    : value.unwrapped() == null ? "null" : value.unwrapped().toString();
            problems.add(new Problem(Origins.text(value), key, "must be " + e.getMessage() + ": " + key + "=" + shown));
            return null;
        }
    }

    /** A section that was refused as a whole has said enough. */
    private void missing(String key) {
        if (problems.stream().noneMatch(problem -> key.startsWith(problem.key() + "."))) {
            problems.add(new Problem("settings", key, "missing setting: " + key));
        }
    }

    private ConfigValue value(String key) {
        List<String> path = ConfigUtil.splitPath(key);
        ConfigValue value = config.root();
        for (String segment : path) {
            value = ((ConfigObject) value).get(segment);
        }
        return value;
    }

    private static List<String> resolve(List<String> section, String prefix, String name) {
        List<String> inner = append(section, prefix.isEmpty() ? name : prefix + "." + name);
        return Schema.isLeaf(inner) ? inner : append(section, name);
    }

    private static List<String> append(List<String> section, String dotted) {
        List<String> path = new ArrayList<>(section);
        path.addAll(List.of(dotted.split("\\.")));
        return path;
    }
}
