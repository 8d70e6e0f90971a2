package io.aurora.inference.cuda;

import io.aurora.inference.network.LstmLayer;
import io.aurora.inference.network.RouterShape;
import io.aurora.inference.network.RouterWeights;
import io.aurora.inference.network.StudentShape;
import io.aurora.inference.network.StudentWeights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A network as the kernels carry it out. Rows of the buffers {@code in}, {@code out} and {@code scratch} have regions padded to
 * {@link #PADDING}; padding that a sum reads holds 0. New recurrent state goes to {@code out}, so that no operation overwrites what
 * another one still reads.
 *
 * @param ops in order; each may read what those before it wrote
 * @param inStride floats of a row of {@code in}
 * @param outStride of {@code out}
 * @param scratchStride of {@code scratch}
 * @param inputs where the caller's arrays go in {@code in}
 * @param outputs where the caller's results are in {@code out}
 * @param weights packed weights
 * @param weightCount floats of them all
 */
record Program(
        List<Op> ops,
        int inStride,
        int outStride,
        int scratchStride,
        List<RowFields> inputs,
        List<RowFields> outputs,
        List<PackedBlock> weights,
        long weightCount) {
    /** Outputs of a tile of packed weights: 4 units of an LSTM with their 4 gates, or 16 outputs. */
    static final int TILE = 16;

    /** Sizes of regions and depths are padded to a multiple of it. */
    static final int PADDING = 16;

    Program {
        ops = List.copyOf(ops);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        weights = List.copyOf(weights);
    }

    static int padded(int count) {
        return Math.addExact(count, PADDING - 1) / PADDING * PADDING;
    }

    /** The operations as the kernels read them. */
    ByteBuffer opBytes() {
        ByteBuffer bytes = ByteBuffer.allocateDirect(ops.size() * Op.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        ops.forEach(op -> op.putTo(bytes));
        return bytes.flip();
    }

    /** Inputs: features, state. Outputs: new state, the output row. */
    static Program of(StudentWeights weights) {
        StudentShape shape = weights.shape();
        ProgramBuilder builder = new ProgramBuilder();
        Place x = builder.in(StudentShape.INPUT);
        List<RowFields.Field> before = new ArrayList<>();
        List<RowFields.Field> after = new ArrayList<>();
        Place below = x;
        for (LstmLayer layer : weights.layers()) {
            Place h = builder.in(shape.hidden());
            Place c = builder.in(shape.hidden());
            Place newH = builder.out(shape.hidden());
            Place newC = builder.out(shape.hidden());
            builder.lstm(layer, below, h, c, newH, newC);
            addState(before, shape.hidden(), h, c);
            addState(after, shape.hidden(), newH, newC);
            below = newH;
        }
        Place result = builder.out(shape.outputLength());
        Place latent = builder.scratch(shape.latent());
        Place a = builder.scratch(shape.hidden());
        builder.latent(weights.mu(), weights.logvar(), below, latent, result.plus(StudentShape.LAW));
        builder.linear(weights.decoderIn(), Op.Finish.SILU, latent, Place.NONE, a);
        builder.residual(weights.decoderBlock(), a, builder.scratch(shape.hidden()), builder.scratch(shape.hidden()));
        builder.law(weights.decoderOut(), a, result);
        return builder.build(
                List.of(RowFields.whole(StudentShape.INPUT, x), new RowFields(shape.stateLength(), before)),
                List.of(new RowFields(shape.stateLength(), after), RowFields.whole(shape.outputLength(), result)));
    }

    /** Inputs: features. Outputs: the output row. */
    static Program of(RouterWeights weights) {
        int hidden = weights.shape().hidden();
        ProgramBuilder builder = new ProgramBuilder();
        Place x = builder.in(RouterShape.INPUT);
        Place result = builder.out(RouterShape.OUTPUT);
        Place a = builder.scratch(hidden);
        Place normed = builder.scratch(hidden);
        Place inner = builder.scratch(hidden);
        builder.linear(weights.in(), Op.Finish.PLAIN, x, Place.NONE, a);
        builder.norm(weights.norm(), Op.Finish.SILU, a, a);
        builder.residual(weights.first(), a, normed, inner);
        builder.residual(weights.second(), a, normed, inner);
        builder.classes(weights.out(), weights.temperature(), a, result);
        return builder.build(
                List.of(RowFields.whole(RouterShape.INPUT, x)), List.of(RowFields.whole(RouterShape.OUTPUT, result)));
    }

    private static void addState(List<RowFields.Field> fields, int hidden, Place h, Place c) {
        int from = 2 * hidden * (fields.size() / 2);
        fields.add(new RowFields.Field(from, h.offset(), hidden));
        fields.add(new RowFields.Field(from + hidden, c.offset(), hidden));
    }
}
