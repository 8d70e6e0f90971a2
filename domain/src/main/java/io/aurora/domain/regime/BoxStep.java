package io.aurora.domain.regime;

/**
 * Minimiser of {@code g.s + s'Ms/2} over a box of steps in two dimensions that holds 0, M positive definite: the unconstrained one where
 * it lies inside, else the best of the four edges, each a parabola cut off at its ends.
 */
final class BoxStep {
    private double low1;
    private double high1;
    private double low2;
    private double high2;
    private double g1;
    private double g2;
    private double m11;
    private double m12;
    private double m22;
    private double first;
    private double second;
    private double decrease;

    void box(double lowFirst, double highFirst, double lowSecond, double highSecond) {
        low1 = lowFirst;
        high1 = highFirst;
        low2 = lowSecond;
        high2 = highSecond;
    }

    void solve(double gradient1, double gradient2, double matrix11, double matrix12, double matrix22) {
        g1 = gradient1;
        g2 = gradient2;
        m11 = matrix11;
        m12 = matrix12;
        m22 = matrix22;
        double determinant = m11 * m22 - m12 * m12;
        double s1 = (m12 * g2 - m22 * g1) / determinant;
        double s2 = (m12 * g1 - m11 * g2) / determinant;
        first = 0.0;
        second = 0.0;
        decrease = 0.0;
        if (determinant > 0.0 && s1 >= low1 && s1 <= high1 && s2 >= low2 && s2 <= high2) {
            offer(s1, s2);
            return;
        }
        offer(low1, along(low1, low2, high2, g2, m22));
        offer(high1, along(high1, low2, high2, g2, m22));
        offer(along(low2, low1, high1, g1, m11), low2);
        offer(along(high2, low1, high1, g1, m11), high2);
    }

    double first() {
        return first;
    }

    double second() {
        return second;
    }

    /** Value of the model at the step, at most 0. */
    double decrease() {
        return decrease;
    }

    /** Best free coordinate on an edge where the other one is {@code fixed}. */
    private double along(double fixed, double low, double high, double gradient, double curvature) {
        return Math.max(low, Math.min(high, -(gradient + m12 * fixed) / curvature));
    }

    private void offer(double s1, double s2) {
        double value = g1 * s1 + g2 * s2 + 0.5 * (m11 * s1 * s1 + 2.0 * m12 * s1 * s2 + m22 * s2 * s2);
        if (value < decrease) {
            first = s1;
            second = s2;
            decrease = value;
        }
    }
}
