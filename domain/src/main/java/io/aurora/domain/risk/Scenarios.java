package io.aurora.domain.risk;

import io.aurora.domain.check.Require;
import java.util.Optional;

/**
 * Joint return scenarios of a basket: {@code n} rows (scenarios) of {@code d} simple or log returns per bar, each row equally likely. Kept
 * column by column, as the solver reads them; the caller's array is copied.
 *
 * <p>A value that is not finite does not stop the construction: {@link #firstNotFinite()} names it, so that the refusal can say where it is.
 * Immutable; O(n d).
 */
public final class Scenarios {
    /** Most assets of one basket. */
    public static final int MAX_ASSETS = 64;

    private final int count;
    private final double[][] columns;
    private final double meanAbs;
    private final Optional<Cell> firstNotFinite;

    /** A place in the matrix, both indices from 0. */
    public record Cell(int row, int column) {}

    private Scenarios(double[] rowMajor, int count, int assets) {
        this.count = count;
        this.columns = new double[assets][count];
        double sum = 0.0;
        int bad = -1;
        int at = 0;
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < assets; j++) {
                double value = rowMajor[at];
                columns[j][i] = value;
                sum += Math.abs(value);
                bad = bad < 0 && !Double.isFinite(value) ? at : bad;
                at++;
            }
        }
        this.meanAbs = sum / ((double) count * assets);
        this.firstNotFinite = bad < 0 ? Optional.empty() : Optional.of(new Cell(bad / assets, bad % assets));
    }

    /** From a row-major array of {@code count} rows and {@code assets} columns. */
    public static Scenarios of(double[] rowMajor, int count, int assets) {
        Require.atLeast("count", count, 1);
        Require.atLeast("assets", assets, 1);
        if (assets > MAX_ASSETS) {
            throw new IllegalArgumentException("must be <= " + MAX_ASSETS + ": assets=" + assets);
        }
        if (rowMajor.length != (long) count * assets) {
            throw new IllegalArgumentException("must hold count * assets values: length=" + rowMajor.length + ", count="
                    + count + ", assets=" + assets);
        }
        return new Scenarios(rowMajor, count, assets);
    }

    /** From rows of equal length. */
    public static Scenarios of(double[][] rows) {
        Require.atLeast("count", rows.length, 1);
        int assets = rows[0].length;
        double[] flat = new double[rows.length * assets];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != assets) {
                throw new IllegalArgumentException(
                        "must be as long as the first: row " + i + "=" + rows[i].length + ", first=" + assets);
            }
            System.arraycopy(rows[i], 0, flat, i * assets, assets);
        }
        return of(flat, rows.length, assets);
    }

    public int count() {
        return count;
    }

    public int assets() {
        return columns.length;
    }

    public double at(int row, int column) {
        return columns[column][row];
    }

    /** A copy, row by row. */
    public double[][] rows() {
        double[][] rows = new double[count][columns.length];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < columns.length; j++) {
                rows[i][j] = columns[j][i];
            }
        }
        return rows;
    }

    /** Mean of |x| over all entries, the unit of the ambiguity radius; not finite where an entry is not. */
    public double meanAbs() {
        return meanAbs;
    }

    /** The first entry, in reading order, that is not finite. */
    public Optional<Cell> firstNotFinite() {
        return firstNotFinite;
    }

    /** The column itself, not a copy: for reading inside this package. */
    double[] column(int j) {
        return columns[j];
    }

    /** {@code out_i = -x_i . w} for every scenario. */
    void losses(double[] w, double[] out) {
        for (int i = 0; i < count; i++) {
            out[i] = 0.0;
        }
        for (int j = 0; j < columns.length; j++) {
            double[] x = columns[j];
            double weight = w[j];
            for (int i = 0; i < count; i++) {
                out[i] -= x[i] * weight;
            }
        }
    }

    /** {@code out = X' v}. */
    void transposeTimes(double[] v, double[] out) {
        for (int j = 0; j < columns.length; j++) {
            double[] x = columns[j];
            double sum = 0.0;
            for (int i = 0; i < count; i++) {
                sum += x[i] * v[i];
            }
            out[j] = sum;
        }
    }
}
