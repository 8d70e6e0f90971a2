package io.aurora.lab.replay;

import io.aurora.domain.acceptance.AcceptanceState;
import io.aurora.domain.acceptance.Guard;
import io.aurora.domain.regime.Regime;
import io.aurora.domain.symbol.DecisionDigest;
import io.aurora.domain.symbol.Outcome;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.domain.symbol.Triggers;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Figures of one symbol's decisions (spec page 50, section 2). A step is an accepted bar, WARMUP included.
 *
 * <p>Coverage counts settled forecasts: its share of hits, overall, by the likeliest regime when the forecast was made and by the month
 * (UTC) of the bar that settled it; the target is the mean of 1 - alpha_target over the same forecasts. Shares of PASS, DERISK and BLOCK
 * are of the steps outside WARMUP; {@code warmup_share}, {@code violation_rate} (breaches, each type once a bar), {@code flap_rate_k}
 * (transitions per 1000), {@code avg_risk_scale} and {@code exec_block_rate} (notional 0) are of all steps. {@code width_mean} is the mean
 * relative width of the intervals; {@code winkler} the mean Winkler score (Journal of the American Statistical Association 67, 1972) of
 * the interval in log return at the alpha it aimed at: width plus 2 / alpha times the distance by which the return missed it. Quantiles
 * are of type 7 over the whole run.
 *
 * <p>Accumulator in O(1) a bar and 32 bytes of memory; not thread-safe.
 */
public final class ReplaySummary {
    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("yyyy-MM").withZone(ZoneOffset.UTC);

    /** Hits among settled forecasts. */
    static final class Coverage {
        long settled;
        long hits;

        void add(boolean hit) {
            settled++;
            hits += hit ? 1 : 0;
        }

        void add(Coverage other) {
            settled += other.settled;
            hits += other.hits;
        }

        double share() {
            return (double) hits / settled;
        }
    }

    final Coverage coverage = new Coverage();
    final Map<String, Coverage> byRegime = new TreeMap<>();
    final Map<String, Coverage> byMonth = new TreeMap<>();
    final Map<String, Long> states = new TreeMap<>();
    final Map<String, Long> violations = new TreeMap<>();
    final Map<String, Long> blocks = new TreeMap<>();
    final Map<String, Long> triggers = new TreeMap<>();
    final Doubles surprisals = new Doubles();
    final Doubles latenciesMs = new Doubles();
    final Doubles kappaPlus = new Doubles();
    long steps;
    long forecasts;
    long transitions;
    long blocked;
    long longestMissRun;
    double targetSum;
    double riskScaleSum;
    double widthSum;
    double winklerSum;

    private final DecisionDigest digest = new DecisionDigest();
    private Optional<SymbolEvent.BarDecided> previous = Optional.empty();
    private long missRun;

    /** Adds the next decision of the symbol. */
    public void add(SymbolEvent.BarDecided decided) {
        steps++;
        digest.add(decided);
        Outcome outcome = decided.outcome();
        outcome.settled().ifPresent(settled -> settle(previous.orElseThrow(), decided, settled));
        outcome.certified().ifPresent(certified -> certify(decided, certified));
        judge(outcome.verdict());
        previous = Optional.of(decided);
    }

    private void settle(SymbolEvent.BarDecided forecast, SymbolEvent.BarDecided now, Outcome.Settled settled) {
        Outcome.IntervalForecast interval =
                forecast.outcome().certified().orElseThrow().forecast();
        Regime regime =
                forecast.inputs().inference().orElseThrow().probabilities().regime();
        coverage.add(settled.hit());
        byRegime.computeIfAbsent(regime.name(), name -> new Coverage()).add(settled.hit());
        byMonth.computeIfAbsent(
                        MONTH.format(Instant.ofEpochMilli(now.inputs().bar().tsMs())), name -> new Coverage())
                .add(settled.hit());
        missRun = settled.hit() ? 0 : missRun + 1;
        longestMissRun = Math.max(longestMissRun, missRun);
        targetSum += 1.0 - interval.alphaTarget();
        surprisals.add(settled.surprisal());
        double ret = StrictMath.log(
                now.inputs().bar().close() / forecast.inputs().bar().close());
        winklerSum += winkler(interval, ret);
    }

    private static double winkler(Outcome.IntervalForecast interval, double ret) {
        double half = interval.qHat() * interval.sigma() * interval.inflation();
        double missed = Math.max(0.0, Math.abs(ret - interval.yhat()) - half);
        return 2.0 * half + 2.0 / interval.alphaTarget() * missed;
    }

    private void certify(SymbolEvent.BarDecided decided, Outcome.Certified certified) {
        forecasts++;
        widthSum += certified.forecast().relWidth();
        latenciesMs.add(decided.inputs().latencyMs());
        if (decided.outcome().verdict().state() != AcceptanceState.WARMUP) {
            kappaPlus.add(certified.scores().kappaPlus());
            for (Guard.Violation type : certified.soft().violations(certified.hard())) {
                violations.merge(type.code(), 1L, Long::sum);
            }
        }
    }

    private void judge(Outcome.Verdict verdict) {
        states.merge(verdict.state().name(), 1L, Long::sum);
        boolean moved =
                verdict.from().filter(from -> from != AcceptanceState.WARMUP).isPresent();
        transitions += moved ? 1 : 0;
        riskScaleSum += verdict.gating().riskScale();
        blocked += verdict.gating().notional() == 0.0 ? 1 : 0;
        verdict.gating().blockReasons().forEach(reason -> blocks.merge(reason, 1L, Long::sum));
        count(verdict.triggers());
    }

    private void count(Triggers now) {
        triggers.merge("latency", now.latency().active() ? 1L : 0L, Long::sum);
        triggers.merge("coverage", now.coverage().active() ? 1L : 0L, Long::sum);
        triggers.merge("kappa", now.kappa().active() ? 1L : 0L, Long::sum);
        triggers.merge("kappa_drop", now.kappaDrop().active() ? 1L : 0L, Long::sum);
    }

    /** Adds another symbol's figures; {@link #digest} and runs of misses stay apart, the longest counts. */
    public void merge(ReplaySummary other) {
        coverage.add(other.coverage);
        other.byRegime.forEach((name, cover) ->
                byRegime.computeIfAbsent(name, n -> new Coverage()).add(cover));
        other.byMonth.forEach((name, cover) ->
                byMonth.computeIfAbsent(name, n -> new Coverage()).add(cover));
        other.states.forEach((name, count) -> states.merge(name, count, Long::sum));
        other.violations.forEach((name, count) -> violations.merge(name, count, Long::sum));
        other.blocks.forEach((name, count) -> blocks.merge(name, count, Long::sum));
        other.triggers.forEach((name, count) -> triggers.merge(name, count, Long::sum));
        surprisals.addAll(other.surprisals);
        latenciesMs.addAll(other.latenciesMs);
        kappaPlus.addAll(other.kappaPlus);
        steps += other.steps;
        forecasts += other.forecasts;
        transitions += other.transitions;
        blocked += other.blocked;
        longestMissRun = Math.max(longestMissRun, other.longestMissRun);
        targetSum += other.targetSum;
        riskScaleSum += other.riskScaleSum;
        widthSum += other.widthSum;
        winklerSum += other.winklerSum;
    }

    /** Decision digest of this symbol, lower-case hex. */
    public String digest() {
        return digest.hex();
    }
}
