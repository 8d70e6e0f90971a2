package io.aurora.inference.cuda;

import java.util.Arrays;

/**
 * A run of packed weights, made chunk by chunk so that no copy of a whole matrix is needed.
 *
 * @param offset first float in the packed weights
 * @param chunks how many
 * @param length floats of one chunk
 * @param filler writes one
 */
record PackedBlock(long offset, int chunks, int length, Filler filler) {
    /** Changes no sum where it is multiplied by a padding's 0: the product is -0, and {@code a + -0 = a} for every a, bit for bit. */
    static final float NEUTRAL = -0.0f;

    private static final int QUAD = 4;

    /** Writes chunk {@code chunk} to {@code to}. */
    interface Filler {
        void fill(int chunk, float[] to);
    }

    /** Weight of output n for input k, both within the padded sizes. */
    interface Entry {
        float at(int n, int k);
    }

    /**
     * Tiles of 16 outputs, {@code tile[depth / 4][16][4]}: a thread reads four inputs' weights of its output at once, its neighbour the
     * next output's.
     *
     * @param depth inputs, padded
     */
    static PackedBlock matrix(long offset, int tiles, int depth, Entry entry) {
        return new PackedBlock(offset, tiles, depth * Program.TILE, (tile, to) -> {
            for (int k = 0; k < depth; k++) {
                for (int o = 0; o < Program.TILE; o++) {
                    to[(k / QUAD * Program.TILE + o) * QUAD + k % QUAD] = entry.at(tile * Program.TILE + o, k);
                }
            }
        });
    }

    /** A vector, zeros behind it up to {@code padded}. */
    static PackedBlock vector(long offset, int padded, float[] values) {
        return new PackedBlock(offset, 1, padded, (chunk, to) -> {
            Arrays.fill(to, 0.0f);
            System.arraycopy(values, 0, to, 0, values.length);
        });
    }
}
