package io.aurora.config;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Expands {@code ${VAR}} and {@code ${VAR:-default}} in a text of YAML or JSON, as shells do: an empty variable counts as unset. */
final class EnvText {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(:-([^}]*))?}");

    private EnvText() {}

    /** First variable without value and default; absent where all expand. */
    static Optional<String> missing(String text, Map<String, String> env) {
        return REFERENCE
                .matcher(text)
                .results()
                .filter(match -> match.group(2) == null && isUnset(env, match.group(1)))
                .map(match -> match.group(1))
                .findFirst();
    }

    static boolean isReference(String text) {
        return REFERENCE.matcher(text).find();
    }

    /** The text expanded; every variable must have a value or a default. */
    static String expand(String text, Map<String, String> env) {
        return REFERENCE
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        isUnset(env, match.group(1)) ? match.group(3) : env.get(match.group(1))));
    }

    private static boolean isUnset(Map<String, String> env, String name) {
        return env.getOrDefault(name, "").isEmpty();
    }
}
