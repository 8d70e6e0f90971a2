package io.aurora.config;

import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Turns the names of a source into paths below {@code aurora}: names relative to a profile, the original projects' prefixes and
 * aliases, and node settings written inside a profile. A name that stands for nothing is kept as it is, so that the check of names
 * refuses it with its near miss.
 */
final class Normalizer {
    private static final String GOVERNANCE = "governance";

    private final String target;
    private final String active;
    private final List<String> warnings;

    /**
     * @param target profile that relative names speak of
     * @param active profile in force; only its node settings have an effect
     * @param warnings what a person should know is added here
     */
    Normalizer(String target, String active, List<String> warnings) {
        this.target = target;
        this.active = active;
        this.warnings = warnings;
    }

    /** Entries of a tree that starts at {@code aurora}. */
    List<Entry> absolute(List<Entry> entries) {
        List<Entry> result = new ArrayList<>();
        for (Entry entry : entries) {
            List<String> path = entry.path();
            if (path.size() > 2 && path.get(0).equals(Schema.PROFILES)) {
                inProfile(path.get(1), entry.at(path.subList(2, path.size()))).ifPresent(result::add);
            } else {
                result.add(entry);
            }
        }
        return result;
    }

    /** Entries of a profile file, or of overrides. */
    List<Entry> relative(List<Entry> entries) {
        List<Entry> result = new ArrayList<>();
        for (Entry entry : entries) {
            List<String> path = split(entry.path());
            if (path.get(0).equals("aurora")) {
                result.addAll(absolute(List.of(entry.at(tail(path, 1)))));
            } else if (isNodeSetting(path)) {
                result.add(entry.at(path));
            } else {
                named(entry, path).ifPresent(result::add);
            }
        }
        return result;
    }

    private Optional<Entry> named(Entry entry, List<String> original) {
        List<String> path = original;
        String profile = target;
        boolean governed = path.get(0).equals(GOVERNANCE) && path.size() > 1;
        if (governed) {
            path = tail(path, 1);
        }
        boolean listed = path.get(0).equals(Schema.PROFILES) && path.size() > 2;
        if (listed || governed && path.size() > 1 && !startsLikeSetting(path) && startsLikeSetting(tail(path, 1))) {
            profile = path.get(listed ? 1 : 0);
            path = tail(path, listed ? 2 : 1);
        }
        return inProfile(profile, entry.at(path));
    }

    private Optional<Entry> inProfile(String profile, Entry entry) {
        String name = String.join(".", entry.path());
        if (name.startsWith("fallback.triggers.")) {
            name = name.substring("fallback.".length());
        }
        List<String> own = List.of(Schema.PROFILES, profile);
        if (Schema.PROFILE.containsKey(name)) {
            return Optional.of(entry.at(join(own, name)));
        }
        String known = Aliases.NAMES.get(name);
        if (known != null) {
            return Optional.of(aliased(entry, name, join(own, known)));
        }
        String node = Schema.NODE.containsKey(name) && isShared(name) ? name : Aliases.NODE.get(name);
        if (node != null) {
            return hoisted(profile, entry, name, node);
        }
        Optional<String> reason = Aliases.withoutCounterpart(name);
        if (reason.isPresent()) {
            warn(entry, name + "=" + entry.value().unwrapped() + ": has no effect: " + reason.get());
            return Optional.empty();
        }
        return Optional.of(entry.at(join(own, name)));
    }

    private Entry aliased(Entry entry, String name, List<String> path) {
        ConfigValue value = Aliases.translate(name, entry.value());
        Aliases.caution(name, entry.value(), value).ifPresent(text -> warn(entry, text));
        return new Entry(path, value);
    }

    private Optional<Entry> hoisted(String profile, Entry entry, String name, String node) {
        if (profile.equals(active)) {
            return Optional.of(entry.at(List.of(node.split("\\."))));
        }
        warn(
                entry,
                name + "=" + entry.value().unwrapped() + ": has no effect: it is a setting of the node, and profile "
                        + profile + " is not the one in force (" + active + ")");
        return Optional.empty();
    }

    private void warn(Entry entry, String text) {
        warnings.add(entry.where() + ": " + text);
    }

    /** Sections of the node that may also be written inside a profile. */
    private static boolean isShared(String name) {
        return name.startsWith("inference.") || name.startsWith("metrics.");
    }

    private boolean isNodeSetting(List<String> path) {
        String name = String.join(".", path);
        String first = path.get(0);
        boolean section = Schema.SECTIONS.containsKey(first)
                || Set.of(Schema.SYMBOLS, Schema.BASKETS, Schema.STRATEGIST).contains(first);
        return (section || Schema.NODE.containsKey(name)) && !isShared(name);
    }

    /** Whether a path starts like a setting of a profile, and not with a profile's name. */
    private static boolean startsLikeSetting(List<String> path) {
        Set<String> roots = Set.copyOf(Schema.profileRoots());
        String first = path.get(0);
        return roots.contains(first)
                || Set.of("service", "metrics", "certification", "trading", "fallback")
                        .contains(first)
                || Aliases.withoutCounterpart(first).isPresent();
    }

    /** Segments with dots cut, except below {@code symbols}, whose names may hold dots. */
    private static List<String> split(List<String> path) {
        boolean symbols = path.contains(Schema.SYMBOLS);
        return symbols && path.size() > 1
                ? path
                : path.stream()
                        .flatMap(segment -> Arrays.stream(segment.split("\\.")))
                        .toList();
    }

    private static List<String> tail(List<String> path, int from) {
        return path.subList(from, path.size());
    }

    private static List<String> join(List<String> head, String dotted) {
        List<String> path = new ArrayList<>(head);
        path.addAll(List.of(dotted.split("\\.")));
        return path;
    }
}
