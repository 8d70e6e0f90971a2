package io.aurora.inference.cuda;

import static io.aurora.inference.cuda.Program.TILE;
import static io.aurora.inference.cuda.Program.padded;

import io.aurora.inference.network.LayerNorm;
import io.aurora.inference.network.Linear;
import io.aurora.inference.network.LstmLayer;
import io.aurora.inference.network.ResBlock;
import java.util.ArrayList;
import java.util.List;

/** Lays out regions, packs weights and lists operations. */
final class ProgramBuilder {
    private static final int GATES = 4;

    private final List<Op> ops = new ArrayList<>();
    private final List<PackedBlock> weights = new ArrayList<>();
    private final int[] strides = new int[Place.Space.values().length];
    private long weightCount;

    Place in(int width) {
        return region(Place.Space.IN, width);
    }

    Place out(int width) {
        return region(Place.Space.OUT, width);
    }

    Place scratch(int width) {
        return region(Place.Space.SCRATCH, width);
    }

    private Place region(Place.Space space, int width) {
        Place place = new Place(space, strides[space.ordinal()]);
        strides[space.ordinal()] = Math.addExact(place.offset(), padded(width));
        return place;
    }

    /** Outputs are ordered unit by unit with the unit's gates together. */
    void lstm(LstmLayer layer, Place x, Place h, Place c, Place newH, Place newC) {
        int hidden = layer.hidden();
        int depth1 = padded(layer.input().inputs());
        int depth2 = padded(hidden);
        int tiles = padded(hidden) * GATES / TILE;
        long matrix = matrix(tiles, depth1 + depth2, (n, k) -> {
            Linear part = k < depth1 ? layer.input() : layer.recurrent();
            int column = k < depth1 ? k : k - depth1;
            return n / GATES < hidden ? entry(part, gateRow(hidden, n), column) : PackedBlock.NEUTRAL;
        });
        float[] bias = new float[GATES * hidden];
        for (int n = 0; n < bias.length; n++) {
            int row = gateRow(hidden, n);
            bias[n] = layer.input().bias()[row] + layer.recurrent().bias()[row];
        }
        long at = vector(tiles * TILE, bias);
        ops.add(new Op(
                Op.Kind.LSTM,
                Op.Finish.PLAIN,
                hidden,
                tiles,
                depth1,
                depth2,
                0,
                0.0f,
                x,
                h,
                c,
                newH,
                newC,
                matrix,
                at));
    }

    /** Row of the matrix by gates that output n, by units, takes. */
    private static int gateRow(int hidden, int n) {
        return n % GATES * hidden + n / GATES;
    }

    /** PLAIN, SILU, or ADD to {@code extra}. */
    void linear(Linear linear, Op.Finish finish, Place from, Place extra, Place to) {
        add(linear, finish, 0.0f, from, extra, to);
    }

    void law(Linear linear, Place from, Place to) {
        add(linear, Op.Finish.LAW, 0.0f, from, Place.NONE, to);
    }

    void classes(Linear linear, float temperature, Place from, Place to) {
        add(linear, Op.Finish.CLASSES, temperature, from, Place.NONE, to);
    }

    private void add(Linear linear, Op.Finish finish, float scale, Place from, Place extra, Place to) {
        int depth = padded(linear.inputs());
        int tiles = padded(linear.outputs()) / TILE;
        long matrix = matrix(tiles, depth, (n, k) -> entry(linear, n, k));
        long bias = vector(tiles * TILE, linear.bias());
        ops.add(new Op(
                Op.Kind.LINEAR,
                finish,
                linear.outputs(),
                tiles,
                depth,
                0,
                0,
                scale,
                from,
                Place.NONE,
                extra,
                to,
                Place.NONE,
                matrix,
                bias));
    }

    /** Both heads as one matrix, each padded by itself. */
    void latent(Linear mu, Linear logvar, Place from, Place latent, Place result) {
        int depth = padded(mu.inputs());
        int half = padded(mu.outputs());
        int tiles = 2 * half / TILE;
        long matrix = matrix(tiles, depth, (n, k) -> entry(n < half ? mu : logvar, n < half ? n : n - half, k));
        float[] bias = new float[half + logvar.outputs()];
        System.arraycopy(mu.bias(), 0, bias, 0, mu.outputs());
        System.arraycopy(logvar.bias(), 0, bias, half, logvar.outputs());
        long at = vector(tiles * TILE, bias);
        ops.add(new Op(
                Op.Kind.LINEAR,
                Op.Finish.LATENT,
                mu.outputs(),
                tiles,
                depth,
                0,
                half,
                0.0f,
                from,
                Place.NONE,
                Place.NONE,
                latent,
                result,
                matrix,
                at));
    }

    /** PLAIN or SILU; {@code to} may be {@code from}. */
    void norm(LayerNorm norm, Op.Finish finish, Place from, Place to) {
        int width = padded(norm.width());
        long gamma = vector(width, norm.gamma());
        long beta = vector(width, norm.beta());
        ops.add(new Op(
                Op.Kind.NORM,
                finish,
                norm.width(),
                width / TILE,
                0,
                0,
                0,
                0.0f,
                from,
                Place.NONE,
                Place.NONE,
                to,
                Place.NONE,
                gamma,
                beta));
    }

    /** Adds the block to {@code x} in place. */
    void residual(ResBlock block, Place x, Place normed, Place inner) {
        norm(block.norm(), Op.Finish.PLAIN, x, normed);
        linear(block.fc1(), Op.Finish.SILU, normed, Place.NONE, inner);
        linear(block.fc2(), Op.Finish.ADD, inner, x, x);
    }

    Program build(List<RowFields> inputs, List<RowFields> outputs) {
        return new Program(ops, strides[0], strides[1], strides[2], inputs, outputs, weights, weightCount);
    }

    private static float entry(Linear linear, int n, int k) {
        return n < linear.outputs() && k < linear.inputs()
                ? linear.weight()[n * linear.inputs() + k]
                : PackedBlock.NEUTRAL;
    }

    private long matrix(int tiles, int depth, PackedBlock.Entry entry) {
        return keep(PackedBlock.matrix(weightCount, tiles, depth, entry));
    }

    private long vector(int padded, float[] values) {
        return keep(PackedBlock.vector(weightCount, padded, values));
    }

    private long keep(PackedBlock block) {
        weights.add(block);
        weightCount += (long) block.chunks() * block.length();
        return block.offset();
    }
}
