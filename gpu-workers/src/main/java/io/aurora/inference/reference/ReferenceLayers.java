package io.aurora.inference.reference;

import io.aurora.inference.network.LayerNorm;
import io.aurora.inference.network.Linear;
import io.aurora.inference.network.LstmLayer;
import io.aurora.inference.network.ResBlock;

/** Layers in double precision; each returns new values. */
final class ReferenceLayers {
    private static final double NORM_EPS = 1e-5;

    private ReferenceLayers() {}

    static double[] linear(Linear layer, double[] x) {
        double[] y = new double[layer.outputs()];
        for (int n = 0; n < y.length; n++) {
            double sum = layer.bias()[n];
            for (int k = 0; k < layer.inputs(); k++) {
                sum += layer.weight()[n * layer.inputs() + k] * x[k];
            }
            y[n] = sum;
        }
        return y;
    }

    /** New h and c of an LSTM layer; the arrays given are left alone. */
    static double[][] lstm(LstmLayer layer, double[] x, double[] h, double[] c) {
        double[] input = linear(layer.input(), x);
        double[] recurrent = linear(layer.recurrent(), h);
        int hidden = layer.hidden();
        double[] newH = new double[hidden];
        double[] newC = new double[hidden];
        for (int j = 0; j < hidden; j++) {
            double in = sigmoid(input[j] + recurrent[j]);
            double forget = sigmoid(input[hidden + j] + recurrent[hidden + j]);
            double candidate = StrictMath.tanh(input[2 * hidden + j] + recurrent[2 * hidden + j]);
            double out = sigmoid(input[3 * hidden + j] + recurrent[3 * hidden + j]);
            newC[j] = forget * c[j] + in * candidate;
            newH[j] = out * StrictMath.tanh(newC[j]);
        }
        return new double[][] {newH, newC};
    }

    static double[] norm(LayerNorm norm, double[] x) {
        double mean = 0.0;
        for (double value : x) {
            mean += value / x.length;
        }
        double variance = 0.0;
        for (double value : x) {
            variance += (value - mean) * (value - mean) / x.length;
        }
        double[] y = new double[x.length];
        for (int k = 0; k < x.length; k++) {
            y[k] = (x[k] - mean) / Math.sqrt(variance + NORM_EPS) * norm.gamma()[k] + norm.beta()[k];
        }
        return y;
    }

    static double[] silu(double[] x) {
        double[] y = new double[x.length];
        for (int k = 0; k < x.length; k++) {
            y[k] = x[k] * sigmoid(x[k]);
        }
        return y;
    }

    static double[] block(ResBlock block, double[] x) {
        double[] y = linear(block.fc2(), silu(linear(block.fc1(), norm(block.norm(), x))));
        for (int k = 0; k < x.length; k++) {
            y[k] += x[k];
        }
        return y;
    }

    static double sigmoid(double x) {
        return 1.0 / (1.0 + StrictMath.exp(-x));
    }

    static double softplus(double x) {
        return Math.max(x, 0.0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
    }
}
