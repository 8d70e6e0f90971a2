package io.aurora.inference.cuda;

/** Chooses between large and small tiles for many rows; results do not depend on it, only the time. */
interface Tiling {
    /** {@link Kernel#TILES_128} or {@link Kernel#TILES_64}. */
    Kernel pick(int rows, int outputs);

    /**
     * The smaller of two estimates: rounds of blocks over the multiprocessors, times the work of a block. A small tile is taken to reach
     * three quarters of a large one's speed, since it reads twice as much from shared memory for each multiplication.
     */
    static Tiling of(int multiprocessors) {
        return (rows, outputs) -> {
            double large = 4.0 * rounds(Kernel.TILES_128, rows, outputs, multiprocessors);
            double small = rounds(Kernel.TILES_64, rows, outputs, multiprocessors) / 0.75;
            return large <= small ? Kernel.TILES_128 : Kernel.TILES_64;
        };
    }

    private static long rounds(Kernel kernel, int rows, int outputs, int multiprocessors) {
        return (blocks(kernel, rows) * blocks(kernel, outputs) + multiprocessors - 1) / multiprocessors;
    }

    private static long blocks(Kernel kernel, int count) {
        return ((long) count + kernel.side() - 1) / kernel.side();
    }
}
