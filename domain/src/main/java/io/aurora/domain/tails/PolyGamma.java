package io.aurora.domain.tails;

import org.apache.commons.math3.util.FastMath;

/**
 * Digamma and trigamma for x > 0: upward recurrence of 20 steps, then the asymptotic series (Abramowitz and Stegun, 6.3.18 and 6.4.12), relative
 * error about 1e-15. Commons Math's digamma has one term of its series with the wrong sign, worth some 1e-9.
 */
final class PolyGamma {
    private static final int STEPS = 20;

    private PolyGamma() {}

    static double digamma(double x) {
        double sum = 0.0;
        for (int i = 0; i < STEPS; i++) {
            sum -= 1.0 / (x + i);
        }
        double at = x + STEPS;
        double r = 1.0 / (at * at);
        double series = r * (1.0 / 12.0 - r * (1.0 / 120.0 - r * (1.0 / 252.0 - r * (1.0 / 240.0 - r / 132.0))));
        return sum + FastMath.log(at) - 0.5 / at - series;
    }

    /** Equals Hurwitz' zeta(2, x). */
    static double trigamma(double x) {
        double sum = 0.0;
        for (int i = 0; i < STEPS; i++) {
            sum += 1.0 / ((x + i) * (x + i));
        }
        double at = x + STEPS;
        double r = 1.0 / (at * at);
        double series = r * (1.0 / 6.0 - r * (1.0 / 30.0 - r * (1.0 / 42.0 - r * (1.0 / 30.0 - r * 5.0 / 66.0))));
        return sum + (1.0 + 0.5 / at + series) / at;
    }
}
