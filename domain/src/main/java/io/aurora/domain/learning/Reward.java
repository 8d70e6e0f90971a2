package io.aurora.domain.learning;

/**
 * What an outcome is worth: with {@code L = max(0, 1 - latency/latency_ref)}, {@code C = max(0, 1 - cost/cost_ref)} and
 * {@code f = min(1, failures/3)}, {@code total = (1 - f)(w_L L + w_C C + w_S [slo hit]) - f}. So a failure both takes away from what
 * was good and costs something itself: a fast failure never beats a slow success.
 *
 * @param terms references and weights it was measured by
 * @param outcome how the task went
 * @param latencyScore {@code L}, in [0, 1]
 * @param costScore {@code C}, in [0, 1]
 * @param failureShare {@code f}, in [0, 1]
 * @param total in [-1, 1]
 */
public record Reward(
        RewardTerms terms,
        TaskOutcome outcome,
        double latencyScore,
        double costScore,
        double failureShare,
        double total) {
    private static final double MOST_FAILURES = 3.0;

    /** The reward of one outcome. */
    public static Reward of(RewardTerms terms, TaskOutcome outcome) {
        double latency = score(outcome.latencyMs(), terms.latencyRefMs());
        double cost = score(outcome.cost(), terms.costRef());
        double failed = failureShare(outcome.failures());
        return new Reward(
                terms,
                outcome,
                latency,
                cost,
                failed,
                total(terms, latency, cost, outcome.sloHit() ? 1.0 : 0.0, failed));
    }

    /** The same formula at averages of outcomes: {@code failures} need not be whole, {@code sloHit} is a share in [0, 1]. */
    static double at(RewardTerms terms, double latencyMs, double cost, double failures, double sloHit) {
        return total(
                terms,
                score(latencyMs, terms.latencyRefMs()),
                score(cost, terms.costRef()),
                sloHit,
                failureShare(failures));
    }

    private static double score(double value, double worthNothing) {
        return Math.max(0.0, 1.0 - value / worthNothing);
    }

    private static double failureShare(double failures) {
        return Math.min(1.0, failures / MOST_FAILURES);
    }

    private static double total(RewardTerms terms, double latency, double cost, double slo, double failed) {
        double good = terms.latencyWeight() * latency + terms.costWeight() * cost + terms.sloWeight() * slo;
        return (1.0 - failed) * good - failed;
    }

    /**
     * A sentence that says which parts made it, e.g. {@code reward 0.85: latency of 42 ms gives 0.474 of 0.6, cost of 0.12 gives
     * 0.176 of 0.2, the objective was kept for 0.2 of 0.2}.
     */
    public String explanation() {
        StringBuilder text =
                new StringBuilder(192).append("reward ").append(rounded(total)).append(": latency of ");
        text.append(rounded(outcome.latencyMs())).append(" ms gives ");
        share(text, terms.latencyWeight() * latencyScore, terms.latencyWeight());
        text.append(", cost of ").append(rounded(outcome.cost())).append(" gives ");
        share(text, terms.costWeight() * costScore, terms.costWeight());
        text.append(outcome.sloHit() ? ", the objective was kept for " : ", the objective was missed for ");
        share(text, outcome.sloHit() ? terms.sloWeight() : 0.0, terms.sloWeight());
        if (outcome.failures() > 0) {
            text.append("; ")
                    .append(outcome.failures())
                    .append(outcome.failures() == 1 ? " failure takes " : " failures take ")
                    .append(rounded(100.0 * failureShare))
                    .append(" % of that and ")
                    .append(rounded(failureShare))
                    .append(" more");
        }
        return text.toString();
    }

    private static void share(StringBuilder text, double part, double whole) {
        text.append(rounded(part)).append(" of ").append(rounded(whole));
    }

    /** To three decimals, whole numbers without a point. */
    private static String rounded(double value) {
        String text = Double.toString(Math.rint(value * 1000.0) / 1000.0);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
