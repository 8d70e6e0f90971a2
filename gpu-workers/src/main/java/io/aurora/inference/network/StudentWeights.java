package io.aurora.inference.network;

import java.util.List;

/**
 * Weights of a student at inference: LSTM stack, posterior heads, decoder on the posterior mean.
 *
 * @param layers LSTM layers, the first reads {@link StudentShape#INPUT} values
 * @param mu posterior mean of the top layer's h
 * @param logvar logarithm of the posterior variance
 * @param decoderIn latent to hidden, before a SiLU
 * @param decoderBlock residual block
 * @param decoderOut hidden to mean, raw scale, raw degrees of freedom
 */
public record StudentWeights(
        List<LstmLayer> layers, Linear mu, Linear logvar, Linear decoderIn, ResBlock decoderBlock, Linear decoderOut) {
    public StudentWeights {
        layers = List.copyOf(layers);
        int hidden = layers.get(0).hidden();
        int latent = mu.outputs();
        for (int i = 0; i < layers.size(); i++) {
            Sizes.requireShape(
                    "layers[" + i + "]", layers.get(i).input(), i == 0 ? StudentShape.INPUT : hidden, 4 * hidden);
            Sizes.requireShape("layers[" + i + "]", layers.get(i).recurrent(), hidden, 4 * hidden);
        }
        Sizes.requireShape("mu", mu, hidden, latent);
        Sizes.requireShape("logvar", logvar, hidden, latent);
        Sizes.requireShape("decoder_in", decoderIn, latent, hidden);
        Sizes.requireShape("decoder_block", decoderBlock.fc1(), hidden, hidden);
        Sizes.requireShape("decoder_out", decoderOut, hidden, StudentShape.LAW);
    }

    public StudentShape shape() {
        return new StudentShape(layers.size(), layers.get(0).hidden(), mu.outputs());
    }
}
