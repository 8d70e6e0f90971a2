package io.aurora.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code --set path=value}: lists, objects and quoted text as HOCON, everything else as it stands. */
final class Overrides {
    private Overrides() {}

    static List<Entry> read(List<String> assignments) {
        List<Entry> entries = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (String assignment : assignments) {
            int at = assignment.indexOf('=');
            if (at < 1) {
                problems.add(new Problem(Origins.OVERRIDE, "", "must read path=value: " + assignment));
                continue;
            }
            String path = assignment.substring(0, at).strip();
            try {
                entries.add(new Entry(
                        ConfigUtil.splitPath(path),
                        value(assignment.substring(at + 1).strip())));
            } catch (ConfigException e) {
                problems.add(new Problem(Origins.OVERRIDE, path, "not readable: " + assignment));
            }
        }
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return entries;
    }

    private static ConfigValue value(String text) {
        boolean structured = text.startsWith("[") || text.startsWith("{") || text.startsWith("\"");
        ConfigValue value = structured
                ? ConfigFactory.parseString("x = " + text).getValue("x")
                : ConfigValueFactory.fromAnyRef(text);
        return value.withOrigin(Origins.override());
    }
}
