package io.aurora.http.resource;

import io.aurora.actors.basket.RecordedBars;
import io.aurora.domain.portfolio.JointHistory;
import io.aurora.domain.portfolio.RecordedBar;
import io.aurora.domain.transfer.RecordedDomain;
import io.aurora.domain.transfer.TransferDomain;
import io.aurora.domain.transfer.TransferRules;
import io.aurora.domain.transfer.TransferValidation;
import io.aurora.http.job.Job;
import io.aurora.http.wire.TransferBody;
import java.time.InstantSource;
import java.util.List;

/** Reads both domains from recorded bars and validates; changes nothing. Waits for the read side, so it runs on a job's own thread. */
final class TransferJob {
    /** Fewer returns than this carry no figure at all. */
    private static final int LEAST_RETURNS = 100;

    private static final double READ_SOURCE = 0.1;
    private static final double READ_ALL = 0.2;
    private static final double VALIDATED = 0.9;

    private final RecordedBars bars;
    private final TransferRules rules;
    private final InstantSource clock;

    TransferJob(RecordedBars bars, TransferRules rules, InstantSource clock) {
        this.bars = bars;
        this.rules = rules;
        this.clock = clock;
    }

    TransferBody.Report validate(TransferOrder order, Job.Progress progress) {
        List<RecordedBar> benchmark = read(order.benchmark(), order.limit());
        RecordedDomain source = domain(read(order.source(), order.limit()), benchmark);
        progress.report(READ_SOURCE);
        RecordedDomain target = domain(read(order.target(), order.limit()), benchmark);
        progress.report(READ_ALL);
        TransferBody.Report report = report(order, source, target);
        progress.report(VALIDATED);
        return report;
    }

    private TransferBody.Report report(TransferOrder order, RecordedDomain source, RecordedDomain target) {
        int n = Math.min(source.size(), target.size());
        RecordedDomain.Scores kind = RecordedDomain.common(source, target);
        TransferMapping.About about = new TransferMapping.About(
                order.source(),
                order.target(),
                order.benchmark(),
                clock.instant(),
                n,
                TransferMapping.scores(kind, source, target));
        if (n < LEAST_RETURNS) {
            return TransferMapping.insufficient(
                    about, "returns in common with the benchmark must be >= " + LEAST_RETURNS + ": returns=" + n);
        }
        TransferDomain from;
        TransferDomain to;
        try {
            from = source.by(kind);
            to = target.by(kind);
        } catch (IllegalArgumentException e) {
            // a price that stood still from the start has no volatility to stand over
            return TransferMapping.insufficient(about, e.getMessage());
        }
        return TransferMapping.report(about, TransferValidation.validate(from, to, rules));
    }

    private List<RecordedBar> read(String symbol, int returns) {
        return bars.newest(symbol, returns + 1).toCompletableFuture().join();
    }

    private static RecordedDomain domain(List<RecordedBar> own, List<RecordedBar> benchmark) {
        return RecordedDomain.of(JointHistory.of(List.of(own, benchmark)));
    }
}
