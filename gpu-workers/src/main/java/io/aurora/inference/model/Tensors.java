package io.aurora.inference.model;

import io.aurora.inference.network.LayerNorm;
import io.aurora.inference.network.Linear;
import io.aurora.inference.network.LstmLayer;
import io.aurora.inference.network.ResBlock;
import io.aurora.inference.network.RouterShape;
import io.aurora.inference.network.RouterWeights;
import io.aurora.inference.network.StudentShape;
import io.aurora.inference.network.StudentWeights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names and order of the tensors of a network, for both directions. */
public final class Tensors {
    private static final int GATES = 4;
    private static final String WEIGHT = ".weight";
    private static final String BIAS = ".bias";

    private Tensors() {}

    /** Weights of a student out of named tensors. */
    public static StudentWeights student(StudentShape shape, TensorSource from) {
        int hidden = shape.hidden();
        List<LstmLayer> layers = new ArrayList<>();
        for (int i = 0; i < shape.layers(); i++) {
            float[] input = from.values(encoder(WEIGHT, "ih", i), GATES * hidden, shape.inputOf(i));
            float[] recurrent = from.values(encoder(WEIGHT, "hh", i), GATES * hidden, hidden);
            float[] inputBias = from.values(encoder(BIAS, "ih", i), GATES * hidden);
            float[] recurrentBias = from.values(encoder(BIAS, "hh", i), GATES * hidden);
            layers.add(new LstmLayer(
                    new Linear(shape.inputOf(i), GATES * hidden, input, inputBias),
                    new Linear(hidden, GATES * hidden, recurrent, recurrentBias)));
        }
        return new StudentWeights(
                layers,
                linear(from, "mu", hidden, shape.latent()),
                linear(from, "logvar", hidden, shape.latent()),
                linear(from, "dec_in", shape.latent(), hidden),
                block(from, "dec_res", hidden),
                linear(from, "dec_out", hidden, StudentShape.LAW));
    }

    /** Weights of a router out of named tensors. */
    public static RouterWeights router(RouterShape shape, float temperature, TensorSource from) {
        int hidden = shape.hidden();
        return new RouterWeights(
                linear(from, "inp", RouterShape.INPUT, hidden),
                norm(from, "norm", hidden),
                block(from, "res1", hidden),
                block(from, "res2", hidden),
                linear(from, "out", hidden, RouterShape.CLASSES),
                temperature);
    }

    static Map<String, Tensor> of(StudentWeights weights) {
        Map<String, Tensor> out = new LinkedHashMap<>();
        for (int i = 0; i < weights.layers().size(); i++) {
            Linear input = weights.layers().get(i).input();
            Linear recurrent = weights.layers().get(i).recurrent();
            out.put(encoder(WEIGHT, "ih", i), matrix(input));
            out.put(encoder(WEIGHT, "hh", i), matrix(recurrent));
            out.put(encoder(BIAS, "ih", i), vector(input.bias()));
            out.put(encoder(BIAS, "hh", i), vector(recurrent.bias()));
        }
        put(out, "mu", weights.mu());
        put(out, "logvar", weights.logvar());
        put(out, "dec_in", weights.decoderIn());
        put(out, "dec_res", weights.decoderBlock());
        put(out, "dec_out", weights.decoderOut());
        return out;
    }

    static Map<String, Tensor> of(RouterWeights weights) {
        Map<String, Tensor> out = new LinkedHashMap<>();
        put(out, "inp", weights.in());
        put(out, "norm", weights.norm());
        put(out, "res1", weights.first());
        put(out, "res2", weights.second());
        put(out, "out", weights.out());
        return out;
    }

    private static String encoder(String what, String from, int layer) {
        return "encoder" + what + "_" + from + "_l" + layer;
    }

    private static Linear linear(TensorSource from, String name, int inputs, int outputs) {
        float[] weight = from.values(name + WEIGHT, outputs, inputs);
        return new Linear(inputs, outputs, weight, from.values(name + BIAS, outputs));
    }

    private static LayerNorm norm(TensorSource from, String name, int width) {
        float[] gamma = from.values(name + WEIGHT, width);
        return new LayerNorm(gamma, from.values(name + BIAS, width));
    }

    private static ResBlock block(TensorSource from, String name, int width) {
        return new ResBlock(
                norm(from, name + ".norm", width),
                linear(from, name + ".fc1", width, width),
                linear(from, name + ".fc2", width, width));
    }

    private static void put(Map<String, Tensor> out, String name, Linear linear) {
        out.put(name + WEIGHT, matrix(linear));
        out.put(name + BIAS, vector(linear.bias()));
    }

    private static void put(Map<String, Tensor> out, String name, LayerNorm norm) {
        out.put(name + WEIGHT, vector(norm.gamma()));
        out.put(name + BIAS, vector(norm.beta()));
    }

    private static void put(Map<String, Tensor> out, String name, ResBlock block) {
        put(out, name + ".norm", block.norm());
        put(out, name + ".fc1", block.fc1());
        put(out, name + ".fc2", block.fc2());
    }

    private static Tensor matrix(Linear linear) {
        return new Tensor(new int[] {linear.outputs(), linear.inputs()}, linear.weight());
    }

    private static Tensor vector(float[] values) {
        return new Tensor(new int[] {values.length}, values);
    }
}
