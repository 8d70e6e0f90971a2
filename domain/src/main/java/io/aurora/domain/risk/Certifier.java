package io.aurora.domain.risk;

import java.util.Arrays;

/**
 * Turns an iterate of the interior point into an answer over all scenarios: repairs the weights by their last roundings, takes VaR and
 * shortfall from the losses themselves, makes the duals exactly feasible and evaluates the bound. O(n d) per answer. Not thread-safe.
 */
final class Certifier {
    /** Dual weights below this share of the cap belong to scenarios outside the tail. */
    private static final double NEGLIGIBLE = 1e-9;

    private final DroProblem problem;
    private final FeasibleSet set;
    private final double[] lo;
    private final double[] hi;
    private final double rho;
    private final double[] losses;
    private final double[] scratch;
    private double[] weights;
    private double valueAtRisk;
    private double shortfall;
    private double objective = Double.POSITIVE_INFINITY;
    private double bound = Double.NEGATIVE_INFINITY;
    private int[] rows = new int[0];
    private double[] duals = new double[0];
    private double[] normDual;
    private double budgetDual;

    Certifier(DroProblem problem, FeasibleSet set, double[] losses, double[] scratch) {
        this.problem = problem;
        this.set = set;
        this.lo = problem.lo();
        this.hi = problem.hi();
        this.rho = problem.rho();
        this.losses = losses;
        this.scratch = scratch;
    }

    double[] weights() {
        return weights;
    }

    double valueAtRisk() {
        return valueAtRisk;
    }

    double shortfall() {
        return shortfall;
    }

    double objective() {
        return objective;
    }

    double bound() {
        return bound;
    }

    DroCertificate certificate() {
        return new DroCertificate(weights, objective, bound, rows, duals, normDual, budgetDual);
    }

    /** Best objective less best bound, relative to the larger of objective and mean absolute return; never negative. */
    double relativeGap() {
        double gap = Math.max(0.0, objective - bound);
        return gap == 0.0
                ? 0.0
                : gap / Math.max(Math.abs(objective), problem.scenarios().meanAbs());
    }

    /** Losses of the weights, repaired, are left in the buffer; VaR, shortfall and objective are kept where they are the best so far. */
    void evaluate(double[] w) {
        double[] repaired = w.clone();
        set.repair(repaired);
        int n = problem.scenarios().count();
        problem.scenarios().losses(repaired, losses);
        System.arraycopy(losses, 0, scratch, 0, n);
        double var = TailRisk.valueAtRisk(scratch, n, problem.alpha());
        double es = TailRisk.shortfall(losses, n, problem.alpha(), var);
        double value = es + rho * FeasibleSet.norm(repaired);
        if (value < objective) {
            weights = repaired;
            valueAtRisk = var;
            shortfall = es;
            objective = value;
        }
    }

    /**
     * Bound from the duals {@code z} of the scenarios {@code index[0..count)} and the norm's dual y in units of return, kept where it is the
     * best so far. Bounds hold for every portfolio, so best weights and best duals need not come from the same iterate.
     */
    void certify(int[] index, int count, double[] z, double[] y) {
        int[] kept = new int[count];
        double[] dual = new double[count];
        int size = 0;
        double cap = problem.dualCap();
        for (int i = 0; i < count; i++) {
            if (z[i] > NEGLIGIBLE * cap) {
                kept[size] = index[i];
                dual[size++] = Math.min(z[i], cap);
            }
        }
        dual = Arrays.copyOf(dual, size);
        normalise(dual, cap);
        keepBetter(Arrays.copyOf(kept, size), dual, y);
    }

    /** Scales the duals to the sum 1 within their cap; what the cap cuts off goes to those with room. */
    private static void normalise(double[] duals, double cap) {
        double sum = 0.0;
        for (double dual : duals) {
            sum += dual;
        }
        double left = 1.0;
        for (int i = 0; i < duals.length; i++) {
            duals[i] = Math.min(cap, duals[i] / sum);
            left -= duals[i];
        }
        for (int i = 0; i < duals.length && left != 0.0; i++) {
            double moved = Math.min(cap, Math.max(0.0, duals[i] + left));
            left -= moved - duals[i];
            duals[i] = moved;
        }
    }

    private void keepBetter(int[] kept, double[] dual, double[] y) {
        double[] fit = new double[y.length];
        for (int j = 0; j < fit.length; j++) {
            double[] column = problem.scenarios().column(j);
            for (int i = 0; i < kept.length; i++) {
                fit[j] += column[kept[i]] * dual[i];
            }
        }
        double nu = DualBound.bestBudgetDual(y, fit, lo, hi, set.ball(), rho);
        double value = DualBound.at(nu, y, fit, lo, hi, set.ball(), rho);
        if (value > bound) {
            bound = value;
            rows = kept;
            duals = dual;
            normDual = y;
            budgetDual = nu;
        }
    }

    /** The only portfolio is the best one: its objective is the bound. */
    void settleSinglePoint() {
        bound = objective;
    }
}
