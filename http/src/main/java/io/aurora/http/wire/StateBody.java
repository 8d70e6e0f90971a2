package io.aurora.http.wire;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;

/**
 * A symbol as it stands: its decision with everything that led to it. The parts are written in line, as one flat object.
 *
 * @param decision the decision
 * @param standing where the acceptance states stand
 * @param trust what they were judged by
 * @param conformal the interval's making
 * @param market the bar, its forecast and regime
 * @param control what governs the symbol
 */
public record StateBody(
        @JsonUnwrapped DecisionBody decision,
        @JsonUnwrapped Standing standing,
        @JsonUnwrapped Trust trust,
        @JsonUnwrapped Conformal conformal,
        @JsonUnwrapped Market market,
        @JsonUnwrapped Control control) {

    /**
     * Where the acceptance states stand; null before the first bar.
     *
     * @param dwell bars since the state was entered
     * @param good length of the run of good bars
     * @param raw class of the last bar by itself
     * @param reasons of the last transition, where the last bar made one
     * @param soft soft breaches
     * @param hard hard breaches
     */
    public record Standing(
            Integer dwell, Integer good, String raw, List<String> reasons, List<String> soft, List<String> hard) {}

    /**
     * What the states were judged by.
     *
     * @param kappa certainty
     * @param kappaParts its parts
     * @param coverageEma running coverage
     * @param coverageEmpirical hits over settlements of the symbol's life
     * @param missStreak misses in a row
     * @param surprisalP95 surprisal
     * @param latencyP95 milliseconds
     * @param relWidth relative width of the interval
     * @param relWidthP95 its p95
     */
    public record Trust(
            Double kappa,
            KappaParts kappaParts,
            double coverageEma,
            Double coverageEmpirical,
            int missStreak,
            Double surprisalP95,
            Double latencyP95,
            Double relWidth,
            Double relWidthP95) {}

    /**
     * The interval's making.
     *
     * @param scores scores in the window
     * @param alpha miscoverage served
     * @param alphaTarget miscoverage aimed at
     * @param qHat conformal quantile
     * @param inflation factor of the half-width
     */
    public record Conformal(int scores, double alpha, double alphaTarget, Double qHat, double inflation) {}

    /**
     * The bar, its forecast and regime.
     *
     * @param close closing price of the bar
     * @param historical whether the bar was offered as one of the past
     * @param forecast forecast of the next log return
     * @param engine what computed it
     * @param fallback why the built-in forecaster stood in
     * @param regime likeliest regime
     * @param probabilities of the regimes
     * @param aci ARMA crossbar index, smoothed
     * @param aciRaw of the bar
     * @param trans transition flag
     */
    public record Market(
            Double close,
            Boolean historical,
            Forecast forecast,
            String engine,
            String fallback,
            String regime,
            Probabilities probabilities,
            Double aci,
            Double aciRaw,
            Boolean trans) {}

    /**
     * What governs the symbol.
     *
     * @param triggers fallback triggers
     * @param riskMode risk mode
     * @param hold the operator's hold
     * @param deskHold the desk's
     * @param model models in force
     * @param profile profile of the symbol
     * @param settingsDigest digest of the settings in force
     * @param barLengthMs length of a bar, milliseconds
     * @param baseNotional size at risk scale 1
     * @param counts bars so far
     */
    public record Control(
            TriggerFlags triggers,
            String riskMode,
            Hold hold,
            DeskBody deskHold,
            Model model,
            String profile,
            String settingsDigest,
            long barLengthMs,
            double baseNotional,
            Counts counts) {}

    /**
     * Parts of kappa and of kappa_plus.
     *
     * @param state uncertainty of the state
     * @param model uncertainty of the regime
     * @param forecast uncertainty of the forecast
     * @param bcc block coverage calibration
     */
    public record KappaParts(double state, double model, double forecast, double bcc) {}

    /**
     * Forecast of the next log return.
     *
     * @param yhat log return
     * @param sigma floored scale, log return
     */
    public record Forecast(double yhat, double sigma) {}

    /** Regime probabilities. */
    public record Probabilities(double ar, double arma, double garch) {}

    /** Models in force. */
    public record Model(String student, String router) {}

    /** Whether each trigger acts. */
    public record TriggerFlags(boolean latency, boolean coverage, boolean kappa, boolean kappaDrop) {}

    /** An operator's hold. */
    public record Hold(String by, String reason, Instant since) {}

    /** Bars so far. */
    public record Counts(long accepted, long filled, long gaps, long resets, long uniform) {}
}
