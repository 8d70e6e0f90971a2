package io.aurora.inference.model;

import io.aurora.domain.bytes.BytesWriter;
import io.aurora.domain.check.Require;
import io.aurora.domain.features.FeatureSchema;
import io.aurora.inference.network.RouterShape;
import io.aurora.inference.network.StudentShape;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a model is, apart from its weights.
 *
 * @param kind what for
 * @param sizes the kind's sizes by name, within the limits of {@link StudentShape} and {@link RouterShape}
 * @param constant the kind's constant ({@code target_scale}, {@code temperature}), finite, {@code > 0} also in single precision
 * @param featureSchemaHash {@link FeatureSchema#HASH} of the features it was trained on
 * @param standardisation of its features
 * @param provenance where it comes from
 */
public record ModelCard(
        ModelKind kind,
        SortedMap<String, Integer> sizes,
        double constant,
        String featureSchemaHash,
        Standardisation standardisation,
        Provenance provenance) {
    private static final String CANONICAL = "aurora-model-v1";

    public ModelCard {
        if (!sizes.keySet().equals(new TreeSet<>(kind.sizes()))) {
            throw new IllegalArgumentException("must be " + kind.sizes() + ": sizes=" + sizes.keySet());
        }
        sizes = Collections.unmodifiableSortedMap(new TreeMap<>(sizes));
        shape(kind, sizes);
        Require.positive(kind.constant(), constant);
        if ((float) constant == 0.0f || Float.isInfinite((float) constant)) {
            throw new IllegalArgumentException(
                    "must be finite and > 0 in single precision: " + kind.constant() + "=" + constant);
        }
        if (!featureSchemaHash.equals(FeatureSchema.HASH)) {
            throw new IllegalArgumentException("must be " + FeatureSchema.HASH + " (" + FeatureSchema.NAME
                    + "): feature_schema_hash=" + featureSchemaHash);
        }
    }

    /** Card of a student. */
    public static ModelCard student(
            StudentShape shape, double targetScale, Standardisation standardisation, Provenance provenance) {
        return new ModelCard(
                ModelKind.STUDENT,
                new TreeMap<>(Map.of("layers", shape.layers(), "hidden", shape.hidden(), "latent", shape.latent())),
                targetScale,
                FeatureSchema.HASH,
                standardisation,
                provenance);
    }

    /** Card of a router. */
    public static ModelCard router(
            RouterShape shape, double temperature, Standardisation standardisation, Provenance provenance) {
        return new ModelCard(
                ModelKind.ROUTER,
                new TreeMap<>(Map.of("hidden", shape.hidden())),
                temperature,
                FeatureSchema.HASH,
                standardisation,
                provenance);
    }

    /** Sizes of a student; for that kind only. */
    public StudentShape studentShape() {
        return (StudentShape) shape(kind, sizes);
    }

    /** Sizes of a router; for that kind only. */
    public RouterShape routerShape() {
        return (RouterShape) shape(kind, sizes);
    }

    private static Record shape(ModelKind kind, Map<String, Integer> sizes) {
        return kind == ModelKind.STUDENT
                ? new StudentShape(sizes.get("layers"), sizes.get("hidden"), sizes.get("latent"))
                : new RouterShape(sizes.get("hidden"));
    }

    /** The content that a model's id is taken of: every field in this order, maps by ascending name, then the weights' SHA-256. */
    byte[] canonical(String weightsSha256) {
        BytesWriter out = new BytesWriter(1024);
        out.putString(CANONICAL).putString(kind.code()).putInt(sizes.size());
        sizes.forEach((name, value) -> out.putString(name).putInt(value));
        out.putString(kind.constant()).putDouble(constant).putString(featureSchemaHash);
        out.putDoubles(standardisation.mean()).putDoubles(standardisation.scale());
        out.putInt(provenance.metrics().size());
        provenance.metrics().forEach((name, value) -> out.putString(name).putDouble(value));
        out.putStrings(provenance.lineage());
        out.putString(provenance.dataSnapshot()).putString(provenance.codeRevision());
        return out.putLong(provenance.seed()).putString(weightsSha256).toBytes();
    }
}
