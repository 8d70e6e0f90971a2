package io.aurora.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/**
 * Arrays of the reference vectors: plain JSON, {@code {"rows": [[...]]}}, or {@code {"file": "data/x.f64.gz", "shape": [...]}}, a gzip of raw
 * little-endian float64, row-major.
 */
public final class GoldenArrays {
    private GoldenArrays() {}

    /** All values in reading order. */
    public static double[] values(String folder, JsonNode node) {
        if (node.isArray()) {
            return GoldenVectors.numbers(node);
        }
        if (node.has("rows")) {
            return flat(node.get("rows"));
        }
        String file = folder + "/" + node.get("file").asText();
        try (InputStream packed = open(file);
                GZIPInputStream raw = new GZIPInputStream(packed)) {
            ByteBuffer bytes = ByteBuffer.wrap(raw.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
            double[] values = new double[bytes.remaining() / Double.BYTES];
            bytes.asDoubleBuffer().get(values);
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException("golden array " + file, e);
        }
    }

    /** Column {@code j} of a matrix with {@code columns} columns. */
    public static double[] column(double[] rowMajor, int columns, int j) {
        double[] out = new double[rowMajor.length / columns];
        for (int i = 0; i < out.length; i++) {
            out[i] = rowMajor[i * columns + j];
        }
        return out;
    }

    private static double[] flat(JsonNode rows) {
        int columns = rows.get(0).size();
        double[] values = new double[rows.size() * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = GoldenVectors.number(rows.get(i / columns).get(i % columns));
        }
        return values;
    }

    private static InputStream open(String file) throws IOException {
        if (GoldenVectors.folder().isPresent()) {
            return Files.newInputStream(GoldenVectors.folder().get().resolve(file));
        }
        InputStream copy = GoldenArrays.class.getResourceAsStream("/golden/" + file);
        Assumptions.assumeTrue(copy != null, "golden array " + file + " has no copy here: set -Daurora.golden.dir");
        return copy;
    }
}
