package io.aurora.inference.cuda;

import java.util.ArrayList;
import java.util.List;

/**
 * One launch of a kernel.
 *
 * @param kernel which
 * @param first first operation
 * @param count operations; more than one: the whole grid must be on the device at once
 * @param columns blocks across; of the {@code ROWS} kernels the most that have work, fewer do it too
 * @param lines blocks down
 */
record Launch(Kernel kernel, int first, int count, int columns, int lines) {
    /** Rows up to which all operations go into one launch: up to four passes over the weights, out of the device's cache. */
    static final int FEW_ROWS = 64;

    /**
     * Launches of one step.
     *
     * @param tiling for more than {@link #FEW_ROWS} rows
     * @param together whether the device runs cooperative launches
     */
    static List<Launch> plan(Program program, int rows, Tiling tiling, boolean together) {
        List<Launch> launches = new ArrayList<>();
        int count = program.ops().size();
        if (rows <= FEW_ROWS) {
            Kernel kernel = rows == 1 ? Kernel.ROWS_1 : rows <= Kernel.ROWS_4.side() ? Kernel.ROWS_4 : Kernel.ROWS_16;
            if (together) {
                launches.add(ofRows(program, kernel, 0, count, rows));
            } else {
                for (int i = 0; i < count; i++) {
                    launches.add(ofRows(program, kernel, i, 1, rows));
                }
            }
            return launches;
        }
        for (int i = 0; i < count; i++) {
            launches.add(
                    program.ops().get(i).inTiles()
                            ? ofTiles(program, i, rows, tiling)
                            : ofRows(program, Kernel.ROWS_16, i, 1, rows));
        }
        return launches;
    }

    private static Launch ofRows(Program program, Kernel kernel, int first, int count, int rows) {
        int items = 1;
        for (Op op : program.ops().subList(first, first + count)) {
            items = Math.max(
                    items,
                    op.kind() == Op.Kind.NORM ? rows : Math.multiplyExact(op.tiles(), over(rows, kernel.side())));
        }
        return new Launch(kernel, first, count, items, 1);
    }

    private static Launch ofTiles(Program program, int index, int rows, Tiling tiling) {
        int outputs = program.ops().get(index).tiles() * Program.TILE;
        Kernel kernel = tiling.pick(rows, outputs);
        return new Launch(kernel, index, 1, over(outputs, kernel.side()), over(rows, kernel.side()));
    }

    private static int over(int count, int size) {
        return Math.addExact(count, size - 1) / size;
    }
}
