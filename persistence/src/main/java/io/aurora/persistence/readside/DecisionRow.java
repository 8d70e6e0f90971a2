package io.aurora.persistence.readside;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A decision as the read side shows it.
 *
 * @param id its place in the whole journal, the id of the event stream
 * @param soft bits of a {@code GuardSet}
 * @param hard bits of a {@code GuardSet}
 * @param settings first digits of the settings' digest
 * @param engine absent in the first 64 bars
 * @param fallback why the built-in forecaster stood in, absent where it did not
 * @param figures forecast and scores, absent in the first 64 bars
 * @param close closing price of the bar
 */
public record DecisionRow(
        long id,
        String symbol,
        long seq,
        long barTsMs,
        long decidedAtMs,
        boolean historical,
        String state,
        List<String> reasons,
        List<String> blockReasons,
        int soft,
        int hard,
        double notional,
        double riskScale,
        String settings,
        Optional<String> engine,
        Optional<String> fallback,
        Optional<Figures> figures,
        double close) {

    /** Forecast and scores; {@code lower} and {@code upper} are prices. */
    public record Figures(
            double kappa,
            double kappaPlus,
            double coverageEma,
            double alpha,
            double alphaTarget,
            double yhat,
            double sigma,
            double lower,
            double upper) {}

    /** A change of state. */
    public record Transition(
            long id,
            String symbol,
            long seq,
            long atMs,
            long barTsMs,
            String from,
            String to,
            List<String> reasons,
            int soft,
            int hard,
            double kappa,
            double kappaPlus,
            double coverageEma,
            OptionalDouble surprisalP95,
            double latencyP95,
            double relWidth) {}

    /**
     * A symbol the read side knows.
     *
     * @param lastBarTsMs absent before its first bar
     */
    public record Symbol(
            String name, long barLengthMs, String profile, long openedAtMs, long lastSeq, Optional<Long> lastBarTsMs) {}
}
