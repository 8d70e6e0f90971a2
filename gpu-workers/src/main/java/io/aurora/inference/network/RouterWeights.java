package io.aurora.inference.network;

/**
 * Weights of a router: Linear, LayerNorm, SiLU, two residual blocks, Linear; logits divided by the temperature.
 *
 * @param in features to hidden
 * @param norm after it, before a SiLU
 * @param first residual block
 * @param second residual block
 * @param out hidden to three logits
 * @param temperature {@code > 0}, finite
 */
public record RouterWeights(Linear in, LayerNorm norm, ResBlock first, ResBlock second, Linear out, float temperature) {
    public RouterWeights {
        int hidden = norm.width();
        Sizes.requireShape("in", in, RouterShape.INPUT, hidden);
        Sizes.requireShape("first", first.fc1(), hidden, hidden);
        Sizes.requireShape("second", second.fc1(), hidden, hidden);
        Sizes.requireShape("out", out, hidden, RouterShape.CLASSES);
        if (!(temperature > 0.0f) || Float.isInfinite(temperature)) {
            throw new IllegalArgumentException("must be finite and > 0: temperature=" + temperature);
        }
    }

    public RouterShape shape() {
        return new RouterShape(norm.width());
    }
}
