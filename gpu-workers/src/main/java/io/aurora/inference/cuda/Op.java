package io.aurora.inference.cuda;

import java.nio.ByteBuffer;

/**
 * One operation on all rows: {@code Op} of {@code net.cuh}, field by field.
 *
 * @param kind what is computed
 * @param finish what is done with it
 * @param width LSTM: units; else values that count; LATENT: means
 * @param tiles tiles of {@link Program#TILE} outputs
 * @param depth1 inputs at {@code first}, padded
 * @param depth2 inputs at {@code second}, padded; 0 where there is none
 * @param padded LATENT: outputs of the means with their padding
 * @param scale CLASSES: temperature
 * @param first operand
 * @param second operand of an LSTM: its own h
 * @param extra LSTM: c; ADD: what is added to
 * @param to result
 * @param also LSTM: new c; LATENT: means, then standard deviations
 * @param weights first float of the packed tiles; NORM: of gamma
 * @param bias first float of the bias; NORM: of beta
 */
record Op(
        Kind kind,
        Finish finish,
        int width,
        int tiles,
        int depth1,
        int depth2,
        int padded,
        float scale,
        Place first,
        Place second,
        Place extra,
        Place to,
        Place also,
        long weights,
        long bias) {
    /** Bytes of one operation in memory. */
    static final int BYTES = 88;

    /** In the order of their numbers in the kernels. */
    enum Kind {
        LSTM,
        LINEAR,
        NORM
    }

    /** In the order of their numbers in the kernels. */
    enum Finish {
        PLAIN,
        SILU,
        ADD,
        LATENT,
        LAW,
        CLASSES
    }

    /** Whether the kernels for many rows take it: sums whose outputs do not depend on each other. */
    boolean inTiles() {
        return kind == Kind.LSTM
                || kind == Kind.LINEAR && (finish == Finish.PLAIN || finish == Finish.SILU || finish == Finish.ADD);
    }

    void putTo(ByteBuffer buffer) {
        buffer.putInt(kind.ordinal()).putInt(finish.ordinal()).putInt(width).putInt(tiles);
        buffer.putInt(depth1).putInt(depth2).putInt(padded).putFloat(scale);
        first.putTo(buffer);
        second.putTo(buffer);
        extra.putTo(buffer);
        to.putTo(buffer);
        also.putTo(buffer);
        buffer.putLong(weights).putLong(bias);
    }
}
