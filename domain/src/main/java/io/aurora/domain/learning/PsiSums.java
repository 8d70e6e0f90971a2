package io.aurora.domain.learning;

import io.aurora.domain.check.Require;

/**
 * One node's part of the psi field that is derived inside: sums over its live symbols, so that the parts of several nodes add up.
 *
 * @param live live symbols: loaded, beyond WARMUP, not stale
 * @param coherence sum of their largest router probabilities
 * @param open how many of them are not in BLOCK
 */
public record PsiSums(long live, double coherence, long open) {
    public static final PsiSums NONE = new PsiSums(0, 0.0, 0);

    // each probability may round up by a unit in the last place
    private static final double ROUNDING = 1e-9;

    public PsiSums {
        Require.atLeast("live", live, 0L);
        Require.within("coherence", coherence, 0.0, live * (1.0 + ROUNDING));
        Require.within("open", open, 0.0, live);
    }

    public PsiSums plus(PsiSums other) {
        return new PsiSums(live + other.live, coherence + other.coherence, open + other.open);
    }

    /** Mean largest probability, and share of symbols not in BLOCK; {@link PsiField#NEUTRAL} where no symbol lives. */
    public PsiField field() {
        return live == 0 ? PsiField.NEUTRAL : new PsiField(Math.min(1.0, coherence / live), (double) open / live);
    }
}
