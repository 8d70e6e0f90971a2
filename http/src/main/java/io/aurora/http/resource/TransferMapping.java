package io.aurora.http.resource;

import io.aurora.domain.symbol.RiskMode;
import io.aurora.domain.tails.TailEstimate;
import io.aurora.domain.transfer.CertifiedTransferRatio;
import io.aurora.domain.transfer.CoTailSimilarity;
import io.aurora.domain.transfer.DomainProfile;
import io.aurora.domain.transfer.RecordedDomain;
import io.aurora.domain.transfer.TransferReport;
import io.aurora.http.wire.TailsBody;
import io.aurora.http.wire.TransferBody;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Reports of transfer validation in the words of the front. */
final class TransferMapping {
    /** Whom a report is about, and when it was made. */
    record About(
            String source, String target, String benchmark, Instant at, int observations, TransferBody.Scores scores) {}

    private TransferMapping() {}

    static TransferBody.Report report(About about, TransferReport report) {
        return new TransferBody.Report(
                about.source(),
                about.target(),
                about.benchmark(),
                about.at(),
                about.observations(),
                about.scores(),
                report.verdict().name(),
                report.failing().stream().map(Enum::name).toList(),
                report.missing().orElse(null),
                report.criteria().stream().map(TransferMapping::criterion).toList(),
                invariants(report.sourceProfile()),
                invariants(report.targetProfile()),
                ratio(report.ratio()),
                report.similarity().map(TransferMapping::similarity).orElse(null),
                effects(report.verdict()));
    }

    /** Which scores are gone by, and how many were recorded. */
    static TransferBody.Scores scores(RecordedDomain.Scores kind, RecordedDomain source, RecordedDomain target) {
        String why = kind == RecordedDomain.Scores.RECORDED
                ? null
                : "recorded scores must be there for " + RecordedDomain.LEAST_SHARE + " of the returns in both domains";
        return new TransferBody.Scores(
                kind.name().toLowerCase(Locale.ROOT), source.scoreCount(), target.scoreCount(), why);
    }

    /** A report without any figure, of series that carry none. */
    static TransferBody.Report insufficient(About about, String missing) {
        return new TransferBody.Report(
                about.source(),
                about.target(),
                about.benchmark(),
                about.at(),
                about.observations(),
                about.scores(),
                TransferReport.Verdict.INSUFFICIENT.name(),
                List.of(),
                missing,
                List.of(),
                null,
                null,
                null,
                null,
                effects(TransferReport.Verdict.INSUFFICIENT));
    }

    private static TransferBody.Criterion criterion(TransferReport.Criterion c) {
        return new TransferBody.Criterion(
                c.name().name(), c.value(), c.threshold(), c.passed(), c.sampleSize(), c.power());
    }

    private static TransferBody.Invariants invariants(DomainProfile profile) {
        return new TransferBody.Invariants(
                TailsResource.estimate(profile.xi()),
                TailsResource.estimate(profile.hurst()),
                TailsResource.estimate(profile.extremalIndex()),
                TailsResource.estimate(profile.dependence()));
    }

    private static TransferBody.Ratio ratio(CertifiedTransferRatio ratio) {
        return new TransferBody.Ratio(ratio.q(), ratio.coverage(), ratio.passed(), ratio.blocks());
    }

    private static TransferBody.Similarity similarity(CoTailSimilarity similarity) {
        return new TransferBody.Similarity(
                estimate(similarity.tailDistance()),
                estimate(similarity.clusterDifference()),
                estimate(similarity.dependenceDifference()));
    }

    private static TailsBody.Estimate estimate(TailEstimate.Value value) {
        return TailsResource.estimate(value);
    }

    private static TransferBody.Effects effects(TransferReport.Verdict verdict) {
        RiskMode mode = verdict.isReady() ? RiskMode.STANDARD : RiskMode.ICM;
        return new TransferBody.Effects(
                mode.name(),
                mode.alphaTargetFactor(),
                mode.leastInflation(),
                mode.epsFactor(),
                mode.notionalFactor(),
                !verdict.isReady());
    }
}
