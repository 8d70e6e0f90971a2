package io.aurora.domain.simulation;

import java.util.List;
import org.apache.commons.math3.util.FastMath;

/**
 * The log price from bar to bar under a {@link ScenarioLaw}. The return of bar i is
 *
 * <pre>
 * r_i = sigma drift + x_i + J_i - jumpProb (E exp(J) - 1) + pull (anchor - logPrice)
 * </pre>
 *
 * with x and J of {@link RegimeLaw}. Jumps are compensated (Merton 1976): they add no drift to the price. The pull is that of an
 * Ornstein-Uhlenbeck process with a half-life of two years, far too weak to be seen from bar to bar, and keeps an endless series
 * within finite prices. Jumps feed neither the variance nor the autocorrelation, so the three can be told apart by a test.
 *
 * <p>Bar i reads only its own {@value #LANES} random numbers, so what is drawn or left out elsewhere moves nothing. About 20 ns a
 * bar, no allocation. Not thread-safe.
 */
final class ReturnPath {
    /** Random numbers set aside for a bar. */
    static final int LANES = 8;

    private static final int SHOCK = 0;
    private static final int SWITCH = 1;
    private static final int JUMP = 2;
    private static final int JUMP_SIZE = 3;
    private static final double YEAR_MS = 365.25 * 86_400_000.0;
    private static final double HALF_LIFE_YEARS = 2.0;
    /** A bar's return is cut here, which only bars of days in a crash come near. */
    private static final double MAX_RETURN = 0.7;

    private final CounterRandom random;
    private final ScenarioLaw law;
    private final double[] sigma;
    private final double[] shockVariance;
    private final double[] leaveProb;
    private final double[] drift;
    private final double anchor;
    private final double pull;

    private int regime;
    private double variance;
    private double lastX;
    private double lastShock;
    private double logPrice;
    private double previousLogPrice;
    private double absNormal;
    private boolean jumped;

    ReturnPath(CounterRandom random, ScenarioLaw law, double anchor, long barLengthMs) {
        this.random = random;
        this.law = law;
        this.anchor = anchor;
        double barYears = barLengthMs / YEAR_MS;
        this.pull = 1.0 - FastMath.exp(-FastMath.log(2.0) * barYears / HALF_LIFE_YEARS);
        List<RegimeLaw> regimes = law.regimes();
        sigma = regimes.stream()
                .mapToDouble(r -> law.annualVol() * r.volFactor() * Math.sqrt(barYears))
                .toArray();
        shockVariance = new double[sigma.length];
        leaveProb = new double[sigma.length];
        drift = new double[sigma.length];
        for (int k = 0; k < sigma.length; k++) {
            RegimeLaw r = regimes.get(k);
            shockVariance[k] =
                    sigma[k] * sigma[k] * (1.0 - r.ar() * r.ar()) / (1.0 + 2.0 * r.ar() * r.ma() + r.ma() * r.ma());
            leaveProb[k] = 1.0 / r.meanDwellBars();
            drift[k] = sigma[k] * r.drift() - jumpCompensation(r, sigma[k]);
        }
        reset();
    }

    /** Back to before bar 0. */
    void reset() {
        regime = 0;
        variance = shockVariance[0];
        lastX = 0.0;
        lastShock = 0.0;
        logPrice = anchor;
        previousLogPrice = anchor;
        absNormal = 0.0;
        jumped = false;
    }

    /** Moves over bar {@code i}; bars are to be taken in order. */
    void advance(long i) {
        long base = i * LANES;
        double u = random.uniform(base + SWITCH);
        if (i > 0 && u < leaveProb[regime]) {
            regime = law.successor(regime, u / leaveProb[regime]);
        }
        RegimeLaw r = law.regimes().get(regime);
        variance = (1.0 - r.arch() - r.garch()) * shockVariance[regime]
                + r.arch() * lastShock * lastShock
                + r.garch() * variance;
        double z = random.normal(base + SHOCK);
        double shock = Math.sqrt(variance) * z;
        lastX = r.ar() * lastX + r.ma() * lastShock + shock;
        lastShock = shock;
        absNormal = Math.abs(z);
        jumped = random.uniform(base + JUMP) < r.jumpProb();
        double jump = jumped ? sigma[regime] * (r.jumpMean() + r.jumpSd() * random.normal(base + JUMP_SIZE)) : 0.0;
        double ret = drift[regime] + lastX + jump + pull * (anchor - logPrice);
        previousLogPrice = logPrice;
        logPrice += Math.max(-MAX_RETURN, Math.min(MAX_RETURN, ret));
    }

    RegimeLaw regime() {
        return law.regimes().get(regime);
    }

    boolean jumped() {
        return jumped;
    }

    /** Standard deviation of the present bar's shock before it was drawn. */
    double shockSd() {
        return Math.sqrt(variance);
    }

    /** Size of the present bar's shock in standard deviations, {@code >= 0}. */
    double absNormal() {
        return absNormal;
    }

    double logPrice() {
        return logPrice;
    }

    double previousLogPrice() {
        return previousLogPrice;
    }

    /** {@code jumpProb (E exp(J) - 1)}, J normal. */
    private static double jumpCompensation(RegimeLaw r, double sigma) {
        double mean = sigma * r.jumpMean();
        double sd = sigma * r.jumpSd();
        return r.jumpProb() * FastMath.expm1(mean + 0.5 * sd * sd);
    }
}
