package io.aurora.actors.psi;

import io.aurora.domain.learning.PsiField;
import java.util.concurrent.CompletionStage;

/** Where the field comes from. */
public interface PsiSource {
    /** Reads it; a failed stage where it cannot be read. */
    CompletionStage<PsiField> read();
}
