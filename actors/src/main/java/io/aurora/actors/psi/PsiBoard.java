package io.aurora.actors.psi;

import io.aurora.domain.learning.PsiField;
import io.aurora.domain.learning.PsiSums;

/** The merged sums as this node knows them; written by one exchange, read by any thread. */
public final class PsiBoard {
    private volatile PsiSums sums = PsiSums.NONE;

    void show(PsiSums merged) {
        sums = merged;
    }

    public PsiSums sums() {
        return sums;
    }

    public PsiField field() {
        return sums.field();
    }
}
