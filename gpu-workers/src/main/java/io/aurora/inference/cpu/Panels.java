package io.aurora.inference.cpu;

import io.aurora.inference.network.LayerNorm;
import io.aurora.inference.network.Linear;
import io.aurora.inference.network.LstmLayer;
import java.util.Arrays;

/**
 * Weights of a layer in panels: panel by panel, k by k, the weights of {@code GROUPS * lanes} outputs side by side, so that a step reads them
 * once from front to back. Outputs beyond the last are zero.
 *
 * @param inputs k of a panel
 * @param count panels
 * @param width outputs of a panel
 * @param weight {@code count * inputs * width} values
 * @param bias {@code count * width} values
 */
record Panels(int inputs, int count, int width, float[] weight, float[] bias) {
    /** Neighbouring outputs; where several layers read the same input, one behind the other. */
    static Panels of(int lanes, Linear... layers) {
        int outputs = 0;
        for (Linear layer : layers) {
            outputs += layer.outputs();
        }
        int inputs = layers[0].inputs();
        Panels panels = empty(lanes, inputs, divideUp(outputs, CpuKernels.GROUPS * lanes));
        int place = 0;
        for (Linear layer : layers) {
            for (int n = 0; n < layer.outputs(); n++) {
                panels.put(place, 0, layer, n);
                panels.bias[place] = layer.bias()[n];
                place++;
            }
        }
        return panels;
    }

    /** The four gates of {@code lanes} units in a panel, {@code lanes} apart; k runs over the inputs, then over the hidden state. */
    static Panels of(int lanes, LstmLayer layer) {
        Linear input = layer.input();
        Linear recurrent = layer.recurrent();
        int hidden = layer.hidden();
        Panels panels = empty(lanes, input.inputs() + hidden, divideUp(hidden, lanes));
        for (int gate = 0; gate < CpuKernels.GROUPS; gate++) {
            for (int unit = 0; unit < hidden; unit++) {
                int n = gate * hidden + unit;
                int place = unit / lanes * panels.width + gate * lanes + unit % lanes;
                panels.put(place, 0, input, n);
                panels.put(place, input.inputs(), recurrent, n);
                panels.bias[place] = input.bias()[n] + recurrent.bias()[n];
            }
        }
        return panels;
    }

    /** A normalisation's factors or summands, with zeros up to whole panels: what they make of the padding stays zero. */
    static LayerNorm padded(LayerNorm norm, int padded) {
        return new LayerNorm(Arrays.copyOf(norm.gamma(), padded), Arrays.copyOf(norm.beta(), padded));
    }

    private static Panels empty(int lanes, int inputs, int count) {
        int width = CpuKernels.GROUPS * lanes;
        return new Panels(
                inputs,
                count,
                width,
                new float[Math.multiplyExact(Math.multiplyExact(count, inputs), width)],
                new float[count * width]);
    }

    private void put(int place, int from, Linear layer, int n) {
        int at = (place / width * inputs + from) * width + place % width;
        for (int k = 0; k < layer.inputs(); k++) {
            weight[at + k * width] = layer.weight()[n * layer.inputs() + k];
        }
    }

    /** Products of weight and input a row, with the padding. */
    long products() {
        return weight.length;
    }

    /** Outputs with the padding. */
    int padded() {
        return count * width;
    }

    /** Where the weights of a panel begin, from its k-th input on. */
    int at(int panel, int k) {
        return (panel * inputs + k) * width;
    }

    static int divideUp(int a, int b) {
        return (a + b - 1) / b;
    }
}
