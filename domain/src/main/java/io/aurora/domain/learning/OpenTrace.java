package io.aurora.domain.learning;

import java.util.List;

/**
 * What feedback needs to know of its decision.
 *
 * @param atMs when it was made, epoch milliseconds UTC
 * @param context what was known
 * @param psi the field then
 * @param state key of the state
 * @param candidates action names in the asker's order
 * @param action the one chosen
 */
public record OpenTrace(
        long atMs, TaskContext context, PsiField psi, String state, List<String> candidates, String action) {
    public OpenTrace {
        candidates = List.copyOf(candidates);
    }
}
