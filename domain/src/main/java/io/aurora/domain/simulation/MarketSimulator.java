package io.aurora.domain.simulation;

import io.aurora.domain.check.Require;
import io.aurora.domain.market.Bar;
import io.aurora.domain.market.SymbolSpec;
import java.util.Iterator;
import org.apache.commons.math3.util.FastMath;

/**
 * An endless, seeded series of one symbol's bars: Markov-switching regimes, GARCH(1,1) variance, compensated jumps, volume tied to
 * volatility, and, by scenario, missing bars.
 *
 * <p>Series: a function of (symbol, seed, scenario, start, bar length) alone, the same bits on every machine. Step i begins at
 * {@code startMs + i barLengthMs}; only {@link Scenario#GAPPY} leaves steps out. No bar is doubled or late, every one keeps to the
 * rules of {@link Bar}s (finite, positive, low {@code <=} open, close {@code <=} high). A simulator that was moved by {@link
 * #skipTo} or {@link #skipPast} goes on exactly as one that gave out every bar.
 *
 * <p>Law: {@link ReturnPath}, {@link RegimeLaw} and {@link BarShape}. Source: GARCH by Bollerslev (Journal of Econometrics 31,
 * 1986), switching by Hamilton (Econometrica 57, 1989), jumps by Merton (Journal of Financial Economics 3, 1976).
 *
 * <p>Cost: O(1) a bar, one {@link Bar} allocated; a skipped step is about five times cheaper. Not thread-safe: one reader.
 */
public final class MarketSimulator implements Iterator<Bar> {
    /** Longest bar, milliseconds: a week. */
    public static final long MAX_BAR_LENGTH_MS = 7 * 86_400_000L;

    /** Most steps that one skip takes, some minutes of work. */
    private static final long MAX_SKIP = 10_000_000_000L;

    private static final int GAP = 7;
    /** Position of the number that gives the starting price: outside every bar's numbers. */
    private static final long START_PRICE = -1L;
    /** The starting price is log-uniform between 10 and 1000. */
    private static final double MIN_START_PRICE = 10.0;

    private static final double START_PRICE_RANGE = 100.0;

    private final CounterRandom random;
    private final GapLaw gaps;
    private final ReturnPath path;
    private final BarShape shape;
    private final long startMs;
    private final long barLengthMs;

    private long step;
    private int gapLeft;

    private MarketSimulator(String symbol, long seed, Scenario scenario, long startMs, long barLengthMs) {
        this.random = CounterRandom.of(seed, symbol);
        double logStart = FastMath.log(MIN_START_PRICE) + FastMath.log(START_PRICE_RANGE) * random.uniform(START_PRICE);
        ScenarioLaw law = scenario.law();
        this.gaps = law.gaps();
        this.path = new ReturnPath(random, law, logStart, barLengthMs);
        this.shape = new BarShape(symbol, random, law.annualVol(), FastMath.exp(logStart), barLengthMs);
        this.startMs = startMs;
        this.barLengthMs = barLengthMs;
    }

    /**
     * The series from its first bar.
     *
     * @param symbol name, as in {@link SymbolSpec}; its stream of random numbers is derived from it and the seed
     * @param seed any number
     * @param startMs start of the first bar, epoch milliseconds, {@code >= 0}
     * @param barLengthMs 1 ms to a week
     */
    public static MarketSimulator of(String symbol, long seed, Scenario scenario, long startMs, long barLengthMs) {
        SymbolSpec.requireName(symbol);
        Require.atLeast("start", startMs, 0L);
        Require.atLeast("bar_length", barLengthMs, 1L);
        if (barLengthMs > MAX_BAR_LENGTH_MS) {
            throw new IllegalArgumentException("must be <= " + MAX_BAR_LENGTH_MS + ": bar_length=" + barLengthMs);
        }
        return new MarketSimulator(symbol, seed, scenario, startMs, barLengthMs);
    }

    /** Always: the series has no end. */
    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public Bar next() {
        while (!advance()) {
            // the step is missing from the series
        }
        return shape.bar(step - 1, startMs + (step - 1) * barLengthMs, path);
    }

    /** Moves so that the next bar is the first with {@code ts >= tsMs} among those not yet given; never back. */
    public void skipTo(long tsMs) {
        long steps = tsMs <= nextMs() ? 0 : Math.floorDiv(tsMs - nextMs() - 1, barLengthMs) + 1;
        if (steps > MAX_SKIP) {
            throw new IllegalArgumentException(
                    "must be at most " + MAX_SKIP + " bars ahead: ts=" + tsMs + ", next=" + nextMs());
        }
        for (long k = 0; k < steps; k++) {
            advance();
        }
    }

    /** Moves so that the next bar is the first with {@code ts > tsMs}: how a feed goes on after the last bar it delivered. */
    public void skipPast(long tsMs) {
        skipTo(Math.addExact(tsMs, 1L));
    }

    /** Start of the next step, epoch milliseconds; the next bar is there unless the step is missing. */
    public long nextMs() {
        return startMs + step * barLengthMs;
    }

    /** Back to the first bar. */
    public void restart() {
        step = 0;
        gapLeft = 0;
        path.reset();
    }

    /** The regime of the step last passed: the truth that a router is to find. */
    public RegimeLaw regime() {
        return path.regime();
    }

    /** Whether the step last passed held a jump. */
    public boolean jumped() {
        return path.jumped();
    }

    /** True standard deviation of the shock in the step last passed, in log return. */
    public double shockSd() {
        return path.shockSd();
    }

    /** Passes one step; false where its bar is missing. The first bar never is. */
    private boolean advance() {
        long i = step++;
        path.advance(i);
        if (gapLeft == 0 && i > 0) {
            gapLeft = gaps.length(random.uniform(i * ReturnPath.LANES + GAP));
        } else if (gapLeft > 0) {
            gapLeft--;
        }
        return gapLeft == 0;
    }
}
