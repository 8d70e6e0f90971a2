package io.aurora.domain.risk;

/**
 * The Newton step's linear system, {@code K y - E nu = rhs, E'y = budget}, with K symmetric positive definite of size d + 1 (weights and
 * VaR) and E one at every free weight: a Cholesky factor of K and one border. O(d^3 / 6) to factor, O(d^2) to solve.
 *
 * <p>A pivot that rounding has eaten is replaced by a huge one, which leaves that unknown where it is in this step (as in Zhang 1998,
 * "Solving large-scale linear programs by interior-point methods under the MATLAB environment", section 5). Not thread-safe.
 */
final class NormalMatrix {
    private static final double LOST_PIVOT = 1e-30;
    private static final double HUGE = 1e128;

    private int size;
    private double[] k = new double[0];
    private double[] border = new double[0];
    private double[] borderSolved = new double[0];
    private double borderProduct;

    void resize(int unknowns) {
        size = unknowns;
        if (k.length < unknowns * unknowns) {
            k = new double[unknowns * unknowns];
            border = new double[unknowns];
            borderSolved = new double[unknowns];
        }
    }

    /** Row-major storage with {@link #stride()}; only the lower triangle is read. */
    double[] lower() {
        return k;
    }

    int stride() {
        return size;
    }

    /** Row i is left out of the step: its unknown does not move. */
    void isolate(int i) {
        for (int j = 0; j < i; j++) {
            k[i * size + j] = 0.0;
        }
        for (int j = i + 1; j < size; j++) {
            k[j * size + i] = 0.0;
        }
        k[i * size + i] = 1.0;
    }

    /**
     * Factors K in place and prepares the border, one for each free weight. {@code E E'} is added first, which changes no solution that
     * meets the budget: without it the norm's Hessian, flat along the weights themselves, would leave K nearly singular.
     */
    void factor(boolean[] fixed) {
        for (int i = 0; i < size; i++) {
            border[i] = i < size - 1 && !fixed[i] ? 1.0 : 0.0;
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                k[i * size + j] += border[i] * border[j];
            }
        }
        double scale = 0.0;
        for (int i = 0; i < size; i++) {
            scale = Math.max(scale, k[i * size + i]);
        }
        for (int i = 0; i < size; i++) {
            factorRow(i, scale);
        }
        for (int i = 0; i < size; i++) {
            borderSolved[i] = border[i];
        }
        solveFactored(borderSolved);
        borderProduct = dot(border, borderSolved);
    }

    private void factorRow(int i, double scale) {
        int row = i * size;
        for (int j = 0; j <= i; j++) {
            int other = j * size;
            double sum = k[row + j];
            for (int l = 0; l < j; l++) {
                sum -= k[row + l] * k[other + l];
            }
            if (j < i) {
                k[row + j] = sum / k[other + j];
            } else {
                k[row + i] = sum > LOST_PIVOT * scale ? Math.sqrt(sum) : HUGE;
            }
        }
    }

    /** Overwrites {@code rhs} with y and returns nu. */
    double solve(double[] rhs, double budget) {
        for (int i = 0; i < size; i++) {
            rhs[i] += border[i] * budget;
        }
        solveFactored(rhs);
        double nu = (budget - dot(border, rhs)) / borderProduct;
        for (int i = 0; i < size; i++) {
            rhs[i] += nu * borderSolved[i];
        }
        return nu;
    }

    private void solveFactored(double[] v) {
        for (int i = 0; i < size; i++) {
            double sum = v[i];
            for (int j = 0; j < i; j++) {
                sum -= k[i * size + j] * v[j];
            }
            v[i] = sum / k[i * size + i];
        }
        for (int i = size - 1; i >= 0; i--) {
            double value = v[i] / k[i * size + i];
            v[i] = value;
            for (int j = 0; j < i; j++) {
                v[j] -= k[i * size + j] * value;
            }
        }
    }

    private double dot(double[] a, double[] b) {
        double sum = 0.0;
        for (int i = 0; i < size; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
