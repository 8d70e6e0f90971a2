package io.aurora.http.resource;

import io.aurora.domain.transfer.TransferDomain;
import io.aurora.domain.transfer.TransferRules;
import io.aurora.domain.transfer.TransferValidation;
import io.aurora.http.job.Job;
import io.aurora.http.port.Closes;
import io.aurora.http.wire.TransferBody;
import java.time.InstantSource;
import java.util.List;

/** Reads both domains from recorded closes and validates; changes nothing. Waits for the read side, so it runs on a job's own thread. */
final class TransferJob {
    /** Fewer returns than this carry no figure at all. */
    private static final int LEAST_RETURNS = 100;

    private static final double READ_SOURCE = 0.1;
    private static final double READ_ALL = 0.2;
    private static final double VALIDATED = 0.9;

    private final Closes closes;
    private final TransferRules rules;
    private final InstantSource clock;

    /** Log returns of a symbol and of the benchmark at the same bars. */
    private record Pair(double[] returns, double[] benchmark) {
        TransferDomain domain() {
            return TransferDomain.ofReturns(returns, benchmark);
        }
    }

    TransferJob(Closes closes, TransferRules rules, InstantSource clock) {
        this.closes = closes;
        this.rules = rules;
        this.clock = clock;
    }

    TransferBody.Report validate(TransferOrder order, Job.Progress progress) {
        List<Closes.Close> benchmark = read(order.benchmark(), order.limit());
        Pair source = pair(read(order.source(), order.limit()), benchmark);
        progress.report(READ_SOURCE);
        Pair target = pair(read(order.target(), order.limit()), benchmark);
        progress.report(READ_ALL);
        int n = Math.min(source.returns().length, target.returns().length);
        TransferMapping.About about =
                new TransferMapping.About(order.source(), order.target(), order.benchmark(), clock.instant(), n);
        TransferBody.Report report = report(about, source, target, n);
        progress.report(VALIDATED);
        return report;
    }

    private TransferBody.Report report(TransferMapping.About about, Pair source, Pair target, int n) {
        if (n < LEAST_RETURNS) {
            return TransferMapping.insufficient(
                    about, "returns in common with the benchmark must be >= " + LEAST_RETURNS + ": returns=" + n);
        }
        TransferDomain from;
        TransferDomain to;
        try {
            from = source.domain();
            to = target.domain();
        } catch (IllegalArgumentException e) {
            // a price that stood still from the start has no volatility to stand over
            return TransferMapping.insufficient(about, e.getMessage());
        }
        return TransferMapping.report(about, TransferValidation.validate(from, to, rules));
    }

    private List<Closes.Close> read(String symbol, int returns) {
        return closes.newest(symbol, returns + 1).toCompletableFuture().join();
    }

    private static Pair pair(List<Closes.Close> own, List<Closes.Close> benchmark) {
        List<List<Closes.Close>> joint = JointReturns.common(List.of(own, benchmark));
        return new Pair(JointReturns.logs(joint.get(0)), JointReturns.logs(joint.get(1)));
    }
}
