package io.aurora.domain.risk;

/** How the ambiguity radius eps prices the norm of the weights in the objective. */
public enum Penalty {
    /** {@code rho = eps}. */
    PLAIN,
    /**
     * {@code rho = eps / alpha}: the exact worst case of expected shortfall over the Wasserstein-1 ball of radius eps, since the shortfall's
     * Lipschitz constant is {@code ||w|| / alpha} (Mohajerin Esfahani and Kuhn, 2018, Math. Program. 171).
     */
    WASSERSTEIN;

    /** Price of one unit of {@code ||w||_2}. */
    public double rho(double eps, double alpha) {
        return this == PLAIN ? eps : eps / alpha;
    }
}
