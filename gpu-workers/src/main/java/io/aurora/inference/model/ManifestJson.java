package io.aurora.inference.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** {@code model.json}: every field is needed, no other is allowed, so that the id covers all that is written there. */
final class ManifestJson {
    static final int FORMAT = 1;

    private static final long MAX_BYTES = 1 << 20;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private final Path file;

    private ManifestJson(Path file) {
        this.file = file;
    }

    static ModelManifest read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw ModelFileException.of("must be <= " + MAX_BYTES, "bytes", Files.size(file), file);
            }
            return new ManifestJson(file).manifest(JSON.readTree(Files.readAllBytes(file)));
        } catch (JsonProcessingException e) {
            e.clearLocation();
            throw ModelFileException.unreadable("must be JSON", e, file);
        } catch (IOException e) {
            throw ModelFileException.unreadable("cannot be read", e, file);
        } catch (IllegalArgumentException e) {
            throw ModelFileException.of(e, file);
        }
    }

    private ModelManifest manifest(JsonNode root) {
        if (!root.path("format").isInt() || root.path("format").intValue() != FORMAT) {
            throw ModelFileException.of("must be " + FORMAT, "format", root.path("format"), file);
        }
        String code = text(root, "kind");
        ModelKind kind = ModelKind.of(code)
                .orElseThrow(() -> ModelFileException.of("must be student or router", "kind", code, file));
        requireFields("model", root, fields(kind));
        JsonNode standardisation = root.get("standardisation");
        requireFields("standardisation", standardisation, Set.of("mean", "scale"));
        ModelCard card = new ModelCard(
                kind,
                sizes(root.get("sizes")),
                number(kind.constant(), root.get(kind.constant())),
                text(root, "feature_schema_hash"),
                new Standardisation(numbers("mean", standardisation), numbers("scale", standardisation)),
                provenance(root));
        ModelManifest expected = ModelManifest.of(card, text(root, "weights_sha256"));
        if (!expected.id().equals(text(root, "id"))) {
            throw ModelFileException.of("must be " + expected.id() + " by its content", "id", text(root, "id"), file);
        }
        return expected;
    }

    private static Set<String> fields(ModelKind kind) {
        return new TreeSet<>(List.of(
                "format",
                "id",
                "kind",
                "sizes",
                kind.constant(),
                "feature_schema_hash",
                "standardisation",
                "weights_sha256",
                "metrics",
                "lineage",
                "data_snapshot",
                "code_revision",
                "seed"));
    }

    private Provenance provenance(JsonNode root) {
        SortedMap<String, Double> metrics = new TreeMap<>();
        check(root.get("metrics").isObject(), "must be an object", "metrics", root.get("metrics"));
        for (Map.Entry<String, JsonNode> metric : root.get("metrics").properties()) {
            metrics.put(metric.getKey(), number("metrics." + metric.getKey(), metric.getValue()));
        }
        List<String> lineage = new ArrayList<>();
        check(root.get("lineage").isArray(), "must be an array", "lineage", root.get("lineage"));
        for (JsonNode ancestor : root.get("lineage")) {
            check(ancestor.isTextual(), "must be text", "lineage[" + lineage.size() + "]", ancestor);
            lineage.add(ancestor.textValue());
        }
        JsonNode seed = root.get("seed");
        check(seed.isIntegralNumber() && seed.canConvertToLong(), "must be a whole number", "seed", seed);
        return new Provenance(
                metrics, lineage, text(root, "data_snapshot"), text(root, "code_revision"), seed.longValue());
    }

    private SortedMap<String, Integer> sizes(JsonNode node) {
        SortedMap<String, Integer> sizes = new TreeMap<>();
        check(node.isObject(), "must be an object", "sizes", node);
        for (Map.Entry<String, JsonNode> size : node.properties()) {
            check(size.getValue().isInt(), "must be a whole number", "sizes." + size.getKey(), size.getValue());
            sizes.put(size.getKey(), size.getValue().intValue());
        }
        return sizes;
    }

    private void requireFields(String name, JsonNode node, Set<String> fields) {
        check(node.isObject(), "must be an object", name, node.getNodeType());
        Set<String> found = new TreeSet<>();
        node.fieldNames().forEachRemaining(found::add);
        check(found.equals(fields), "must have the fields " + new TreeSet<>(fields), name, found);
    }

    private double[] numbers(String name, JsonNode node) {
        JsonNode array = node.get(name);
        check(array.isArray(), "must be an array", "standardisation." + name, array);
        double[] values = new double[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = number("standardisation." + name + "[" + i + "]", array.get(i));
        }
        return values;
    }

    private double number(String name, JsonNode node) {
        check(node.isNumber(), "must be a number", name, node);
        return node.doubleValue();
    }

    private String text(JsonNode root, String name) {
        JsonNode node = root.path(name);
        check(node.isTextual(), "must be text", name, node);
        return node.textValue();
    }

    private void check(boolean holds, String rule, String field, Object value) {
        if (!holds) {
            throw ModelFileException.of(rule, field, value, file);
        }
    }

    static void write(Path file, ModelManifest manifest) throws IOException {
        Files.write(
                file, JSON.writeValueAsBytes(tree(manifest)), StandardOpenOption.CREATE_NEW, StandardOpenOption.SYNC);
    }

    /** The manifest as maps, lists, texts and numbers, in the order of the file. */
    static Map<String, Object> tree(ModelManifest manifest) {
        ModelCard card = manifest.card();
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("format", FORMAT);
        root.put("id", manifest.id());
        root.put("kind", card.kind().code());
        root.put("sizes", card.sizes());
        root.put(card.kind().constant(), card.constant());
        root.put("feature_schema_hash", card.featureSchemaHash());
        Standardisation standardisation = card.standardisation();
        Map<String, Object> features = new LinkedHashMap<>();
        features.put("mean", standardisation.mean());
        features.put("scale", standardisation.scale());
        root.put("standardisation", features);
        root.put("weights_sha256", manifest.weightsSha256());
        root.put("metrics", card.provenance().metrics());
        root.put("lineage", card.provenance().lineage());
        root.put("data_snapshot", card.provenance().dataSnapshot());
        root.put("code_revision", card.provenance().codeRevision());
        root.put("seed", card.provenance().seed());
        return root;
    }
}
