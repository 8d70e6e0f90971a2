package io.aurora.inference.cpu;

import io.aurora.inference.cpu.Layers.After;
import io.aurora.inference.network.Arithmetic;
import io.aurora.inference.network.LstmLayer;
import io.aurora.inference.network.StudentNet;
import io.aurora.inference.network.StudentShape;
import io.aurora.inference.network.StudentWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A student on the processor. Scratch memory grows with the largest batch; a step of no larger one allocates nothing. */
final class CpuStudentNet implements StudentNet, Team.Work {
    /** Phases behind the LSTM layers: heads, decoder input, norm, first and second layer of the block, output. */
    private static final int HEADS = 0;

    private static final int DECODER = 1;
    private static final int NORM = 2;
    private static final int FC1 = 3;
    private static final int FC2 = 4;
    private static final int OUT = 5;
    private static final int AFTER_LSTM = 6;

    private final CpuDevice device;
    private final CpuKernels kernels;
    private final Layers layers;
    private final StudentShape shape;
    private final List<Panels> lstm = new ArrayList<>();
    private final Panels heads;
    private final Panels decoder;
    private final PackedBlock block;
    private final Panels last;
    private final long products;

    private final float[][] gates;
    private final Rows[] old;
    private final Rows x = new Rows();
    private final Rows state = new Rows();
    private final Rows out = new Rows();
    private final Rows[] top = {new Rows(), new Rows()};
    private final Rows latent = new Rows();
    private final Rows a = new Rows();
    private final Rows b = new Rows();
    private final Rows c = new Rows();
    private final Rows law = new Rows();

    CpuStudentNet(CpuDevice device, StudentWeights weights) {
        this.device = device;
        kernels = device.kernels();
        layers = new Layers(kernels);
        shape = weights.shape();
        int lanes = kernels.lanes();
        for (LstmLayer layer : weights.layers()) {
            lstm.add(Panels.of(lanes, layer));
        }
        heads = Panels.of(lanes, weights.mu(), weights.logvar());
        decoder = Panels.of(lanes, weights.decoderIn());
        block = PackedBlock.of(lanes, weights.decoderBlock());
        last = Panels.of(lanes, weights.decoderOut());
        products = lstm.stream().mapToLong(Panels::products).sum()
                + heads.products()
                + decoder.products()
                + block.products()
                + last.products();
        old = Stream.generate(Rows::new).limit(device.threads()).toArray(Rows[]::new);
        gates = new float[device.threads()][Layers.BLOCK * CpuKernels.GROUPS * lanes];
    }

    @Override
    public StudentShape shape() {
        return shape;
    }

    @Override
    public void step(int rows, float[] features, float[] recurrent, float[] results) {
        shape.requireRows(rows, features, recurrent, results);
        device.lock();
        try {
            x.point(features, 0, StudentShape.INPUT);
            state.point(recurrent, 0, shape.stateLength());
            out.point(results, 0, shape.outputLength());
            for (Rows each : top) {
                each.reserve(rows, block.padded());
            }
            latent.reserve(rows, heads.padded());
            a.reserve(rows, block.padded());
            b.reserve(rows, block.padded());
            c.reserve(rows, block.padded());
            law.reserve(rows, last.padded());
            device.run(this, rows, products);
        } finally {
            device.unlock();
        }
    }

    @Override
    public int phases() {
        return lstm.size() + AFTER_LSTM;
    }

    @Override
    public void run(int phase, int worker, int part, int parts, int from, int to) {
        int after = phase - lstm.size();
        if (after <= 0 && phase > 0) {
            keep(phase - 1, part, parts, from, to);
        }
        switch (after) {
            case HEADS:
                layers.dense(heads, hidden(lstm.size() - 1), latent, After.NOTHING, latent, part, parts, from, to);
                break;
            case DECODER:
                layers.dense(decoder, latent, a, After.SILU, a, part, parts, from, to);
                break;
            case NORM:
                layers.norm(
                        block.norm(),
                        shape.hidden(),
                        a,
                        b,
                        rowsOf(part, parts, from, to),
                        rowsOf(part + 1, parts, from, to));
                break;
            case FC1:
                layers.dense(block.fc1(), b, c, After.SILU, c, part, parts, from, to);
                break;
            case FC2:
                layers.dense(block.fc2(), c, b, After.ADD, a, part, parts, from, to);
                break;
            case OUT:
                finish(rowsOf(part, parts, from, to), rowsOf(part + 1, parts, from, to));
                break;
            default:
                cells(phase, worker, part, parts, from, to);
                break;
        }
    }

    private static int rowsOf(int part, int parts, int from, int to) {
        return from + Team.share(to - from, part, parts);
    }

    /** New h of a layer; two buffers in turn, since the layer above reads the one while it writes the other. */
    private Rows hidden(int layer) {
        return top[layer % top.length];
    }

    /** A share of an LSTM layer: gates of some units, then their c, in place, and h, aside: others still read the old one. */
    private void cells(int layer, int worker, int part, int parts, int from, int to) {
        Panels panels = lstm.get(layer);
        float[] sums = gates[worker];
        Rows own = copyOfState(layer, worker, from, to);
        Rows below = layer == 0 ? x : hidden(layer - 1);
        int last = Team.share(panels.count(), part + 1, parts);
        for (int panel = Team.share(panels.count(), part, parts); panel < last; panel++) {
            for (int row = from; row < to; row += Layers.BLOCK) {
                int rows = Math.min(Layers.BLOCK, to - row);
                Layers.bias(panels, panel, sums, 0, panels.width(), rows);
                sum(panels, panel, 0, below, below.of(row), shape.inputOf(layer), sums, rows);
                sum(panels, panel, shape.inputOf(layer), own, own.of(row - from), shape.hidden(), sums, rows);
                advance(layer, panel, sums, row, rows);
            }
        }
    }

    /** The old h of a layer, row {@code from} first, at a distance of rows that suits the cache. */
    private Rows copyOfState(int layer, int worker, int from, int to) {
        Rows copy = old[worker];
        copy.reserve(to - from, shape.hidden());
        for (int r = from; r < to; r++) {
            System.arraycopy(state.values(), state.of(r) + h(layer), copy.values(), copy.of(r - from), shape.hidden());
        }
        return copy;
    }

    private void sum(Panels panels, int panel, int k, Rows in, int at, int inputs, float[] sums, int rows) {
        kernels.accumulate(
                panels.weight(),
                panels.at(panel, k),
                inputs,
                in.values(),
                at,
                in.step(),
                sums,
                0,
                panels.width(),
                rows);
    }

    private void advance(int layer, int panel, float[] sums, int row, int rows) {
        int unit = panel * kernels.lanes();
        int units = Math.min(kernels.lanes(), shape.hidden() - unit);
        int width = kernels.lanes() * CpuKernels.GROUPS;
        Rows h = hidden(layer);
        for (int r = 0; r < rows; r++) {
            int c = state.of(row + r) + h(layer) + shape.hidden() + unit;
            kernels.cells(sums, r * width, state.values(), c, h.values(), h.of(row + r) + unit, units);
        }
    }

    private int h(int layer) {
        return 2 * layer * shape.hidden();
    }

    /** The new h of a layer becomes state, once nobody reads the old one. */
    private void keep(int layer, int part, int parts, int from, int to) {
        int first = Team.share(shape.hidden(), part, parts);
        int count = Team.share(shape.hidden(), part + 1, parts) - first;
        Rows h = hidden(layer);
        for (int r = from; r < to; r++) {
            System.arraycopy(h.values(), h.of(r) + first, state.values(), state.of(r) + h(layer) + first, count);
        }
    }

    private void finish(int from, int to) {
        layers.dense(last, b, law, After.NOTHING, law, 0, 1, from, to);
        int dimensions = shape.latent();
        for (int r = from; r < to; r++) {
            int o = out.of(r);
            int l = law.of(r);
            out.values()[o] = law.values()[l];
            out.values()[o + 1] = Arithmetic.softplus(law.values()[l + 1]) + Arithmetic.SCALE_FLOOR;
            out.values()[o + 2] = 2.0f + Arithmetic.softplus(law.values()[l + 2]);
            int means = o + StudentShape.LAW;
            System.arraycopy(latent.values(), latent.of(r), out.values(), means, dimensions);
            kernels.expHalf(latent.values(), latent.of(r) + dimensions, out.values(), means + dimensions, dimensions);
        }
    }

    @Override
    public void close() {
        // its memory goes with it
    }
}
