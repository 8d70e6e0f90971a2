package io.aurora.inference.reference;

import io.aurora.inference.network.Arithmetic;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * How far the single-precision functions of {@link Arithmetic} are from the exact ones, in units in the last place of the exact value
 * rounded to single precision. The exact one is {@link StrictMath}'s in double precision.
 */
public final class FunctionAccuracy {
    /** Where no function has run into a bound of {@code exp}. */
    public static final float LOW = -87.0f;

    public static final float HIGH = 87.0f;

    private FunctionAccuracy() {}

    /** A function of one single-precision number. */
    @FunctionalInterface
    public interface Single {
        float of(float x);
    }

    /**
     * One function beside its exact twin.
     *
     * @param name in {@code Arithmetic}
     * @param single the recipe
     * @param exact in double precision
     */
    public record Function(String name, Single single, DoubleUnaryOperator exact) {}

    /**
     * Largest deviation found.
     *
     * @param samples arguments tried
     * @param ulps largest distance, units in the last place
     * @param at argument of it
     */
    public record Worst(long samples, double ulps, float at) {}

    /** The functions of the recipe. */
    public static List<Function> all() {
        return List.of(
                new Function("exp", Arithmetic::exp, StrictMath::exp),
                new Function("sigmoid", Arithmetic::sigmoid, ReferenceLayers::sigmoid),
                new Function("silu", Arithmetic::silu, x -> x * ReferenceLayers.sigmoid(x)),
                new Function("tanh", Arithmetic::tanh, StrictMath::tanh),
                new Function("softplus", Arithmetic::softplus, ReferenceLayers::softplus));
    }

    /**
     * Tries every {@code stride}-th of all single-precision numbers in [{@link #LOW}, {@link #HIGH}], subnormal ones included.
     *
     * @param stride {@code >= 1}; 1 tries all 2.2 billion
     */
    public static Worst worst(Function function, int stride) {
        Worst positive = worst(function, stride, 1.0f, HIGH);
        Worst negative = worst(function, stride, -1.0f, -LOW);
        Worst more = positive.ulps() >= negative.ulps() ? positive : negative;
        return new Worst(positive.samples() + negative.samples(), more.ulps(), more.at());
    }

    private static Worst worst(Function function, int stride, float sign, float bound) {
        double most = -1.0;
        float at = 0.0f;
        long samples = 0;
        int last = Float.floatToRawIntBits(bound);
        for (long bits = 0; bits <= last; bits += stride) {
            float x = sign * Float.intBitsToFloat((int) bits);
            double exact = function.exact().applyAsDouble(x);
            double ulps = Math.abs(function.single().of(x) - exact) / Math.ulp((float) exact);
            samples++;
            if (!(ulps <= most)) {
                most = ulps;
                at = x;
            }
        }
        return new Worst(samples, most, at);
    }
}
