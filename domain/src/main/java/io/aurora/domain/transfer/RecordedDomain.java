package io.aurora.domain.transfer;

import io.aurora.domain.portfolio.JointHistory;
import io.aurora.domain.portfolio.RecordedBar;
import java.util.OptionalDouble;

/**
 * A market as it was recorded: returns of a symbol and of its benchmark at the same bars, and the conformal scores that the symbol's own forecasts
 * were settled with there, fewer than returns where bars had no forecast.
 */
public final class RecordedDomain {
    /** Share of the returns that must have a recorded score: the first bars of a symbol have none, nor have those after a gap. */
    public static final double LEAST_SHARE = 0.9;

    /** Which scores a validation goes by. */
    public enum Scores {
        /** Of the recorded forecasts, in both domains. */
        RECORDED,
        /** |return| over its past EWMA(0.94) volatility, in both domains: one of them has too few recorded scores. */
        EWMA
    }

    private final double[] returns;
    private final double[] benchmark;
    private final double[] scores;

    private RecordedDomain(double[] returns, double[] benchmark, double[] scores) {
        this.returns = returns;
        this.benchmark = benchmark;
        this.scores = scores;
    }

    /** Of the common bars of a symbol, the first of the history, and its benchmark, the second. */
    public static RecordedDomain of(JointHistory history) {
        double[] scores = history.of(0).stream()
                .skip(1)
                .map(RecordedBar::score)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray();
        return new RecordedDomain(history.logReturns(0), history.logReturns(1), scores);
    }

    /** The scores that two domains are compared by: both by the same kind, or the ratio would compare forecasters, not markets. */
    public static Scores common(RecordedDomain source, RecordedDomain target) {
        return source.carriesScores() && target.carriesScores() ? Scores.RECORDED : Scores.EWMA;
    }

    private boolean carriesScores() {
        return scores.length > 0 && scores.length >= LEAST_SHARE * returns.length;
    }

    /** As a validation sees it. */
    public TransferDomain by(Scores kind) {
        return kind == Scores.RECORDED
                ? new TransferDomain(returns, benchmark, scores)
                : TransferDomain.ofReturns(returns, benchmark);
    }

    /** Returns that symbol and benchmark have in common. */
    public int size() {
        return returns.length;
    }

    /** Recorded scores among them. */
    public int scoreCount() {
        return scores.length;
    }
}
