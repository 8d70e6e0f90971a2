package io.aurora.domain.risk;

import java.util.Arrays;

/**
 * What a third party needs to check an answer without a solver: by weak duality, for every {@code z} in [0, 1/(alpha n)]^n with sum 1, every
 * {@code y} and every {@code nu},
 *
 * <pre>optimum &gt;= nu + sum_j min(c_j lo_j, c_j hi_j) - R max(0, ||y||_2 - rho),   c = y - X'z - nu 1</pre>
 *
 * <p>so that the difference to the objective at {@code weights} bounds the error of the answer. z is kept by its non-zero entries.
 *
 * @param weights the portfolio, length d
 * @param objective objective claimed for it
 * @param dualBound bound claimed for the optimum
 * @param rows scenarios with a dual weight, ascending
 * @param rowDuals their dual weights, same length: the worst-case law of the scenarios within the tail
 * @param normDual y, length d
 * @param budgetDual nu
 */
public record DroCertificate(
        double[] weights,
        double objective,
        double dualBound,
        int[] rows,
        double[] rowDuals,
        double[] normDual,
        double budgetDual) {

    public DroCertificate {
        if (rows.length != rowDuals.length) {
            throw new IllegalArgumentException(
                    "must be as many: rows=" + rows.length + ", rowDuals=" + rowDuals.length);
        }
        if (weights.length != normDual.length) {
            throw new IllegalArgumentException(
                    "must be as many: weights=" + weights.length + ", normDual=" + normDual.length);
        }
        weights = weights.clone();
        rows = rows.clone();
        rowDuals = rowDuals.clone();
        normDual = normDual.clone();
    }

    @Override
    public double[] weights() {
        return weights.clone();
    }

    @Override
    public int[] rows() {
        return rows.clone();
    }

    @Override
    public double[] rowDuals() {
        return rowDuals.clone();
    }

    @Override
    public double[] normDual() {
        return normDual.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DroCertificate that
                && Arrays.equals(weights, that.weights)
                && objective == that.objective
                && dualBound == that.dualBound
                && Arrays.equals(rows, that.rows)
                && Arrays.equals(rowDuals, that.rowDuals)
                && Arrays.equals(normDual, that.normDual)
                && budgetDual == that.budgetDual;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(weights) + Double.hashCode(dualBound);
    }

    @Override
    public String toString() {
        return "DroCertificate[objective=" + objective + ", dualBound=" + dualBound + ", rows=" + rows.length + "]";
    }
}
