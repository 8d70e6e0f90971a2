package io.aurora.inference.model;

import io.aurora.domain.check.Require;
import io.aurora.domain.features.FeatureSchema;
import java.util.Arrays;

/**
 * How features become a network's input.
 *
 * @param mean of each feature, finite
 * @param scale of each feature, finite, {@code > 0}
 */
public record Standardisation(double[] mean, double[] scale) {
    /** Standardised features are kept within +- this. */
    public static final double BOUND = 8.0;

    public Standardisation {
        requireLength("standardisation.mean", mean);
        requireLength("standardisation.scale", scale);
        for (int i = 0; i < mean.length; i++) {
            Require.finite("standardisation.mean[" + i + "]", mean[i]);
            Require.positive("standardisation.scale[" + i + "]", scale[i]);
        }
        mean = mean.clone();
        scale = scale.clone();
    }

    /** Leaves features as they are, up to the bound. */
    public static Standardisation identity() {
        double[] ones = new double[FeatureSchema.DIMENSION];
        Arrays.fill(ones, 1.0);
        return new Standardisation(new double[FeatureSchema.DIMENSION], ones);
    }

    private static void requireLength(String name, double[] values) {
        if (values.length != FeatureSchema.DIMENSION) {
            throw new IllegalArgumentException(
                    "must be " + FeatureSchema.DIMENSION + ": " + name + ".length=" + values.length);
        }
    }

    /**
     * Standardises one row: {@code (f - mean) / scale} kept within +-{@link #BOUND}, in double precision, rounded once. NaN stays NaN.
     *
     * @param features {@link FeatureSchema#DIMENSION} values
     * @param out receives as many from {@code at} on
     */
    public void apply(double[] features, float[] out, int at) {
        for (int i = 0; i < mean.length; i++) {
            out[at + i] = (float) standardised(i, features[i]);
        }
    }

    /** Feature {@code i} before the last rounding. */
    public double standardised(int i, double feature) {
        double z = (feature - mean[i]) / scale[i];
        double above = z < -BOUND ? -BOUND : z;
        return above > BOUND ? BOUND : above;
    }

    @Override
    public double[] mean() {
        return mean.clone();
    }

    @Override
    public double[] scale() {
        return scale.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Standardisation that
                && Arrays.equals(mean, that.mean)
                && Arrays.equals(scale, that.scale);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(mean) + Arrays.hashCode(scale);
    }

    @Override
    public String toString() {
        return "Standardisation[mean=" + Arrays.toString(mean) + ", scale=" + Arrays.toString(scale) + "]";
    }
}
