package io.aurora.domain.simulation;

import io.aurora.domain.statistics.Gaussian;
import java.nio.charset.StandardCharsets;

/**
 * Random numbers addressed by position: number {@code n} of the stream {@code key} is {@code mix(key + n * GAMMA)}, the n-th
 * output of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014, figure 17, with
 * Stafford's variant 13 as mixer). Any position costs the same, so a reader may leave out numbers without moving the others.
 *
 * <p>Thread-safe (immutable), without allocation.
 */
final class CounterRandom {
    /** The odd integer nearest to 2^64 divided by the golden ratio. */
    static final long GAMMA = 0x9E3779B97F4A7C15L;

    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;
    private static final double STEP = 0x1.0p-52;

    private final long key;

    private CounterRandom(long key) {
        this.key = key;
    }

    static CounterRandom of(long key) {
        return new CounterRandom(key);
    }

    /** The stream of one name under a seed: {@code key = mix(mix(seed + GAMMA) xor FNV-1a64(UTF-8 bytes of the name))}. */
    static CounterRandom of(long seed, String name) {
        long hash = FNV_OFFSET;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * FNV_PRIME;
        }
        return new CounterRandom(mix(mix(seed + GAMMA) ^ hash));
    }

    long bits(long n) {
        return mix(key + n * GAMMA);
    }

    /** Uniform on the 2^52 midpoints {@code (k + 1/2) / 2^52}, each of them exact, so neither 0 nor 1 ever comes. */
    double uniform(long n) {
        return ((bits(n) >>> 12) + 0.5) * STEP;
    }

    double normal(long n) {
        return Gaussian.quantile(uniform(n));
    }

    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }
}
