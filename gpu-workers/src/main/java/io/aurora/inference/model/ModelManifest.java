package io.aurora.inference.model;

import java.util.Map;

/**
 * What {@code model.json} holds.
 *
 * @param id SHA-256 of the content: of the card in a fixed binary layout, with the weights' SHA-256; lower-case hex
 * @param weightsSha256 SHA-256 of {@code weights.safetensors}, lower-case hex
 * @param card everything else
 */
public record ModelManifest(String id, String weightsSha256, ModelCard card) {
    /** The manifest of a card and its weights. */
    static ModelManifest of(ModelCard card, String weightsSha256) {
        return new ModelManifest(Sha256.hex(card.canonical(weightsSha256)), weightsSha256, card);
    }

    public ModelKind kind() {
        return card.kind();
    }

    public Standardisation standardisation() {
        return card.standardisation();
    }

    /** As {@code model.json} holds it: maps, lists, texts and numbers, in order. */
    public Map<String, Object> tree() {
        return ManifestJson.tree(this);
    }
}
