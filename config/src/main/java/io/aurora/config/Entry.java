package io.aurora.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One value of a source.
 *
 * @param path segments
 * @param value anything but a non-empty object
 */
record Entry(List<String> path, ConfigValue value) {
    Entry {
        path = List.copyOf(path);
    }

    /** All values below an object; an empty object counts as a value, so that its name is checked too. */
    static List<Entry> of(ConfigObject object) {
        List<Entry> entries = new ArrayList<>();
        collect(List.of(), object, entries);
        return entries;
    }

    /** The tree {@code aurora} with these values, later ones winning. */
    static Config toConfig(List<Entry> entries) {
        Config config = ConfigFactory.empty();
        for (Entry entry : entries) {
            config = config.withValue("aurora." + ConfigUtil.joinPath(entry.path()), entry.value());
        }
        return config;
    }

    /**
     * Refuses a file that says two things of one setting, as it can under two names of it.
     *
     * @throws SettingsException naming both values
     */
    static void refuseContradictions(List<Entry> entries) {
        List<Problem> problems = new ArrayList<>();
        Map<List<String>, Entry> first = new HashMap<>();
        for (Entry entry : entries) {
            Entry earlier = first.putIfAbsent(entry.path(), entry);
            if (earlier != null && !earlier.value().equals(entry.value())) {
                String key = Schema.key(entry.path());
                problems.add(new Problem(
                        entry.where(),
                        key,
                        "given twice: " + key + "=" + entry.value().unwrapped() + ", "
                                + earlier.value().unwrapped() + " at " + earlier.where()));
            }
        }
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
    }

    Entry at(List<String> other) {
        return new Entry(other, value);
    }

    String where() {
        return Origins.text(value);
    }

    private static void collect(List<String> prefix, ConfigValue value, List<Entry> entries) {
        if (value instanceof ConfigObject object && !object.isEmpty()) {
            object.keySet().stream().sorted().forEach(key -> {
                List<String> path = new ArrayList<>(prefix);
                path.add(key);
                collect(path, object.get(key), entries);
            });
        } else {
            entries.add(new Entry(prefix, value));
        }
    }
}
