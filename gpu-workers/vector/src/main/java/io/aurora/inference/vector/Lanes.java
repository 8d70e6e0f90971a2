package io.aurora.inference.vector;

import io.aurora.inference.network.Arithmetic;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The functions of {@link Arithmetic}, step by step, on as many values as a register of this machine holds. */
final class Lanes {
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    static final int COUNT = SPECIES.length();

    private static final FloatVector ZERO = all(0.0f);
    private static final FloatVector ONE = all(1.0f);
    private static final FloatVector TWO = all(2.0f);
    private static final FloatVector EXP_LOW = all(Arithmetic.EXP_LOW);
    private static final FloatVector EXP_HIGH = all(Arithmetic.EXP_HIGH);
    private static final FloatVector LOG2_E = all(Arithmetic.LOG2_E);
    private static final FloatVector ROUNDER = all(Arithmetic.ROUNDER);
    private static final FloatVector MINUS_LN2_HIGH = all(-Arithmetic.LN2_HIGH);
    private static final FloatVector MINUS_LN2_LOW = all(-Arithmetic.LN2_LOW);
    private static final FloatVector E5 = all(Arithmetic.E5);
    private static final FloatVector E4 = all(Arithmetic.E4);
    private static final FloatVector E3 = all(Arithmetic.E3);
    private static final FloatVector E2 = all(Arithmetic.E2);
    private static final FloatVector E1 = all(Arithmetic.E1);
    private static final FloatVector E0 = all(Arithmetic.E0);
    private static final FloatVector T4 = all(Arithmetic.T4);
    private static final FloatVector T3 = all(Arithmetic.T3);
    private static final FloatVector T2 = all(Arithmetic.T2);
    private static final FloatVector T1 = all(Arithmetic.T1);
    private static final FloatVector T0 = all(Arithmetic.T0);
    private static final FloatVector TANH_SMALL = all(Arithmetic.TANH_SMALL);
    /** Turns the bits of a rounded exponent into the bits of a biased one. */
    private static final IntVector BIAS = ROUNDER.reinterpretAsInts().neg().add(Arithmetic.EXPONENT_BIAS);

    private Lanes() {}

    static FloatVector load(float[] values, int at) {
        return FloatVector.fromArray(SPECIES, values, at);
    }

    static FloatVector all(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }

    static FloatVector exp(FloatVector x) {
        FloatVector bounded = x.max(EXP_LOW).min(EXP_HIGH);
        FloatVector shifted = bounded.fma(LOG2_E, ROUNDER);
        FloatVector whole = shifted.sub(ROUNDER);
        FloatVector r = whole.fma(MINUS_LN2_HIGH, bounded);
        r = whole.fma(MINUS_LN2_LOW, r);
        FloatVector p = E5.fma(r, E4);
        p = p.fma(r, E3);
        p = p.fma(r, E2);
        p = p.fma(r, E1);
        p = p.fma(r, E0);
        p = p.fma(r.mul(r), r).add(ONE);
        IntVector exponent = shifted.reinterpretAsInts().add(BIAS);
        return p.mul(exponent.lanewise(VectorOperators.LSHL, Arithmetic.MANTISSA_BITS)
                .reinterpretAsFloats());
    }

    static FloatVector sigmoid(FloatVector x) {
        return ONE.div(exp(x.neg()).add(ONE));
    }

    static FloatVector silu(FloatVector x) {
        return x.div(exp(x.neg()).add(ONE));
    }

    static FloatVector tanh(FloatVector x) {
        FloatVector size = x.abs();
        FloatVector square = x.mul(x);
        FloatVector p = T4.fma(square, T3);
        p = p.fma(square, T2);
        p = p.fma(square, T1);
        p = p.fma(square, T0);
        FloatVector small = p.mul(square).fma(x, x);
        FloatVector large = ONE.sub(TWO.div(exp(size.add(size)).add(ONE)));
        FloatVector signed = large.blend(large.neg(), x.compare(VectorOperators.LT, ZERO));
        return signed.blend(small, size.compare(VectorOperators.LT, TANH_SMALL));
    }
}
