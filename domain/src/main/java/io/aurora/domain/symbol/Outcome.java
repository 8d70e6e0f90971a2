package io.aurora.domain.symbol;

import io.aurora.domain.acceptance.AcceptanceState;
import io.aurora.domain.acceptance.FsmPosition;
import io.aurora.domain.acceptance.GuardSet;
import io.aurora.domain.execution.Gating;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a bar led to: the recorded side of a decision.
 *
 * @param placement fills and reset before the bar
 * @param market transition flag and ARMA crossbar index at the bar
 * @param settled settlement of the forecast made one bar ago, absent where there was none or it was dropped
 * @param certified forecast, interval and scores, absent in the first 64 bars
 * @param verdict state and size
 */
public record Outcome(
        Placement placement,
        MarketFigures market,
        Optional<Settled> settled,
        Optional<Certified> certified,
        Verdict verdict) {

    /**
     * Where the bar fell.
     *
     * @param filled flat bars put in before it
     * @param reset whether it started the windows anew
     * @param gap whether bars were missing before it
     */
    public record Placement(int filled, boolean reset, boolean gap) {}

    /**
     * The market around the bar.
     *
     * @param aci ARMA crossbar index of the bar, absent where undefined
     * @param aciEma its running average
     * @param trans transition flag
     */
    public record MarketFigures(OptionalDouble aci, double aciEma, boolean trans) {}

    /**
     * A settled forecast.
     *
     * @param hit whether the return fell into the interval
     * @param score conformal score
     * @param surprisal surprisal v2
     */
    public record Settled(boolean hit, double score, double surprisal) {}

    /**
     * Forecast and trust of one bar.
     *
     * @param forecast interval
     * @param scores what the guards and the state machine looked at
     * @param soft soft breaches
     * @param hard hard breaches
     * @param gate guards that gate the size
     * @param raw class of the bar by itself
     */
    public record Certified(
            IntervalForecast forecast,
            Scores scores,
            GuardSet soft,
            GuardSet hard,
            GuardSet gate,
            AcceptanceState raw) {}

    /**
     * Forecast of the next log return, with its interval.
     *
     * @param yhat forecast, log return
     * @param sigma floored scale, log return
     * @param alpha miscoverage served
     * @param alphaTarget miscoverage aimed at
     * @param qHat conformal quantile
     * @param inflation factor of the half-width
     * @param lower lower end, price
     * @param upper upper end, price
     * @param relWidth (upper - lower) / |mid|
     */
    public record IntervalForecast(
            double yhat,
            double sigma,
            double alpha,
            double alphaTarget,
            double qHat,
            double inflation,
            double lower,
            double upper,
            double relWidth) {

        /**
         * A forecast with its interval in prices.
         *
         * @param close price it starts from
         * @param lo lower end, log return
         * @param hi upper end, log return
         */
        static IntervalForecast at(double close, double yhat, double sigma, Width width, double lo, double hi) {
            double lower = close * StrictMath.exp(lo);
            // an interval beyond all doubles ends at the largest one; its relative width is 2, the limit of the formula
            double upper = Math.min(Double.MAX_VALUE, close * StrictMath.exp(hi));
            double relWidth = (upper - lower) / Math.abs(upper / 2.0 + lower / 2.0);
            return new IntervalForecast(
                    yhat,
                    sigma,
                    width.alpha(),
                    width.alphaTarget(),
                    width.qHat(),
                    width.inflation(),
                    lower,
                    upper,
                    relWidth);
        }
    }

    /** What the width of an interval comes from: miscoverage served and aimed at, conformal quantile, factor. */
    record Width(double alpha, double alphaTarget, double qHat, double inflation) {}

    /**
     * Scores of one bar.
     *
     * @param coverageEma running coverage
     * @param missStreak misses in a row
     * @param surprisalP95 absent before the first settlement
     * @param latencyP95 milliseconds
     * @param relWidthP95 p95 of the relative width
     * @param uState uncertainty of the state, [0, 1]
     * @param uModel uncertainty of the regime, [0, 1]
     * @param uForecast uncertainty of the forecast, [0, 1]
     * @param kappa certainty, [0, 1]
     * @param bcc block coverage calibration, [0, 1]
     * @param kappaPlus certainty less penalties
     */
    public record Scores(
            double coverageEma,
            int missStreak,
            OptionalDouble surprisalP95,
            double latencyP95,
            double relWidthP95,
            double uState,
            double uModel,
            double uForecast,
            double kappa,
            double bcc,
            double kappaPlus) {}

    /**
     * State and size.
     *
     * @param position where the state machine stands now
     * @param from the state left, where there was a transition
     * @param reasons why it was left; {@code warmup} in WARMUP
     * @param gating size and why it is cut
     * @param triggers fallback triggers and the automatic hold at this bar
     */
    public record Verdict(
            FsmPosition position,
            Optional<AcceptanceState> from,
            List<String> reasons,
            Gating gating,
            Triggers triggers) {
        public Verdict {
            reasons = List.copyOf(reasons);
        }

        public AcceptanceState state() {
            return position.state();
        }
    }
}
