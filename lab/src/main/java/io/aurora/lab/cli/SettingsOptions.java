package io.aurora.lab.cli;

import io.aurora.config.LoadOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that say which settings hold, the same for every command. */
final class SettingsOptions {
    @Option(names = "--config", paramLabel = "FILE", description = "Settings of the node, HOCON.")
    private Path config;

    @Option(names = "--profile", paramLabel = "NAME", description = "Profile in force.")
    private String profile;

    @Option(names = "--profile-file", paramLabel = "FILE", description = "Profiles: .conf, .json, .yaml or .yml.")
    private Path profileFile;

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "One setting; as often as needed. See docs/settings.md.")
    private List<String> assignments = new ArrayList<>();

    /** Sources of settings; {@code otherwise} is the profile where none is asked for. */
    LoadOptions options(Optional<String> otherwise) {
        LoadOptions options = LoadOptions.ofProcess().withOverrides(assignments);
        options = config == null ? options : options.withConfigFile(config);
        options = profileFile == null ? options : options.withProfileFile(profileFile);
        Optional<String> asked = Optional.ofNullable(profile).or(() -> otherwise);
        return asked.isPresent() ? options.withProfile(asked.get()) : options;
    }

    LoadOptions options() {
        return options(Optional.empty());
    }

    /** Whether a profile or a file of profiles was asked for. */
    boolean namesProfile() {
        return profile != null || profileFile != null || config != null;
    }
}
