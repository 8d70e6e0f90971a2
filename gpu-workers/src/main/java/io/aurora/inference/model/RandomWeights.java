package io.aurora.inference.model;

import io.aurora.domain.check.Require;
import java.util.SplittableRandom;

/**
 * Seeded weights for benchmarks and tests: matrices uniform within +-sqrt(6 / (inputs + outputs)) (Glorot and Bengio 2010), biases uniform
 * within +-0.1, factors of normalisations in [0.9, 1.1]. One seed gives one set of weights on every machine.
 */
public final class RandomWeights implements TensorSource {
    private static final double BIAS = 0.1;
    private static final String FACTOR = "norm.weight";

    private final SplittableRandom random;

    public RandomWeights(long seed) {
        random = new SplittableRandom(seed);
    }

    @Override
    public float[] values(String name, int... shape) {
        Require.atLeast("axes", shape.length, 1);
        boolean isMatrix = shape.length > 1;
        double bound = isMatrix ? Math.sqrt(6.0 / (shape[0] + shape[1])) : BIAS;
        double centre = name.endsWith(FACTOR) ? 1.0 : 0.0;
        float[] values = new float[isMatrix ? shape[0] * shape[1] : shape[0]];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (centre + bound * (2.0 * random.nextDouble() - 1.0));
        }
        return values;
    }
}
