package io.aurora.domain.learning;

import io.aurora.domain.check.Require;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The name of a discretised context: the row of the table a decision reads and an outcome writes. Features stand in a fixed order,
 * apart by semicolons, e.g.
 * {@code latency=<50;cpu=<=8;memory=none;region=eu;coherence=mid;density=high;count=3-4;symbol=DERISK}.
 *
 * <p>Latency has the buckets below 25, 50, 100 and 250 ms and from there on; processors up to 2, 8 and 32 and more; memory up to 8,
 * 32 and 128 GB and more; each of them {@code none} where it is absent. The field's figures have terciles cut at 1/3 and 2/3, a cut
 * belonging to the upper one. {@code symbol} stands only where the context names one. Cost: one string, no other allocation.
 */
public final class StateKey {
    /** Version of this form; policies remember theirs ({@link PolicyTerms#keyForm}). */
    public static final int FORM = 1;

    /** The value of a feature that the context leaves out. */
    static final String NONE = "none";
    /** A region that is not in the policy's list. */
    static final String OTHER = "other";

    private static final double LOW_CUT = 1.0 / 3.0;
    private static final double HIGH_CUT = 2.0 / 3.0;

    private StateKey() {}

    /**
     * The key of a context.
     *
     * @param terms the policy's, for its regions
     * @param context what is known of the task
     * @param psi the field now
     * @param candidates how many could do the task, &gt;= 1
     * @param symbolState acceptance state of the context's symbol; present exactly where the context names one
     */
    public static String of(
            PolicyTerms terms, TaskContext context, PsiField psi, int candidates, Optional<String> symbolState) {
        Require.atLeast("candidates", candidates, 1);
        if (symbolState.isPresent() != context.symbol().isPresent()) {
            throw new IllegalArgumentException("must go together: symbol="
                    + context.symbol().orElse("absent") + ", symbol_state=" + symbolState.orElse("absent"));
        }
        StringBuilder key = new StringBuilder(112)
                .append("latency=")
                .append(latency(context.latencyMs()))
                .append(";cpu=")
                .append(size(context.cpu(), 2, "<=2", 8, "<=8", 32, "<=32"))
                .append(";memory=")
                .append(size(context.memoryGb(), 8, "<=8", 32, "<=32", 128, "<=128"))
                .append(";region=")
                .append(region(terms.regions(), context.region()))
                .append(";coherence=")
                .append(tercile(psi.coherence()))
                .append(";density=")
                .append(tercile(psi.density()))
                .append(";count=")
                .append(count(candidates));
        symbolState.ifPresent(state -> key.append(";symbol=").append(state));
        return key.toString();
    }

    private static String latency(OptionalDouble latencyMs) {
        if (latencyMs.isEmpty()) {
            return NONE;
        }
        double ms = latencyMs.getAsDouble();
        if (ms < 50.0) {
            return ms < 25.0 ? "<25" : "<50";
        }
        if (ms < 100.0) {
            return "<100";
        }
        return ms < 250.0 ? "<250" : ">=250";
    }

    private static String size(
            OptionalDouble asked,
            double small,
            String atMostSmall,
            double mid,
            String atMostMid,
            double large,
            String atMostLarge) {
        if (asked.isEmpty()) {
            return NONE;
        }
        double value = asked.getAsDouble();
        if (value <= small) {
            return atMostSmall;
        }
        if (value <= mid) {
            return atMostMid;
        }
        return value <= large ? atMostLarge : "more";
    }

    private static String region(List<String> listed, Optional<String> region) {
        if (region.isEmpty()) {
            return NONE;
        }
        return listed.contains(region.get()) ? region.get() : OTHER;
    }

    private static String tercile(double figure) {
        if (figure < LOW_CUT) {
            return "low";
        }
        return figure < HIGH_CUT ? "mid" : "high";
    }

    private static String count(int candidates) {
        if (candidates <= 2) {
            return candidates == 1 ? "1" : "2";
        }
        return candidates <= 4 ? "3-4" : "5+";
    }
}
