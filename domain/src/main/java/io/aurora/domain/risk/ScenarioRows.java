package io.aurora.domain.risk;

import java.util.Arrays;

/**
 * The scenarios that take part in one run of the interior point, column by column and divided by the problem's scale, with the three
 * products that the Newton step needs. Column-major, because then all three run along contiguous memory.
 *
 * <p>Sums are taken in a fixed order, so the same input gives the same bits. Buffers grow when a larger problem comes and are then kept:
 * no product allocates. Not thread-safe.
 */
final class ScenarioRows {
    private int rows;
    private int columns;
    private double[][] x = new double[0][0];
    private double[] first = new double[0];
    private double[] second = new double[0];

    /** Takes the rows named by {@code index[0..count)} out of the scenarios, times {@code factor}. */
    void select(Scenarios scenarios, int[] index, int count, double factor) {
        reserve(count, scenarios.assets());
        for (int j = 0; j < columns; j++) {
            double[] from = scenarios.column(j);
            double[] to = x[j];
            for (int i = 0; i < count; i++) {
                to[i] = from[index[i]] * factor;
            }
        }
    }

    private void reserve(int count, int assets) {
        if (assets > x.length || count > first.length) {
            int length = Math.max(count, first.length);
            x = new double[Math.max(assets, x.length)][length];
            first = new double[length];
            second = new double[length];
        }
        rows = count;
        columns = assets;
    }

    int rows() {
        return rows;
    }

    /** {@code out = X w}, {@code w} of length d. */
    void times(double[] w, double[] out) {
        Arrays.fill(out, 0, rows, 0.0);
        int j = 0;
        for (; j + 4 <= columns; j += 4) {
            addFour(j, w, out);
        }
        for (; j < columns; j++) {
            addOne(x[j], w[j], out);
        }
    }

    private void addFour(int j, double[] w, double[] out) {
        double[] a = x[j];
        double[] b = x[j + 1];
        double[] c = x[j + 2];
        double[] d = x[j + 3];
        double wa = w[j];
        double wb = w[j + 1];
        double wc = w[j + 2];
        double wd = w[j + 3];
        for (int i = 0; i < rows; i++) {
            out[i] += (a[i] * wa + b[i] * wb) + (c[i] * wc + d[i] * wd);
        }
    }

    private void addOne(double[] a, double wa, double[] out) {
        for (int i = 0; i < rows; i++) {
            out[i] += a[i] * wa;
        }
    }

    /** {@code out = X' v}, {@code v} of length {@link #rows()}. */
    void transposeTimes(double[] v, double[] out) {
        int j = 0;
        for (; j + 2 <= columns; j += 2) {
            dotTwo(x[j], x[j + 1], v, out, j);
        }
        if (j < columns) {
            dotTwo(x[j], x[j], v, first, 0);
            out[j] = first[0];
        }
    }

    /** Two columns at once and two running sums each: additions of one sum would wait for each other. */
    private void dotTwo(double[] a, double[] b, double[] v, double[] out, int at) {
        double a0 = 0.0;
        double a1 = 0.0;
        double b0 = 0.0;
        double b1 = 0.0;
        int i = 0;
        for (; i + 2 <= rows; i += 2) {
            a0 += a[i] * v[i];
            a1 += a[i + 1] * v[i + 1];
            b0 += b[i] * v[i];
            b1 += b[i + 1] * v[i + 1];
        }
        if (i < rows) {
            a0 += a[i] * v[i];
            b0 += b[i] * v[i];
        }
        out[at] = a0 + a1;
        if (at + 1 < out.length) {
            out[at + 1] = b0 + b1;
        }
    }

    /** Lower triangle of {@code out = X' diag(v) X}, row-major with the given stride; O(n d^2 / 2). */
    void gram(double[] v, double[] out, int stride) {
        int a = 0;
        for (; a + 2 <= columns; a += 2) {
            weigh(x[a], v, first);
            weigh(x[a + 1], v, second);
            for (int b = 0; b <= a; b += 2) {
                tile(x[b], x[b + 1], out, a * stride + b, stride);
            }
        }
        if (a < columns) {
            weigh(x[a], v, first);
            for (int b = 0; b <= a; b++) {
                out[a * stride + b] = dot(first, x[b]);
            }
        }
    }

    private void weigh(double[] a, double[] v, double[] out) {
        for (int i = 0; i < rows; i++) {
            out[i] = a[i] * v[i];
        }
    }

    /** Four products of two weighed and two plain columns. */
    private void tile(double[] p, double[] q, double[] out, int at, int stride) {
        double[] f = first;
        double[] g = second;
        double fp0 = 0.0;
        double fq0 = 0.0;
        double gp0 = 0.0;
        double gq0 = 0.0;
        double fp1 = 0.0;
        double fq1 = 0.0;
        double gp1 = 0.0;
        double gq1 = 0.0;
        int i = 0;
        for (; i + 2 <= rows; i += 2) {
            fp0 += f[i] * p[i];
            fq0 += f[i] * q[i];
            gp0 += g[i] * p[i];
            gq0 += g[i] * q[i];
            fp1 += f[i + 1] * p[i + 1];
            fq1 += f[i + 1] * q[i + 1];
            gp1 += g[i + 1] * p[i + 1];
            gq1 += g[i + 1] * q[i + 1];
        }
        if (i < rows) {
            fp0 += f[i] * p[i];
            fq0 += f[i] * q[i];
            gp0 += g[i] * p[i];
            gq0 += g[i] * q[i];
        }
        out[at] = fp0 + fp1;
        out[at + 1] = fq0 + fq1;
        out[at + stride] = gp0 + gp1;
        out[at + stride + 1] = gq0 + gq1;
    }

    private double dot(double[] a, double[] b) {
        double even = 0.0;
        double odd = 0.0;
        int i = 0;
        for (; i + 2 <= rows; i += 2) {
            even += a[i] * b[i];
            odd += a[i + 1] * b[i + 1];
        }
        return i < rows ? even + odd + a[i] * b[i] : even + odd;
    }
}
