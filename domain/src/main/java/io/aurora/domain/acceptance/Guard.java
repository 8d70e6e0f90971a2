package io.aurora.domain.acceptance;

/** Guards in the order of spec page 10, section 6; lists of guards keep it. */
public enum Guard {
    COVERAGE("coverage", Violation.COVERAGE),
    MISS_STREAK("miss_streak", Violation.COVERAGE),
    LATENCY("latency", Violation.LATENCY),
    SURPRISAL("surprisal", Violation.SURPRISAL),
    WIDTH("width", Violation.WIDTH),
    KAPPA("kappa", Violation.KAPPA),
    KAPPA_PLUS("kappa_plus", Violation.KAPPA),
    LAG("lag", Violation.LAG);

    /** Types of breach; each counts once a bar. */
    public enum Violation {
        COVERAGE("coverage"),
        LATENCY("latency"),
        WIDTH("width"),
        SURPRISAL("surprisal"),
        KAPPA("kappa"),
        LAG("lag");

        private final String code;

        Violation(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    private final String code;
    private final Violation violation;

    Guard(String code, Violation violation) {
        this.code = code;
        this.violation = violation;
    }

    public String code() {
        return code;
    }

    public Violation violation() {
        return violation;
    }
}
