package io.aurora.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files of settings for tests, and what is said about them. */
final class Sources {
    private final Path folder;

    Sources(Path folder) {
        this.folder = folder;
    }

    Path file(String name, String... lines) {
        try {
            return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LoadOptions config(String... lines) {
        return LoadOptions.defaults().withConfigFile(file("aurora.conf", lines));
    }

    LoadOptions profile(String name, String... lines) {
        return LoadOptions.defaults().withProfileFile(file(name, lines));
    }

    /** Messages of the refusal, without the folder's name. */
    List<String> refusal(LoadOptions options) {
        SettingsException thrown = catchThrowableOfType(SettingsException.class, () -> AuroraSettings.load(options));
        if (thrown == null) {
            throw new AssertionError("not refused");
        }
        return thrown.problems().stream()
                .map(problem -> problem.message().replace(folder + "/", ""))
                .toList();
    }

    List<String> warnings(LoadOptions options) {
        return AuroraSettings.load(options).warnings().stream()
                .map(text -> text.replace(folder + "/", ""))
                .toList();
    }
}
