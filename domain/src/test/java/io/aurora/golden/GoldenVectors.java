package io.aurora.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Reference vectors. Their folder comes from {@code -Daurora.golden.dir} or {@code AURORA_GOLDEN_DIR}; unset, the copies in the test
 * resources serve, and a vector without a copy (made of recorded market data) skips its test by name.
 */
public final class GoldenVectors {
    private static final ObjectMapper JSON = new ObjectMapper();

    private GoldenVectors() {}

    /** Reads {@code online/fsm.json}, say; skips the test, saying which file is missing, where there is neither folder nor copy. */
    public static JsonNode read(String file) {
        Optional<Path> folder = folder();
        try {
            if (folder.isPresent()) {
                return JSON.readTree(folder.get().resolve(file).toFile());
            }
            try (InputStream copy = GoldenVectors.class.getResourceAsStream("/golden/" + file)) {
                Assumptions.assumeTrue(
                        copy != null,
                        "golden vector " + file + " has no copy here: set -Daurora.golden.dir or AURORA_GOLDEN_DIR");
                return JSON.readTree(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("golden vector " + file, e);
        }
    }

    /** The folder set by property or environment; refused where it does not exist. */
    public static Optional<Path> folder() {
        String set = System.getProperty("aurora.golden.dir", System.getenv("AURORA_GOLDEN_DIR"));
        if (set == null || set.isBlank()) {
            return Optional.empty();
        }
        Path path = Path.of(set);
        if (!Files.isDirectory(path)) {
            throw new IllegalStateException("not a folder: aurora.golden.dir=" + path.toAbsolutePath());
        }
        return Optional.of(path);
    }

    /** A number of a vector: non-finite ones are written as strings, null is NaN. */
    public static double number(JsonNode node) {
        if (node == null || node.isNull() || node.isMissingNode()) {
            return Double.NaN;
        }
        return node.isTextual() ? Double.parseDouble(node.asText()) : node.asDouble();
    }

    public static double[] numbers(JsonNode array) {
        double[] values = new double[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = number(array.get(i));
        }
        return values;
    }

    /** {@code |a - b| <= 1e-9 max(|a|, |b|) + 1e-12}. */
    public static void assertClose(String what, double actual, double expected) {
        assertClose(what, actual, expected, 1e-9, 1e-12);
    }

    public static void assertClose(String what, double actual, double expected, double relative, double absolute) {
        if (Double.isNaN(expected)) {
            Assertions.assertThat(actual).as(what).isNaN();
            return;
        }
        double tolerance = relative * Math.max(Math.abs(actual), Math.abs(expected)) + absolute;
        Assertions.assertThat(Math.abs(actual - expected) <= tolerance || actual == expected)
                .as("%s: actual %s, expected %s", what, actual, expected)
                .isTrue();
    }
}
