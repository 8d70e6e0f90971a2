package io.aurora.domain.transfer;

import io.aurora.domain.portfolio.JointHistory;
import io.aurora.domain.portfolio.RecordedBar;
import java.util.Arrays;

/**
 * A market as it was recorded: returns of a symbol and of its benchmark at the same bars, and the conformal scores that the symbol's own forecasts
 * were settled with there. Arrays are copied.
 *
 * @param returns log returns of the symbol
 * @param benchmark log returns of the benchmark, as many
 * @param scores those recorded, in order of time; fewer than returns where bars had no forecast
 */
public record RecordedDomain(double[] returns, double[] benchmark, double[] scores) {
    /** Share of the returns that must have a recorded score: the first bars of a symbol have none, nor have those after a gap. */
    public static final double LEAST_SHARE = 0.9;

    /** Which scores a validation goes by. */
    public enum Scores {
        /** Of the recorded forecasts, in both domains. */
        RECORDED,
        /** |return| over its past EWMA(0.94) volatility, in both domains: one of them has too few recorded scores. */
        EWMA
    }

    public RecordedDomain {
        if (returns.length != benchmark.length || scores.length > returns.length) {
            throw new IllegalArgumentException("must be as many, and no more scores: returns=" + returns.length
                    + ", benchmark=" + benchmark.length + ", scores=" + scores.length);
        }
        returns = returns.clone();
        benchmark = benchmark.clone();
        scores = scores.clone();
    }

    /** Of the common bars of a symbol, the first of the history, and its benchmark, the second. */
    public static RecordedDomain of(JointHistory history) {
        double[] scores = history.of(0).stream()
                .skip(1)
                .map(RecordedBar::score)
                .filter(java.util.OptionalDouble::isPresent)
                .mapToDouble(java.util.OptionalDouble::getAsDouble)
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

    @Override
    public double[] returns() {
        return returns.clone();
    }

    @Override
    public double[] benchmark() {
        return benchmark.clone();
    }

    @Override
    public double[] scores() {
        return scores.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecordedDomain that
                && Arrays.equals(returns, that.returns)
                && Arrays.equals(benchmark, that.benchmark)
                && Arrays.equals(scores, that.scores);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(returns);
    }

    @Override
    public String toString() {
        return "RecordedDomain[n=" + returns.length + ", scores=" + scores.length + "]";
    }
}
