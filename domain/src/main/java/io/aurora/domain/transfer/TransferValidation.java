package io.aurora.domain.transfer;

import io.aurora.domain.tails.TailEstimate;
import io.aurora.domain.transfer.TransferReport.Criterion;
import io.aurora.domain.transfer.TransferReport.Name;
import io.aurora.domain.transfer.TransferReport.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Transfer validation (TVF 2.0): may a calibration made in a source domain be used in a target domain? READY only where the certified transfer
 * ratio, the co-tail similarity, the tail index and the Hurst exponent all agree within the {@link TransferRules}. A domain with fewer
 * observations than the rules ask for, or one whose invariants cannot be estimated, is INSUFFICIENT, and that is not ready either. A pure function
 * of the two domains; O(n log n).
 */
public final class TransferValidation {
    private TransferValidation() {}

    /** Validates the transfer and reports every criterion, those that fail included. */
    public static TransferReport validate(TransferDomain source, TransferDomain target, TransferRules rules) {
        DomainProfile from = DomainProfile.of(source);
        DomainProfile to = DomainProfile.of(target);
        CertifiedTransferRatio ratio = CertifiedTransferRatio.of(source.scores(), target.scores(), rules);
        TailEstimate distance = CoTailSimilarity.tailDistance(source, target);
        Optional<String> missing = missing(from, to, distance);
        if (missing.isPresent()) {
            return new TransferReport(Verdict.INSUFFICIENT, List.of(), from, to, ratio, Optional.empty(), missing);
        }
        CoTailSimilarity similarity = new CoTailSimilarity(
                distance.orElseThrow(),
                difference(from.extremalIndex(), to.extremalIndex()),
                difference(from.dependence(), to.dependence()));
        int n = Math.min(source.size(), target.size());
        List<Criterion> criteria = List.of(
                atLeast(
                        Name.CTR,
                        ratio.ratio(),
                        rules.leastCtr(),
                        ratio.blocks(),
                        TransferPower.ratio(rules.leastCtr(), ratio.blocks())),
                atLeast(
                        Name.DCTS,
                        similarity.value(),
                        rules.leastDcts(),
                        n,
                        TransferPower.difference(1.0 - rules.leastDcts(), similarity.worstError())),
                below(Name.XI, difference(from.xi(), to.xi()), rules.tailTolerance(), n),
                below(Name.H, difference(from.hurst(), to.hurst()), rules.hurstTolerance(), n));
        Verdict verdict = verdict(criteria, n, rules);
        return new TransferReport(verdict, criteria, from, to, ratio, Optional.of(similarity), Optional.empty());
    }

    private static Verdict verdict(List<Criterion> criteria, int n, TransferRules rules) {
        if (n < rules.leastObservations()) {
            return Verdict.INSUFFICIENT;
        }
        return criteria.stream().allMatch(Criterion::passed) ? Verdict.READY : Verdict.NOT_READY;
    }

    private static Criterion atLeast(Name name, double value, double threshold, int n, double power) {
        return new Criterion(name, value, threshold, value >= threshold, n, power);
    }

    private static Criterion below(Name name, TailEstimate.Value difference, double tolerance, int n) {
        double power = TransferPower.difference(tolerance, difference.standardError());
        return new Criterion(name, difference.estimate(), tolerance, difference.estimate() < tolerance, n, power);
    }

    /** Absolute difference of two independent estimates. */
    private static TailEstimate.Value difference(TailEstimate one, TailEstimate other) {
        TailEstimate.Value a = one.orElseThrow();
        TailEstimate.Value b = other.orElseThrow();
        double error = Math.sqrt(a.standardError() * a.standardError() + b.standardError() * b.standardError());
        return new TailEstimate.Value(Math.abs(a.estimate() - b.estimate()), error, Math.min(a.used(), b.used()));
    }

    private static Optional<String> missing(DomainProfile from, DomainProfile to, TailEstimate distance) {
        List<String> reasons = new ArrayList<>();
        collect("source", from, reasons);
        collect("target", to, reasons);
        collect("tail distance", distance, reasons);
        return reasons.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", reasons));
    }

    private static void collect(String side, DomainProfile profile, List<String> reasons) {
        collect(side + " xi", profile.xi(), reasons);
        collect(side + " H", profile.hurst(), reasons);
        collect(side + " theta", profile.extremalIndex(), reasons);
        collect(side + " lambda_U", profile.dependence(), reasons);
    }

    private static void collect(String what, TailEstimate estimate, List<String> reasons) {
        if (estimate instanceof TailEstimate.Refused refused) {
            reasons.add(what + ": " + refused.message());
        }
    }
}
