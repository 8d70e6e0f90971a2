package io.aurora.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What settings are read from, besides the defaults; later ones win.
 *
 * @param configFile settings file, HOCON or JSON, with a tree {@code aurora}
 * @param profileFile profile file, HOCON, JSON or YAML
 * @param env environment variables
 * @param profile name of the profile in force; also the one that profile file and overrides speak of
 * @param overrides {@code path=value}, relative to the profile or to {@code aurora}
 */
public record LoadOptions(
        Optional<Path> configFile,
        Optional<Path> profileFile,
        Map<String, String> env,
        Optional<String> profile,
        List<String> overrides) {
    public LoadOptions {
        env = Map.copyOf(env);
        overrides = List.copyOf(overrides);
    }

    /** Nothing but the defaults. */
    public static LoadOptions defaults() {
        return new LoadOptions(Optional.empty(), Optional.empty(), Map.of(), Optional.empty(), List.of());
    }

    /** The defaults and the process's environment. */
    public static LoadOptions ofProcess() {
        return defaults().withEnv(System.getenv());
    }

    public LoadOptions withConfigFile(Path file) {
        return new LoadOptions(Optional.of(file), profileFile, env, profile, overrides);
    }

    public LoadOptions withProfileFile(Path file) {
        return new LoadOptions(configFile, Optional.of(file), env, profile, overrides);
    }

    public LoadOptions withEnv(Map<String, String> variables) {
        return new LoadOptions(configFile, profileFile, variables, profile, overrides);
    }

    public LoadOptions withProfile(String name) {
        return new LoadOptions(configFile, profileFile, env, Optional.of(name), overrides);
    }

    public LoadOptions withOverrides(List<String> assignments) {
        return new LoadOptions(configFile, profileFile, env, profile, assignments);
    }

    public LoadOptions withOverrides(String... assignments) {
        return withOverrides(List.of(assignments));
    }
}
