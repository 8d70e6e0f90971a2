package io.aurora.domain.conformal;

/**
 * A read-only look at a window of nonconformity scores {@code |y - yhat| / sigma >= 0}, as it is or as it would be after one more.
 * Spec page 10, section 3.
 */
public interface Scores {

    /** Scores in the window, at most its length. */
    int size();

    /**
     * Conformal quantile at level {@code 1 - alpha}, in units of sigma.
     *
     * <p>Fewer than 30 scores (setting {@code cold_normal}): the normal quantile {@code z_{1-alpha/2}}; fewer than 100
     * ({@code cold_exact}): the {@link ConformalRank#of k-th} smallest for every kind; then by kind.
     *
     * @param alpha miscoverage, in (0, 1)
     */
    double quantile(double alpha);

    /** How many scores lie strictly below {@code x}. O(log W). */
    int countBelow(double x);

    /**
     * Largest of the newest {@code count} scores, or of all where there are fewer. O(count).
     *
     * @throws IllegalStateException where there is no score
     */
    double maxOfLast(int count);
}
