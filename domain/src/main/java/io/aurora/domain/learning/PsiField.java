package io.aurora.domain.learning;

import io.aurora.domain.check.Require;

/**
 * The field's two figures, each in [0, 1].
 *
 * @param coherence how much the market agrees with itself
 * @param density how much of it may be traded
 */
public record PsiField(double coherence, double density) {
    /** Where nothing is known. */
    public static final PsiField NEUTRAL = new PsiField(0.5, 0.5);

    public PsiField {
        Require.within("coherence", coherence, 0.0, 1.0);
        Require.within("density", density, 0.0, 1.0);
    }
}
