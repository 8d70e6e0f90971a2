package io.aurora.inference.cuda;

/** Kernels of a network, by the rows (and outputs) that one block takes. */
enum Kernel {
    ROWS_1("rows_1", 1),
    ROWS_4("rows_4", 4),
    ROWS_16("rows_16", 16),
    TILES_64("tiles_64", 64),
    TILES_128("tiles_128", 128);

    /** Threads of a block, for all of them. */
    static final int THREADS = 256;

    private final String symbol;
    private final int side;

    Kernel(String symbol, int side) {
        this.symbol = symbol;
        this.side = side;
    }

    String symbol() {
        return symbol;
    }

    /** Rows that a block takes; of the {@code TILES} also outputs. */
    int side() {
        return side;
    }
}
