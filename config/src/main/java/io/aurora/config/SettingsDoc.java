package io.aurora.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import io.aurora.domain.settings.SettingsTree.Leaf;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes {@code docs/settings.md}: the keys come from the records, defaults and words from {@code reference.conf}, whose comments
 * read {@code meaning. [unit, range] what raising it costs.}
 */
public final class SettingsDoc {
    private static final Pattern COMMENT = Pattern.compile("^(.*?) \\[([^\\]]*)\\](.*)$");
    private static final String NEW_LINE = "\n";

    private final Config reference = SettingsLoader.reference();
    private final Map<String, String> variables = SettingsLoader.variablesByKey();
    private final StringBuilder text = new StringBuilder();

    private SettingsDoc() {}

    /** The whole document. */
    public static String generate() {
        SettingsDoc doc = new SettingsDoc();
        doc.head();
        doc.table();
        doc.profiles();
        doc.aliases();
        return doc.text.toString();
    }

    private void head() {
        lines(
                "# Settings",
                "",
                "Generated from the settings records and `reference.conf`; do not edit. To write it anew:",
                "`./mvnw -pl config -am test -Dtest=SettingsDocTest -Dsurefire.failIfNoSpecifiedTests=false -Daurora.docs.write=true`.",
                "",
                "Sources, later ones win: the defaults below; the settings file (`--config`, HOCON or JSON); the profile file",
                "(`--profile-file`, HOCON, JSON or YAML); the environment variables named below; `--set path=value`. Names in a profile",
                "file and in `--set` are relative to the profile in force, or start at `aurora`. An unknown name is refused, naming the",
                "near miss. Profiles other than `default` take from it what they do not say themselves, symbols take it from",
                "`symbols.defaults`, baskets from `baskets.defaults`, policies of the strategist take it from `strategist` itself (every key of it but `router`, `psi` and",
                "`snapshot_every` may stand below `strategist.policies.<name>` too). `aurora config show` prints what is in force and where",
                "each value came from. `CACHE_TTL_S` is a number of seconds.",
                "",
                "## All keys",
                "",
                "| key | default | unit, range | meaning | environment |",
                "| --- | --- | --- | --- | --- |");
    }

    private void table() {
        Schema.NODE.keySet().stream().filter(key -> key.indexOf('.') < 0).forEach(key -> row("aurora." + key));
        Schema.PROFILE.keySet().forEach(key -> row("aurora.profiles.default." + key, "aurora.profiles.<name>." + key));
        row("aurora." + Schema.SYMBOLS + "." + Schema.AUTO_CREATE);
        Schema.SYMBOL.keySet().forEach(key -> row("aurora.symbols.defaults." + key, "aurora.symbols.<name>." + key));
        Schema.BASKET.keySet().forEach(key -> row("aurora.baskets.defaults." + key, "aurora.baskets.<name>." + key));
        for (Map.Entry<String, Leaf> setting : Schema.NODE.entrySet()) {
            if (setting.getKey().indexOf('.') > 0 && !setting.getKey().startsWith(Schema.SYMBOLS + ".")) {
                row("aurora." + setting.getKey());
            }
        }
    }

    private void profiles() {
        lines(
                "",
                "## What the shipped profiles change",
                "",
                "| profile | key | default | there |",
                "| --- | --- | --- | --- |");
        ConfigObject profiles = reference.getObject("aurora.profiles");
        profiles.keySet().stream()
                .sorted()
                .filter(name -> !name.equals("default"))
                .forEach(name -> {
                    for (Entry entry : Entry.of((ConfigObject) profiles.get(name))) {
                        String key = ConfigUtil.joinPath(entry.path());
                        ConfigValue base = reference.getValue("aurora.profiles.default." + key);
                        cells(name, code(key), code(shown(base)), code(shown(entry.value())));
                    }
                });
    }

    private void aliases() {
        lines(
                "",
                "## Names of the original projects",
                "",
                "Accepted in profile files and `--set`; leading `governance.`, `governance.<profile>.` and `profiles.<profile>.` are cut.",
                "",
                "| there | here |",
                "| --- | --- |");
        Map<String, String> names = new TreeMap<>(Aliases.NAMES);
        Aliases.NODE.forEach((name, node) -> names.put(name, "aurora." + node));
        names.forEach((name, own) -> cells(code(name), code(own)));
    }

    private void row(String key) {
        row(key, key);
    }

    private void row(String key, String shownKey) {
        ConfigValue value = reference.getValue(key);
        String comment = value.origin().comments().stream().map(String::strip).collect(Collectors.joining(" "));
        Matcher parts = COMMENT.matcher(comment);
        if (!parts.matches()) {
            throw new IllegalStateException(
                    "comment must read 'meaning. [unit, range] cost': key=" + key + ", comment=" + comment);
        }
        String meaning = (parts.group(1) + parts.group(3)).strip();
        String variable = variables.getOrDefault(key, "");
        cells(code(shownKey), code(shown(value)), parts.group(2), meaning, variable.isEmpty() ? "" : code(variable));
    }

    private static String shown(ConfigValue value) {
        String json = value.render(ConfigRenderOptions.concise());
        boolean word = json.length() > 2 && json.startsWith("\"");
        return word ? json.substring(1, json.length() - 1) : json;
    }

    private static String code(String word) {
        return "`" + word + "`";
    }

    private void cells(String... cells) {
        text.append('|');
        for (String cell : List.of(cells)) {
            text.append(' ').append(cell.replace("|", "\\|")).append(" |");
        }
        text.append(NEW_LINE);
    }

    private void lines(String... lines) {
        text.append(String.join(NEW_LINE, lines)).append(NEW_LINE);
    }
}
