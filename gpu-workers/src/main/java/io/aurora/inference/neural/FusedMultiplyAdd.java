package io.aurora.inference.neural;

/**
 * Whether this machine multiplies and adds in one instruction. Where it does not, Java computes {@code Math.fma} with big decimals, some
 * hundred times slower, and every engine on the processor with it; bits stay the same.
 */
public final class FusedMultiplyAdd {
    private static final int STEPS = 20_000;
    private static final int ROUNDS = 5;
    private static final long SLOW_NANOS = 50;

    private FusedMultiplyAdd() {}

    /** Measures; takes less than a hundredth of a second where it is fast, less than a second where it is not. */
    public static boolean isFast() {
        long best = Long.MAX_VALUE;
        float sum = 0.0f;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < STEPS; i++) {
                sum = Math.fma(sum, 0.5f, 1.0f);
            }
            best = Math.min(best, System.nanoTime() - start);
        }
        return !Float.isNaN(sum) && best / STEPS < SLOW_NANOS;
    }
}
