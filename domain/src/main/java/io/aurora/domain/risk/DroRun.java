package io.aurora.domain.risk;

import java.util.Arrays;
import java.util.Optional;

/** The rounds of one problem: choose scenarios, run the interior point on them, certify on all, let more scenarios in. Not thread-safe. */
final class DroRun {
    /** The interior point aims this much below the tolerance: weights answer to the gap's square root. */
    private static final double AIM = 1e-2;

    /** Aim of a first round on part of the scenarios: its weights only choose the next ones. */
    private static final double COARSE = 3e-2;

    /** Mean |loss| per scenario that the first iterate's complementarity stands for: cold, and from weights known to be good. */
    private static final double COLD_SPREAD = 1.0;

    private static final double WARM_SPREAD = 0.1;

    /** Least level of losses, in units of the scale, that the first products are taken for. */
    private static final double LEAST_MU = 1e-3;

    /** Share of the inner point mixed into weights that sit on bounds, where no step has room: less for an optimum than for a coarse round. */
    private static final double WARM_BLEND = 0.05;

    private static final double ROUND_BLEND = 0.2;

    /** A problem whose penalty dwarfs its returns is still aimed at within this share of its scale. */
    private static final double LEAST_UNIT = 0.1;

    private final ScenarioRows rows = new ScenarioRows();
    private final InteriorPoint interior = new InteriorPoint(rows);
    private final WorkingSet working = new WorkingSet();
    private double[] losses = new double[0];
    private double[] scratch = new double[0];
    private DroProblem problem;
    private DroLimits limits;
    private FeasibleSet set;
    private Certifier certifier;
    private double scale;
    private int iterations;
    private int rounds;
    private double normPerRho;

    void reset(DroProblem newProblem, DroLimits newLimits, FeasibleSet newSet) {
        problem = newProblem;
        limits = newLimits;
        set = newSet;
        int n = problem.scenarios().count();
        if (losses.length < n) {
            losses = new double[n];
            scratch = new double[n];
        }
        certifier = new Certifier(problem, set, losses, scratch);
        scale = Math.max(problem.scenarios().meanAbs(), problem.rho());
        iterations = 0;
        rounds = 0;
        normPerRho = 0.0;
    }

    Certifier certifier() {
        return certifier;
    }

    int iterations() {
        return iterations;
    }

    int rounds() {
        return rounds;
    }

    /** d||w||/d(rho) at the last iterate. */
    double normPerRho() {
        return normPerRho;
    }

    /** The least-norm point: the only portfolio, or the best one where no scenario moves. */
    DroSolution.Status direct() {
        double[] least = set.least();
        certifier.evaluate(least);
        int n = problem.scenarios().count();
        int tail = working.worst(losses, scratch, n, 1 + (int) (problem.alpha() * n));
        double[] z = new double[tail];
        Arrays.fill(z, 1.0 / tail);
        certifier.certify(working.index(), tail, z, priced(least));
        if (set.isSinglePoint()) {
            certifier.settleSinglePoint();
            return DroSolution.Status.SINGLE_POINT;
        }
        return DroSolution.Status.OPTIMAL;
    }

    /** {@code rho w / |w|}: the dual of the norm where the ball adds nothing. */
    private double[] priced(double[] w) {
        double[] y = w.clone();
        double factor = problem.rho() / FeasibleSet.norm(w);
        for (int j = 0; j < y.length; j++) {
            y[j] *= factor;
        }
        return y;
    }

    DroSolution.Status iterate(Optional<double[]> previous) {
        int n = problem.scenarios().count();
        double[] from = startingWeights(previous, WARM_BLEND);
        problem.scenarios().losses(from, losses);
        int count = working.first(losses, scratch, n, problem.alpha(), from.length);
        double spread = previous.isPresent() ? WARM_SPREAD : COLD_SPREAD;
        while (true) {
            boolean coarse = rounds == 0 && count < n && previous.isEmpty();
            round(from, count, spread, coarse);
            boolean optimal = certifier.relativeGap() <= limits.tolerance();
            boolean expired = limits.expired().getAsBoolean();
            boolean whole = count == n && !coarse;
            if (optimal || expired || whole || iterations >= limits.maxIterations()) {
                normPerRho = interior.normPerRho() / scale;
                return status(optimal, expired);
            }
            int grown = working.grow(losses, scratch, n, rounds);
            // a set that has all it asked for and still misses the tolerance is not the trouble's place: take
            // everything
            count = grown == count && !coarse ? working.all(n) : grown;
            spread = WARM_SPREAD;
            from = startingWeights(Optional.of(certifier.weights()), ROUND_BLEND);
        }
    }

    private static DroSolution.Status status(boolean optimal, boolean expired) {
        if (optimal) {
            return DroSolution.Status.OPTIMAL;
        }
        return expired ? DroSolution.Status.DEADLINE : DroSolution.Status.STALLED;
    }

    private void round(double[] from, int count, double spread, boolean coarse) {
        rounds++;
        int n = problem.scenarios().count();
        double level = 0.0;
        for (int i = 0; i < n; i++) {
            level += Math.abs(losses[i]) / n;
        }
        // losses that all but vanish at these weights still need a scale for the first products
        double mu = spread * Math.max(level / scale, LEAST_MU) / count;
        rows.select(problem.scenarios(), working.index(), count, 1.0 / scale);
        interior.start(
                new InteriorPoint.Task(problem.lo(), problem.hi(), set, problem.dualCap(), problem.rho() / scale, mu),
                from);
        double unit = Math.max(problem.scenarios().meanAbs() / scale, LEAST_UNIT);
        double aim = limits.tolerance() * AIM * unit;
        iterations += interior.run(
                coarse ? Math.max(aim, COARSE) : aim, limits.maxIterations() - iterations, limits.expired());
        certifier.evaluate(interior.weights());
        certifier.certify(working.index(), count, interior.duals(), interior.normDual(scale));
    }

    /** An inner point of the set: its middle, or old weights drawn a little towards it. */
    private double[] startingWeights(Optional<double[]> previous, double blend) {
        double[] w = set.least();
        set.inner(w);
        if (previous.isPresent()) {
            double[] old = previous.get().clone();
            if (old.length != w.length) {
                throw new IllegalArgumentException(
                        "must have a weight per asset: previousWeights.length=" + old.length + ", assets=" + w.length);
            }
            set.repair(old);
            for (int j = 0; j < w.length; j++) {
                w[j] = blend * w[j] + (1.0 - blend) * old[j];
            }
        }
        return w;
    }
}
