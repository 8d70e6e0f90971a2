package io.aurora.domain.symbol;

import io.aurora.domain.acceptance.GuardSet;
import io.aurora.domain.bytes.BytesWriter;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The decision digest of a symbol (spec page 00): SHA-256 over one record per accepted bar, in order. A record is the bar's time, nine
 * figures as IEEE bits (absent: {@code 0x7ff8000000000000}) and five strings; measured latency and lag are no part of it.
 *
 * <p>Accumulator; not thread-safe.
 */
public final class DecisionDigest {
    private static final long ABSENT = 0x7ff8000000000000L;
    private final MessageDigest sha = HashChain.sha256();
    private long decisions;

    /** Adds the next decision of the symbol. */
    public void add(SymbolEvent.BarDecided decided) {
        sha.update(record(decided));
        decisions++;
    }

    /** Decisions added. */
    public long decisions() {
        return decisions;
    }

    /** Digest of the decisions so far, lower-case hex; more may be added afterwards. */
    public String hex() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) sha.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("SHA-256 of this Java platform cannot be copied", e);
        }
    }

    /** The record of one decision. */
    public static byte[] record(SymbolEvent.BarDecided decided) {
        Outcome outcome = decided.outcome();
        Outcome.Verdict verdict = outcome.verdict();
        BytesWriter to = new BytesWriter(192).putLong(decided.inputs().bar().tsMs());
        outcome.certified().ifPresentOrElse(certified -> figures(to, certified), () -> absent(to, 7));
        to.putDouble(verdict.gating().riskScale()).putDouble(verdict.gating().notional());
        to.putString(verdict.state().name());
        to.putString(String.join("|", verdict.reasons()));
        to.putString(String.join("|", verdict.gating().blockReasons()));
        to.putString(joined(outcome.certified().map(Outcome.Certified::soft)));
        to.putString(joined(outcome.certified().map(Outcome.Certified::hard)));
        return to.toBytes();
    }

    private static void figures(BytesWriter to, Outcome.Certified certified) {
        Outcome.IntervalForecast forecast = certified.forecast();
        to.putDouble(forecast.yhat())
                .putDouble(forecast.sigma())
                .putDouble(forecast.alpha())
                .putDouble(forecast.lower())
                .putDouble(forecast.upper())
                .putDouble(certified.scores().kappa())
                .putDouble(certified.scores().kappaPlus());
    }

    private static void absent(BytesWriter to, int figures) {
        for (int i = 0; i < figures; i++) {
            to.putLong(ABSENT);
        }
    }

    private static String joined(Optional<GuardSet> guards) {
        return String.join("|", guards.map(set -> set.codes("")).orElse(List.of()));
    }
}
