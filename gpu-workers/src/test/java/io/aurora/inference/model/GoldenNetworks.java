package io.aurora.inference.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.golden.GoldenVectors;
import io.aurora.inference.network.NetworkDevice;
import io.aurora.inference.network.RouterNet;
import io.aurora.inference.network.RouterShape;
import io.aurora.inference.network.RouterWeights;
import io.aurora.inference.network.StudentNet;
import io.aurora.inference.network.StudentShape;
import io.aurora.inference.network.StudentWeights;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** The reference networks of {@code risk/networks.json}, and how single-precision devices are held against them (spec page 20, section 1). */
public final class GoldenNetworks {
    private static final double TOLERANCE = 1e-4;
    private static final double SIGMA_SHARE = 0.01;
    private static final double SMALL = 1e-2;

    private GoldenNetworks() {}

    /** Cases with the key {@code steps} (students) or {@code inputs} (routers). */
    public static List<JsonNode> cases(String key) {
        List<JsonNode> cases = new ArrayList<>();
        GoldenVectors.read("risk/networks.json").get("cases").forEach(c -> {
            if (c.has(key)) {
                cases.add(c);
            }
        });
        assertThat(cases).hasSize(2);
        return cases;
    }

    /** A file of the reference vectors' folder, or its copy. */
    public static Path file(String name) {
        if (GoldenVectors.folder().isPresent()) {
            return GoldenVectors.folder().get().resolve("risk").resolve(name);
        }
        URL copy = GoldenNetworks.class.getResource("/golden/risk/" + name);
        Assumptions.assumeTrue(copy != null, "golden file " + name + " has no copy here: set -Daurora.golden.dir");
        try {
            return copy.getProtocol().equals("file") ? Path.of(copy.toURI()) : unpacked(copy);
        } catch (URISyntaxException | IOException e) {
            throw new IllegalStateException("resource " + copy, e);
        }
    }

    /** Other modules have the copies in a jar. */
    private static Path unpacked(URL copy) throws IOException {
        Path file = Files.createTempFile("golden", ".safetensors");
        file.toFile().deleteOnExit();
        try (InputStream in = copy.openStream()) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    public static StudentWeights student(JsonNode c) {
        StudentShape shape = new StudentShape(
                c.get("layers").asInt(),
                c.get("hidden").asInt(),
                c.get("latent").asInt());
        return Tensors.student(shape, tensors(c));
    }

    public static RouterWeights router(JsonNode c) {
        RouterShape shape = new RouterShape(c.get("width").asInt());
        return Tensors.router(shape, (float) c.get("temperature").asDouble(), tensors(c));
    }

    public static Standardisation standardisation(JsonNode c) {
        return new Standardisation(
                GoldenVectors.numbers(c.get("feature_mean")), GoldenVectors.numbers(c.get("feature_scale")));
    }

    private static TensorSource tensors(JsonNode c) {
        SafetensorsFile.Content content =
                SafetensorsFile.read(file(c.get("safetensors").asText()));
        assertThat(content.sha256()).isEqualTo(c.get("sha256").asText());
        Map<String, Tensor> tensors = content.tensors();
        return (name, shape) -> {
            assertThat(tensors.get(name).shape()).as(name).isEqualTo(shape);
            return tensors.get(name).values();
        };
    }

    /** Runs all cases on a device: students step by step with carried state, routers as one batch. */
    public static void assertMeets(NetworkDevice device) {
        for (JsonNode c : cases("steps")) {
            try (StudentNet net = device.load(student(c))) {
                walk(c, net);
            }
        }
        for (JsonNode c : cases("inputs")) {
            try (RouterNet net = device.load(router(c))) {
                classify(c, net);
            }
        }
    }

    private static void walk(JsonNode c, StudentNet net) {
        double unit = c.get("target_scale").asDouble();
        float[] x = new float[StudentShape.INPUT];
        float[] state = new float[net.shape().stateLength()];
        float[] out = new float[net.shape().outputLength()];
        int hidden = net.shape().hidden();
        int latent = net.shape().latent();
        for (int t = 0; t < c.get("steps").size(); t++) {
            JsonNode step = c.get("steps").get(t);
            String at = c.get("id").asText() + " step " + t + " ";
            standardisation(c).apply(GoldenVectors.numbers(step.get("features")), x, 0);
            net.step(1, x, state, out);
            double sigma = step.get("sigma").asDouble();
            close(at + "yhat", unit * out[0], step.get("yhat"), SIGMA_SHARE * sigma);
            close(at + "scale", unit * out[1], step.get("scale"), 0.0);
            close(at + "nu", out[2], step.get("nu"), 0.0);
            for (int j = 0; j < latent; j++) {
                close(
                        at + "mean",
                        out[StudentShape.LAW + j],
                        step.get("latent_mean").get(j),
                        SMALL);
                close(
                        at + "sd",
                        out[StudentShape.LAW + latent + j],
                        step.get("latent_sd").get(j),
                        SMALL);
            }
            for (int i = 0; i < state.length; i++) {
                String key = i / hidden % 2 == 0 ? "h" : "c";
                close(at + key, state[i], step.get(key).get(i / hidden / 2).get(i % hidden), SMALL);
            }
        }
    }

    private static void classify(JsonNode c, RouterNet net) {
        int rows = c.get("inputs").size();
        float[] x = new float[rows * RouterShape.INPUT];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) c.get("inputs")
                    .get(i / RouterShape.INPUT)
                    .get(i % RouterShape.INPUT)
                    .asDouble();
        }
        float[] out = new float[rows * RouterShape.OUTPUT];
        net.classify(rows, x, out);
        for (int i = 0; i < out.length; i++) {
            int row = i / RouterShape.OUTPUT;
            int j = i % RouterShape.OUTPUT;
            String key = j < RouterShape.CLASSES ? "probabilities" : "logits";
            JsonNode expected = c.get("expected").get(key).get(row).get(j % RouterShape.CLASSES);
            close(c.get("id").asText() + " row " + row + " " + key, out[i], expected, SMALL);
        }
    }

    private static void close(String what, double actual, JsonNode expected, double floor) {
        double b = expected.asDouble();
        assertThat(Math.abs(actual - b))
                .as("%s: actual %s, expected %s", what, actual, b)
                .isLessThanOrEqualTo(TOLERANCE * Math.max(Math.abs(b), floor));
    }
}
