package io.aurora.domain.transfer;

import io.aurora.domain.check.Require;
import java.util.List;
import java.util.Optional;

/**
 * Outcome of a transfer validation.
 *
 * @param verdict READY only where all four criteria hold on enough observations
 * @param criteria CTR, DCTS, XI, H, in this order; empty where an invariant could not be estimated
 * @param sourceProfile invariants of the source
 * @param targetProfile invariants of the target
 * @param ratio the calibration's trial, block by block
 * @param similarity components of the DCTS, where they could be estimated
 * @param missing why an invariant could not be estimated
 */
public record TransferReport(
        Verdict verdict,
        List<Criterion> criteria,
        DomainProfile sourceProfile,
        DomainProfile targetProfile,
        CertifiedTransferRatio ratio,
        Optional<CoTailSimilarity> similarity,
        Optional<String> missing) {

    public TransferReport {
        criteria = List.copyOf(criteria);
    }

    /** May the source's calibration be used at the target? */
    public enum Verdict {
        READY,
        NOT_READY,
        /** Too few observations, or an invariant that could not be estimated: treated as not ready. */
        INSUFFICIENT;

        /** Whether the target runs in standard mode. */
        public boolean isReady() {
            return this == READY;
        }
    }

    /** What is judged. */
    public enum Name {
        CTR,
        DCTS,
        XI,
        H
    }

    /**
     * One criterion.
     *
     * @param name which
     * @param value CTR and DCTS themselves, absolute differences of xi and H
     * @param threshold at least that for CTR and DCTS, below that for xi and H
     * @param passed whether it holds
     * @param sampleSize blocks for CTR, observations of the smaller domain for the others
     * @param power probability that a target whose criterion is off by twice the allowance is rejected by it at this size: binomial for CTR,
     *     normal with the estimated standard errors for the others
     */
    public record Criterion(Name name, double value, double threshold, boolean passed, int sampleSize, double power) {
        public Criterion {
            Require.finite("value", value);
            Require.within("power", power, 0.0, 1.0);
        }
    }

    /** Names of the criteria that do not hold, in order. */
    public List<Name> failing() {
        return criteria.stream().filter(c -> !c.passed()).map(Criterion::name).toList();
    }
}
