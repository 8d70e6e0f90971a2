package io.aurora.http.wire;

import java.time.Instant;
import java.util.List;

/** Bodies about transfer validation. */
public final class TransferBody {
    private TransferBody() {}

    /**
     * Whether a calibration made on one symbol may be used on another.
     *
     * @param source where it was made
     * @param target where it is to be used
     * @param benchmark symbol both are held against
     * @param validatedAt when
     * @param observations returns of the smaller domain
     * @param scores which conformal scores the ratio goes by
     * @param verdict {@code READY}, {@code NOT_READY} or {@code INSUFFICIENT}, which is not ready either
     * @param failing criteria that do not hold
     * @param missing why a criterion could not be judged; null where all were
     * @param criteria each with its threshold; empty where one could not be judged
     * @param sourceInvariants of the source; null where there are too few returns for any
     * @param targetInvariants of the target; null where there are too few returns for any
     * @param ratio the calibration's trial, block by block; null where there are too few returns
     * @param similarity components of the similarity; null where one could not be estimated
     * @param effects what the verdict means for the target
     */
    public record Report(
            String source,
            String target,
            String benchmark,
            Instant validatedAt,
            int observations,
            Scores scores,
            String verdict,
            List<String> failing,
            String missing,
            List<Criterion> criteria,
            Invariants sourceInvariants,
            Invariants targetInvariants,
            Ratio ratio,
            Similarity similarity,
            Effects effects) {}

    /**
     * Conformal scores of both domains, of one kind.
     *
     * @param kind {@code recorded}, of the forecasts that were made, or {@code ewma}, |return| over its past EWMA volatility
     * @param source recorded scores of the source
     * @param target recorded scores of the target
     * @param reason why the recorded ones do not serve; null where they do
     */
    public record Scores(String kind, int source, int target, String reason) {}

    /** A criterion; {@code power} is the probability that one off by twice the allowance is rejected at this size. */
    public record Criterion(
            String name, double value, double threshold, boolean passed, int sampleSize, double power) {}

    /** Invariants of a domain. */
    public record Invariants(
            TailsBody.Estimate xi,
            TailsBody.Estimate hurst,
            TailsBody.Estimate extremalIndex,
            TailsBody.Estimate dependence) {}

    /** Blocks of the target that the source's frozen quantile passes, and its coverage over all of them. */
    public record Ratio(double q, double coverage, int passed, int blocks) {}

    /** Components of the similarity. */
    public record Similarity(
            TailsBody.Estimate tailDistance,
            TailsBody.Estimate clusterDifference,
            TailsBody.Estimate dependenceDifference) {}

    /**
     * What a verdict means for the target.
     *
     * @param riskMode mode it was put into, {@code STANDARD} or {@code ICM}
     * @param alphaTargetFactor of the miscoverage aimed at
     * @param leastInflation of the intervals
     * @param epsFactor of the radius of portfolios that hold it
     * @param notionalFactor of its base size
     * @param recalibrationWanted whether it should be calibrated anew
     */
    public record Effects(
            String riskMode,
            double alphaTargetFactor,
            double leastInflation,
            double epsFactor,
            double notionalFactor,
            boolean recalibrationWanted) {}

    /** The last validation of a target on this node, and the mode the target is in now. */
    public record Last(String symbol, String riskMode, Report report) {}
}
