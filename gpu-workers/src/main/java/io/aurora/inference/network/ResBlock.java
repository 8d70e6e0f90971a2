package io.aurora.inference.network;

/**
 * {@code x + fc2(SiLU(fc1(LayerNorm(x))))}, all of one width.
 *
 * @param norm first
 * @param fc1 before the SiLU
 * @param fc2 after it
 */
public record ResBlock(LayerNorm norm, Linear fc1, Linear fc2) {
    public ResBlock {
        int width = norm.width();
        Sizes.requireShape("fc1", fc1, width, width);
        Sizes.requireShape("fc2", fc2, width, width);
    }
}
