package io.aurora.lab.risk;

import io.aurora.domain.check.Require;
import org.apache.commons.math3.distribution.TDistribution;

/** The upper tail of Student's t as the law behind an interval's end. */
final class StudentTail {
    private final double degrees;
    private final TDistribution law;

    /** @param degrees of freedom, above 1, so that a shortfall exists */
    StudentTail(double degrees) {
        if (!(degrees > 1.0)) {
            throw new IllegalArgumentException("must be > 1: degrees=" + degrees);
        }
        this.degrees = Require.finite("degrees", degrees);
        this.law = new TDistribution(null, degrees);
    }

    /** What is exceeded with that probability, in (0, 1/2). */
    double quantile(double probability) {
        return -law.inverseCumulativeProbability(probability);
    }

    /** Mean of what exceeds {@code quantile}: {@code f(q) (nu + q^2) / ((nu - 1) p)} (McNeil, Frey and Embrechts, 2015, example 2.15). */
    double shortfall(double probability, double quantile) {
        return law.density(quantile) * (degrees + quantile * quantile) / ((degrees - 1.0) * probability);
    }

    double degrees() {
        return degrees;
    }
}
