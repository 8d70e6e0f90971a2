package io.aurora.domain.inference;

/**
 * Which models a symbol's decisions come from.
 *
 * @param student content id of the student, {@code ewma} for the built-in forecaster
 * @param router content id of the router, {@code bic} for the built-in one
 */
public record ModelIds(String student, String router) {
    public static final String EWMA = "ewma";
    public static final String BIC = "bic";
    public static final ModelIds BUILT_IN = new ModelIds(EWMA, BIC);

    public ModelIds {
        if (student.isEmpty() || router.isEmpty()) {
            throw new IllegalArgumentException("must not be empty: student=" + student + ", router=" + router);
        }
    }

    /** What a symbol adopts whose profile asks for the BIC router whatever is trained. */
    public ModelIds withBic() {
        return new ModelIds(student, BIC);
    }

    /**
     * Whether an engine of these models can answer for {@code asked}: each of the two is the same one, or the built-in one, which every
     * engine has.
     */
    public boolean cover(ModelIds asked) {
        return (asked.student.equals(student) || asked.student.equals(EWMA))
                && (asked.router.equals(router) || asked.router.equals(BIC));
    }

    /** Whether the regime comes from likelihood fits, which the symbol asks for itself. */
    public boolean fitsRouter() {
        return router.equals(BIC);
    }

    /** Whether the forecaster carries recurrent state. */
    public boolean recurrent() {
        return !student.equals(EWMA);
    }
}
