package io.aurora.inference.cpu;

import io.aurora.inference.cpu.Layers.After;
import io.aurora.inference.network.Arithmetic;
import io.aurora.inference.network.LayerNorm;
import io.aurora.inference.network.RouterNet;
import io.aurora.inference.network.RouterShape;
import io.aurora.inference.network.RouterWeights;

/** A router on the processor. Scratch memory grows with the largest batch; a call with no larger one allocates nothing. */
final class CpuRouterNet implements RouterNet, Team.Work {
    private static final int INPUT = 0;
    /** Norm and SiLU of the input layer, norm of the first block: whole rows. */
    private static final int START = 1;

    private static final int FIRST_FC1 = 2;
    private static final int FIRST_FC2 = 3;
    private static final int SECOND_NORM = 4;
    private static final int SECOND_FC1 = 5;
    private static final int SECOND_FC2 = 6;
    private static final int OUT = 7;
    private static final int PHASES = 8;

    private final CpuDevice device;
    private final CpuKernels kernels;
    private final Layers layers;
    private final RouterShape shape;
    private final float temperature;
    private final Panels in;
    private final LayerNorm norm;
    private final PackedBlock first;
    private final PackedBlock second;
    private final Panels last;
    private final long products;

    private final Rows x = new Rows();
    private final Rows out = new Rows();
    private final Rows a = new Rows();
    private final Rows b = new Rows();
    private final Rows c = new Rows();
    private final Rows logits = new Rows();

    CpuRouterNet(CpuDevice device, RouterWeights weights) {
        this.device = device;
        kernels = device.kernels();
        layers = new Layers(kernels);
        shape = weights.shape();
        temperature = weights.temperature();
        int lanes = kernels.lanes();
        in = Panels.of(lanes, weights.in());
        norm = Panels.padded(weights.norm(), in.padded());
        first = PackedBlock.of(lanes, weights.first());
        second = PackedBlock.of(lanes, weights.second());
        last = Panels.of(lanes, weights.out());
        products = in.products() + first.products() + second.products() + last.products();
    }

    @Override
    public RouterShape shape() {
        return shape;
    }

    @Override
    public void classify(int rows, float[] features, float[] results) {
        shape().requireRows(rows, features, results);
        device.lock();
        try {
            x.point(features, 0, RouterShape.INPUT);
            out.point(results, 0, RouterShape.OUTPUT);
            a.reserve(rows, in.padded());
            b.reserve(rows, in.padded());
            c.reserve(rows, in.padded());
            logits.reserve(rows, last.padded());
            device.run(this, rows, products);
        } finally {
            device.unlock();
        }
    }

    @Override
    public int phases() {
        return PHASES;
    }

    @Override
    public void run(int phase, int worker, int part, int parts, int from, int to) {
        int rowFrom = from + Team.share(to - from, part, parts);
        int rowTo = from + Team.share(to - from, part + 1, parts);
        switch (phase) {
            case INPUT:
                layers.dense(in, x, b, After.NOTHING, b, part, parts, from, to);
                break;
            case START:
                start(rowFrom, rowTo);
                break;
            case FIRST_FC1:
                layers.dense(first.fc1(), b, c, After.SILU, c, part, parts, from, to);
                break;
            case FIRST_FC2:
                layers.dense(first.fc2(), c, b, After.ADD, a, part, parts, from, to);
                break;
            case SECOND_NORM:
                layers.norm(second.norm(), shape.hidden(), b, c, rowFrom, rowTo);
                break;
            case SECOND_FC1:
                layers.dense(second.fc1(), c, a, After.SILU, a, part, parts, from, to);
                break;
            case SECOND_FC2:
                layers.dense(second.fc2(), a, c, After.ADD, b, part, parts, from, to);
                break;
            case OUT:
                finish(rowFrom, rowTo);
                break;
            default:
                throw new IllegalArgumentException("must be < " + PHASES + ": phase=" + phase);
        }
    }

    /** {@code a = silu(norm(b))}, the residual of the first block; {@code b} = its norm. */
    private void start(int from, int to) {
        layers.norm(norm, shape.hidden(), b, a, from, to);
        for (int r = from; r < to; r++) {
            kernels.silu(a.values(), a.of(r), in.padded());
        }
        layers.norm(first.norm(), shape.hidden(), a, b, from, to);
    }

    private void finish(int from, int to) {
        layers.dense(last, c, logits, After.NOTHING, logits, 0, 1, from, to);
        for (int r = from; r < to; r++) {
            softmax(logits.values(), logits.of(r), out.values(), out.of(r));
        }
    }

    private void softmax(float[] raw, int at, float[] result, int o) {
        float l0 = raw[at] / temperature;
        float l1 = raw[at + 1] / temperature;
        float l2 = raw[at + 2] / temperature;
        float most = l1 > l0 ? l1 : l0;
        most = l2 > most ? l2 : most;
        float e0 = Arithmetic.exp(l0 - most);
        float e1 = Arithmetic.exp(l1 - most);
        float e2 = Arithmetic.exp(l2 - most);
        float sum = (e0 + e1) + e2;
        result[o] = e0 / sum;
        result[o + 1] = e1 / sum;
        result[o + 2] = e2 / sum;
        result[o + RouterShape.CLASSES] = l0;
        result[o + RouterShape.CLASSES + 1] = l1;
        result[o + RouterShape.CLASSES + 2] = l2;
    }

    @Override
    public void close() {
        // its memory goes with it
    }
}
