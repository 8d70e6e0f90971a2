package io.aurora.domain.transfer;

import io.aurora.domain.conformal.ConformalRank;
import io.aurora.domain.statistics.Selection;
import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * Certified transfer ratio (CTR): intervals calibrated at the source, frozen, and tried block by block on the target. q is the {@code ceil((n + 1)
 * (1 - alpha))}-th smallest source score; target scores are cut into blocks from the start, what is left over is dropped; a block passes where
 * its hits (scores at most q) lie within the central 95 % of the binomial law, both ends included. O(n).
 *
 * @param q frozen quantile of the source scores
 * @param coverage share of all target scores that are at most q
 * @param passed blocks that pass
 * @param blocks blocks in all; none where the target is shorter than one
 */
public record CertifiedTransferRatio(double q, double coverage, int passed, int blocks) {
    private static final double TAIL = 0.025;

    /** Tries the source's calibration on the target. */
    public static CertifiedTransferRatio of(double[] source, double[] target, TransferRules rules) {
        double[] scratch = source.clone();
        int n = source.length;
        double q = Selection.kthLargest(scratch, n, n - ConformalRank.of(n, rules.alpha()));
        BinomialDistribution law = new BinomialDistribution(null, rules.block(), 1.0 - rules.alpha());
        int least = law.inverseCumulativeProbability(TAIL);
        int most = law.inverseCumulativeProbability(1.0 - TAIL);
        int blocks = target.length / rules.block();
        int passed = 0;
        int all = 0;
        for (int b = 0; b <= blocks; b++) {
            int from = b * rules.block();
            int to = Math.min(target.length, from + rules.block());
            int hits = hits(target, from, to, q);
            all += hits;
            passed += b < blocks && hits >= least && hits <= most ? 1 : 0;
        }
        return new CertifiedTransferRatio(q, target.length == 0 ? 0.0 : (double) all / target.length, passed, blocks);
    }

    private static int hits(double[] scores, int from, int to, double q) {
        int hits = 0;
        for (int i = from; i < to; i++) {
            hits += scores[i] <= q ? 1 : 0;
        }
        return hits;
    }

    /** Share of blocks that pass; 0 without a block, which certifies nothing. */
    public double ratio() {
        return blocks == 0 ? 0.0 : (double) passed / blocks;
    }
}
