package io.aurora.domain.risk;

import java.util.function.BooleanSupplier;

/**
 * Primal-dual interior point with Mehrotra's predictor and corrector (Mehrotra, 1992, SIAM J. Optim. 2) on the scenarios selected in {@link
 * ScenarioRows}. Scenario slacks and excesses are eliminated by hand, so each iteration forms one matrix of size d + 1 in O(m d^2 / 2) and
 * solves twice in O(m d). Starts on the scenarios' central path, usually ends after 10 to 15 iterations.
 *
 * <p>The loop allocates nothing. Not thread-safe; one instance serves any number of problems one after the other.
 */
final class InteriorPoint {
    /** Share of the way to the nearest boundary that a step may take. */
    private static final double DAMPING = 0.995;

    /** The complementarity products go no lower than this share of what the aim asks: further down there is only rounding. */
    private static final double FLOOR = 0.1;

    /** Iterates with the gap closed that are given to a dual residual: what rounding leaves of it, the norm's dual takes up. */
    private static final int PATIENCE = 3;

    private final ScenarioRows rows;
    private final ScenarioSide side = new ScenarioSide();
    private final BoxSide box = new BoxSide();
    private final NormalMatrix normal = new NormalMatrix();
    private double[] returns = new double[0];
    private double[] change = new double[0];
    private double[] w;
    private double[] dw;
    private double[] rhs;
    private double[] fit;
    private double[] cross;
    private double[] residual;
    private boolean[] fixed;
    private double rho;
    private double t;
    private double dt;
    private double nu;
    private double dnu;
    private double crossSum;
    private int products;
    private double weight;

    InteriorPoint(ScenarioRows rows) {
        this.rows = rows;
    }

    /** What one run needs beside the scenarios; everything in units of the problem's scale. */
    record Task(double[] lo, double[] hi, FeasibleSet set, double cap, double rho, double mu) {}

    /** Puts the iterate at the weights {@code from}, strictly inside the set, and on the central path of {@code task.mu}. */
    void start(Task task, double[] from) {
        int d = from.length;
        if (w == null || w.length != d) {
            w = new double[d];
            dw = new double[d + 1];
            rhs = new double[d + 1];
            fit = new double[d];
            cross = new double[d];
            residual = new double[d];
        }
        System.arraycopy(from, 0, w, 0, d);
        fixed = task.set.fixed();
        rho = task.rho;
        products = 2 * rows.rows() + 2 * task.set.free() + 1;
        side.resize(rows.rows(), task.cap);
        if (returns.length < rows.rows()) {
            returns = new double[rows.rows()];
            change = new double[rows.rows()];
        }
        rows.times(w, returns);
        t = side.start(returns, task.mu);
        rows.transposeTimes(side.duals(), fit);
        nu = box.start(w, task.lo, task.hi, task.set, task.mu, rho, fit);
        normal.resize(d + 1);
    }

    double[] weights() {
        return w;
    }

    double[] duals() {
        return side.duals();
    }

    double valueAtRisk() {
        return t;
    }

    /** The dual of the norm at the weights, times {@code scale}: what is left of the stationarity in w is moved into it, so that none is left. */
    double[] normDual(double scale) {
        double[] out = new double[w.length];
        residuals();
        box.normDual(w, rho, scale, out);
        for (int j = 0; j < out.length; j++) {
            out[j] -= scale * residual[j];
        }
        return out;
    }

    /** Iterates until gap and dual residual are at most {@code aim}, the budget is used up or time is; returns the iterations made. */
    int run(double aim, int budget, BooleanSupplier expired) {
        int settled = 0;
        for (int iteration = 0; iteration < budget; iteration++) {
            double gap = side.gap() + box.gap();
            double error = residuals();
            settled += gap <= aim ? 1 : 0;
            boolean done = gap <= aim && (error <= aim || settled > PATIENCE);
            if (done || expired.getAsBoolean()) {
                return iteration;
            }
            assemble();
            if (!step(gap, FLOOR * aim / products)) {
                return iteration;
            }
        }
        return budget;
    }

    /** Stationarity in w; returns the sum of its sizes. */
    private double residuals() {
        box.refresh(w);
        rows.transposeTimes(side.duals(), fit);
        double mean = 0.0;
        int free = 0;
        for (int j = 0; j < w.length; j++) {
            residual[j] = fixed[j] ? 0.0 : box.stationarity(j, rho) - fit[j] - nu;
            mean += residual[j];
            free += fixed[j] ? 0 : 1;
        }
        // nu enters linearly: its best value is known at once
        nu += mean / free;
        double error = 0.0;
        for (int j = 0; j < w.length; j++) {
            residual[j] -= fixed[j] ? 0.0 : mean / free;
            error += Math.abs(residual[j]);
        }
        return error;
    }

    private void assemble() {
        int d = w.length;
        crossSum = side.weigh(returns, t);
        rows.gram(side.weights(), normal.lower(), d + 1);
        rows.transposeTimes(side.weights(), cross);
        box.addTo(normal.lower(), d + 1, rho);
        for (int j = 0; j < d; j++) {
            normal.lower()[d * (d + 1) + j] = cross[j];
        }
        normal.lower()[d * (d + 1) + d] = crossSum;
        for (int j = 0; j < d; j++) {
            if (fixed[j]) {
                normal.isolate(j);
            }
        }
        normal.factor(fixed);
    }

    private boolean step(double gap, double floor) {
        weight = 1.0;
        solve(side.aim(), 0.0, false);
        side.recover(change, dt);
        box.recover(dw);
        double primal = Math.min(side.primalRoom(), box.primalRoom(dw));
        double dual = Math.min(side.dualRoom(), box.dualRoom());
        double affine = Math.min(primal, dual);
        weight = affine * affine;
        double left = (side.gapAfter(primal, dual) + box.gapAfter(dw, primal, dual)) / gap;
        double mu = Math.max(floor, left * left * left * gap / products);
        solve(side.aim(mu), mu, true);
        side.recoverCorrected(change, dt);
        box.recover(dw);
        primal = Math.min(1.0, DAMPING * Math.min(side.primalRoom(), box.primalRoom(dw)));
        dual = Math.min(1.0, DAMPING * Math.min(side.dualRoom(), box.dualRoom()));
        return advance(primal, dual);
    }

    private void solve(double sum, double mu, boolean corrected) {
        int d = w.length;
        rows.transposeTimes(side.scratch(), rhs);
        double budget = 1.0;
        for (int j = 0; j < d; j++) {
            budget -= w[j];
            rhs[j] = fixed[j] ? 0.0 : rhs[j] - residual[j];
        }
        if (corrected) {
            box.aimCorrected(rhs, dw, mu, weight);
        } else {
            box.aim(rhs);
        }
        rhs[d] = sum - side.missing();
        dnu = normal.solve(rhs, budget);
        System.arraycopy(rhs, 0, dw, 0, d + 1);
        dt = dw[d];
        rows.times(dw, change);
    }

    private boolean advance(double primal, double dual) {
        if (!(primal > 1e-12 && dual > 1e-12)) {
            return false;
        }
        side.advance(primal, dual);
        box.advance(dw, primal, dual);
        for (int j = 0; j < w.length; j++) {
            w[j] += primal * dw[j];
        }
        for (int i = 0; i < rows.rows(); i++) {
            returns[i] += primal * change[i];
        }
        t += primal * dt;
        nu += dual * dnu;
        return true;
    }

    /** {@code n . dw/drho}: how the norm answers to its price at the current iterate, from one more solve with the last factor. */
    double normPerRho() {
        int d = w.length;
        for (int j = 0; j < d; j++) {
            rhs[j] = fixed[j] ? 0.0 : -box.unit()[j];
        }
        rhs[d] = 0.0;
        normal.solve(rhs, 0.0);
        double slope = 0.0;
        for (int j = 0; j < d; j++) {
            slope += box.unit()[j] * rhs[j];
        }
        return slope;
    }
}
