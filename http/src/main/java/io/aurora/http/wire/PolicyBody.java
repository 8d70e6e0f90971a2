package io.aurora.http.wire;

import java.time.Instant;
import java.util.List;

/** Bodies about a policy as a whole. */
public final class PolicyBody {
    private PolicyBody() {}

    /**
     * A page of a table, as it is exported and imported.
     *
     * @param policy whose
     * @param keyForm version of the form of state keys
     * @param rows by partition, then state, then action; whole states
     * @param next value of {@code after} for the next page, opaque; null on the last one
     */
    public record Table(String policy, int keyForm, List<Row> rows, String next) {}

    /**
     * A cell of a table.
     *
     * @param state key of the state
     * @param action {@code provider/sku}
     * @param q value
     * @param tries updates it has seen
     */
    public record Row(String state, String action, double q, long tries) {}

    /**
     * Answer to an import.
     *
     * @param policy whose table
     * @param imported how many rows were taken over
     */
    public record Imported(String policy, int imported) {}

    /**
     * A page of a log.
     *
     * @param policy whose
     * @param rows in the order of the log
     * @param next value of {@code after} for the next page, opaque; null at the end of what there is now
     */
    public record Log(String policy, List<LogRow> rows, String next) {}

    /**
     * A decision of a log, with every bit of its figures, as off-policy evaluation needs it.
     *
     * @param traceId its name
     * @param decidedAt when
     * @param taskId the asker's name of the task
     * @param state key of the state
     * @param candidates {@code provider/sku} of each
     * @param q value of each then
     * @param action what was chosen; null where the gate let nobody be
     * @param propensity probability with which it was to be chosen; null where nobody was
     * @param epsilon probability of exploring then; null where nobody was chosen
     * @param explored whether exploration drew it; null where nobody was chosen
     * @param score execution score; null where nobody was chosen
     * @param status {@code open}, {@code answered}, {@code expired} or {@code gated}
     * @param appliedAt when feedback came; null without
     * @param outcome the feedback; null without
     * @param reward of the feedback; null without
     * @param nextState state of the same context then; null without feedback
     * @param maxNext largest value of the same candidates in it; null without feedback
     * @param oldQ value of the chosen one before; null without feedback
     * @param newQ value after; null without feedback
     */
    public record LogRow(
            String traceId,
            Instant decidedAt,
            String taskId,
            String state,
            List<String> candidates,
            double[] q,
            String action,
            Double propensity,
            Double epsilon,
            Boolean explored,
            Double score,
            String status,
            Instant appliedAt,
            TraceBody.Outcome outcome,
            Double reward,
            String nextState,
            Double maxNext,
            Double oldQ,
            Double newQ) {}

    /**
     * What another policy would have earned.
     *
     * @param policy whose log it is
     * @param as whose value
     * @param rows answered decisions it rests on
     * @param logged mean reward of the log itself
     * @param ips inverse propensity scoring
     * @param snips self-normalised
     * @param dr doubly robust
     * @param effectiveSampleSize rows the weights are worth
     * @param largestWeight largest weight of a row
     * @param sequence 95 % confidence sequence of the value, may be looked at as often as one likes
     */
    public record Value(
            String policy,
            String as,
            int rows,
            Estimated logged,
            Estimated ips,
            Estimated snips,
            Estimated dr,
            double effectiveSampleSize,
            double largestWeight,
            IntervalBody sequence) {}

    /** A value with its standard error and 95 % interval. */
    public record Estimated(double value, double se, double lower, double upper) {}
}
