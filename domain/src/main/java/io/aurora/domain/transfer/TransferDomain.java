package io.aurora.domain.transfer;

import java.util.Arrays;

/**
 * A market as a transfer validation sees it: the returns of a symbol and of its benchmark at the same steps, in order of time, and the
 * conformal scores of the forecasts made there. Arrays are copied.
 *
 * @param returns of the symbol
 * @param benchmark of the benchmark, as many
 * @param scores at least 1, each finite and at least 0
 */
public record TransferDomain(double[] returns, double[] benchmark, double[] scores) {

    public TransferDomain {
        if (returns.length != benchmark.length) {
            throw new IllegalArgumentException(
                    "must be as many: returns=" + returns.length + ", benchmark=" + benchmark.length);
        }
        if (scores.length == 0) {
            throw new IllegalArgumentException("must be >= 1: scores=0");
        }
        for (double score : scores) {
            if (!(score >= 0.0 && score < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("must be finite and >= 0: score=" + score);
            }
        }
        returns = returns.clone();
        benchmark = benchmark.clone();
        scores = scores.clone();
    }

    /** A domain without a record of forecasts: the scores are |returns| over their past EWMA(0.94) volatility. Needs 21 returns. */
    public static TransferDomain ofReturns(double[] returns, double[] benchmark) {
        double[] scores = EwmaReturns.of(returns);
        for (int i = 0; i < scores.length; i++) {
            scores[i] = Math.abs(scores[i]);
        }
        return new TransferDomain(returns, benchmark, scores);
    }

    /** Observations of the pair of series. */
    public int size() {
        return returns.length;
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
        return other instanceof TransferDomain that
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
        return "TransferDomain[n=" + returns.length + ", scores=" + scores.length + "]";
    }
}
