package io.aurora.domain.risk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Checks an answer against its problem without solving anything: the weights are a portfolio, the claimed objective is theirs, the duals are
 * feasible, the claimed bound follows from them, and the two are close. O(n d), plus O(n log n) for the order statistic. Shares no code
 * with the solver, on purpose.
 */
public final class DroCertificateChecker {
    /** Roundings of sums of up to some thousand terms, relative to their size. */
    private static final double ROUNDING = 1e-11;

    private DroCertificateChecker() {}

    /**
     * What the check found.
     *
     * @param objective objective at the certificate's weights, computed anew
     * @param dualBound bound from the certificate's duals, computed anew and lowered by what their rounding is worth
     * @param relativeGap their difference over the larger of |objective| and mean absolute return
     * @param failures every rule broken, none for a valid certificate
     */
    public record Verdict(double objective, double dualBound, double relativeGap, List<String> failures) {
        public Verdict {
            failures = List.copyOf(failures);
        }

        public boolean isAccepted() {
            return failures.isEmpty();
        }
    }

    /** Checks with the largest relative gap that the reader is ready to accept. */
    public static Verdict check(DroProblem problem, DroCertificate certificate, double tolerance) {
        List<String> failures = new ArrayList<>();
        double[] w = certificate.weights();
        if (w.length != problem.scenarios().assets()) {
            throw new IllegalArgumentException("must have a weight per asset: weights.length=" + w.length + ", assets="
                    + problem.scenarios().assets());
        }
        checkWeights(problem, w, failures);
        double objective = objective(problem, w);
        double[] fit = new double[w.length];
        double slack = checkDuals(problem, certificate, fit, failures);
        double unit = Math.max(Math.abs(objective), problem.scenarios().meanAbs());
        double bound = isOnlyPortfolio(problem, w) ? objective : bound(problem, certificate, fit) - slack;
        double gap = unit == 0.0 ? 0.0 : (objective - bound) / unit;
        rule(
                Math.abs(certificate.objective() - objective) <= ROUNDING * unit,
                failures,
                "objective must be that of the weights",
                certificate.objective(),
                objective);
        rule(
                certificate.dualBound() <= bound + ROUNDING * unit,
                failures,
                "dual bound must follow from the duals",
                certificate.dualBound(),
                bound);
        rule(gap <= tolerance, failures, "gap must be within the tolerance", gap, tolerance);
        return new Verdict(objective, bound, gap, failures);
    }

    private static void checkWeights(DroProblem problem, double[] w, List<String> failures) {
        double[] lo = problem.lo();
        double[] hi = problem.hi();
        double sum = 0.0;
        for (int j = 0; j < w.length; j++) {
            rule(w[j] >= lo[j] - ROUNDING, failures, "weight " + j + " must be >= lo", w[j], lo[j]);
            rule(w[j] <= hi[j] + ROUNDING, failures, "weight " + j + " must be <= hi", w[j], hi[j]);
            sum += w[j];
        }
        rule(Math.abs(sum - 1.0) <= ROUNDING, failures, "weights must sum to 1", sum, 1.0);
        rule(
                norm(w) <= problem.normLimit() * (1.0 + ROUNDING),
                failures,
                "norm must be within its limit",
                norm(w),
                problem.normLimit());
    }

    private static double objective(DroProblem problem, double[] w) {
        Scenarios x = problem.scenarios();
        double[] losses = new double[x.count()];
        for (int i = 0; i < losses.length; i++) {
            for (int j = 0; j < w.length; j++) {
                losses[i] -= x.at(i, j) * w[j];
            }
        }
        double[] sorted = losses.clone();
        Arrays.sort(sorted);
        double var = sorted[Math.max(0, sorted.length - 1 - (int) (problem.alpha() * sorted.length))];
        double excess = 0.0;
        for (double loss : losses) {
            excess += Math.max(loss - var, 0.0);
        }
        return var + excess / (problem.alpha() * losses.length) + problem.rho() * norm(w);
    }

    /** Fills X'z; returns what the sum's distance from 1 may be worth: t is within the reach of the losses. */
    private static double checkDuals(
            DroProblem problem, DroCertificate certificate, double[] fit, List<String> failures) {
        Scenarios x = problem.scenarios();
        int[] rows = certificate.rows();
        double[] z = certificate.rowDuals();
        double cap = 1.0 / (problem.alpha() * x.count());
        double sum = 0.0;
        int last = -1;
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] <= last || rows[i] >= x.count()) {
                failures.add("dual rows must ascend within the scenarios: row=" + rows[i] + ", before=" + last);
                return 0.0;
            }
            last = rows[i];
            rule(
                    z[i] >= 0.0 && z[i] <= cap * (1.0 + ROUNDING),
                    failures,
                    "dual of row " + rows[i] + " must be in [0, cap]",
                    z[i],
                    cap);
            sum += z[i];
            for (int j = 0; j < fit.length; j++) {
                fit[j] += x.at(rows[i], j) * z[i];
            }
        }
        rule(Math.abs(sum - 1.0) <= ROUNDING, failures, "duals must sum to 1", sum, 1.0);
        return Math.abs(sum - 1.0) * reach(problem);
    }

    /** No loss of any portfolio within the bounds is larger than this. */
    private static double reach(DroProblem problem) {
        Scenarios x = problem.scenarios();
        double[] lo = problem.lo();
        double[] hi = problem.hi();
        double reach = 0.0;
        for (int j = 0; j < lo.length; j++) {
            double largest = 0.0;
            for (int i = 0; i < x.count(); i++) {
                largest = Math.max(largest, Math.abs(x.at(i, j)));
            }
            reach += largest * Math.max(Math.abs(lo[j]), Math.abs(hi[j]));
        }
        return reach;
    }

    private static double bound(DroProblem problem, DroCertificate certificate, double[] fit) {
        double[] lo = problem.lo();
        double[] hi = problem.hi();
        double[] y = certificate.normDual();
        double bound = certificate.budgetDual();
        double corner = 0.0;
        for (int j = 0; j < y.length; j++) {
            double c = y[j] - fit[j] - certificate.budgetDual();
            bound += c > 0.0 ? c * lo[j] : c * hi[j];
            corner += Math.max(lo[j] * lo[j], hi[j] * hi[j]);
        }
        double ball = Math.min(problem.normLimit(), Math.sqrt(corner));
        return bound - ball * Math.max(0.0, norm(y) - problem.rho());
    }

    /**
     * Whether the weights are the least-norm point of box and budget ({@code w_j = clip(mu, lo_j, hi_j)}: every weight above its lo is at
     * most every weight below its hi) and no other point is within the limit or the bounds.
     */
    private static boolean isOnlyPortfolio(DroProblem problem, double[] w) {
        double[] lo = problem.lo();
        double[] hi = problem.hi();
        double highest = Double.NEGATIVE_INFINITY;
        double lowest = Double.POSITIVE_INFINITY;
        double sumLo = 0.0;
        double sumHi = 0.0;
        int free = 0;
        for (int j = 0; j < w.length; j++) {
            boolean wide = hi[j] - lo[j] > ROUNDING;
            free += wide ? 1 : 0;
            highest = wide && w[j] > lo[j] + ROUNDING ? Math.max(highest, w[j]) : highest;
            lowest = wide && w[j] < hi[j] - ROUNDING ? Math.min(lowest, w[j]) : lowest;
            sumLo += lo[j];
            sumHi += hi[j];
        }
        boolean tangent = norm(w) >= problem.normLimit() * (1.0 - ROUNDING) && highest <= lowest + ROUNDING;
        return free <= 1 || sumLo >= 1.0 - ROUNDING || sumHi <= 1.0 + ROUNDING || tangent;
    }

    private static void rule(boolean holds, List<String> failures, String rule, double found, double expected) {
        if (!holds) {
            failures.add(rule + ": found=" + found + ", expected=" + expected);
        }
    }

    private static double norm(double[] v) {
        double sum = 0.0;
        for (double value : v) {
            sum += value * value;
        }
        return Math.sqrt(sum);
    }
}
