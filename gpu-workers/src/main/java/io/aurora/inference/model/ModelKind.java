package io.aurora.inference.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a model is for. */
public enum ModelKind {
    /** Forecasts; its constant is the unit of its forecasts, a log return. */
    STUDENT(List.of("layers", "hidden", "latent"), "target_scale"),
    /** Regimes; its constant divides the logits. */
    ROUTER(List.of("hidden"), "temperature");

    private final List<String> sizes;
    private final String constant;

    ModelKind(List<String> sizes, String constant) {
        this.sizes = sizes;
        this.constant = constant;
    }

    /** As {@code model.json} and the command line write it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Names of its sizes. */
    public List<String> sizes() {
        return sizes;
    }

    /** Name of its one number besides the weights, {@code > 0}. */
    public String constant() {
        return constant;
    }

    /** The kind of that code. */
    public static Optional<ModelKind> of(String code) {
        return List.of(values()).stream()
                .filter(kind -> kind.code().equals(code))
                .findFirst();
    }
}
