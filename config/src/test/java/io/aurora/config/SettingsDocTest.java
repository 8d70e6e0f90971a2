package io.aurora.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsDocTest {
    private static final Path FILE = Path.of(System.getProperty("basedir", "."), "..", "docs", "settings.md");

    @Test
    void shouldEqualTheGeneratedTextWhenCommitted() throws IOException {
        String generated = SettingsDoc.generate();
        if (Boolean.getBoolean("aurora.docs.write")) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, generated);
        }

        assertThat(Files.readString(FILE))
                .as("docs/settings.md is out of date: run this test with -Daurora.docs.write=true and commit the file")
                .isEqualTo(generated);
    }
}
