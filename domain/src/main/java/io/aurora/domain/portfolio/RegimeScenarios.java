package io.aurora.domain.portfolio;

import io.aurora.domain.check.Require;
import io.aurora.domain.risk.Scenarios;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Scenarios for the next bar, drawn with replacement (Efron, 1979, "Bootstrap methods") from the recorded joint returns that followed bars of the
 * regime that the symbols are in now. A row is drawn whole, so what the symbols have in common is kept. Where too few bars were in that regime,
 * or it is not known, all recorded returns are drawn from, and the answer says why.
 *
 * @param scenarios simple returns of a bar, a column a symbol
 * @param regime the regime they are in; absent where it is not known
 * @param barsInRegime recorded returns that followed a bar of it
 * @param barsKnown recorded returns in all
 * @param fallback why all returns were drawn from; absent where only those of the regime were
 */
public record RegimeScenarios(
        Scenarios scenarios,
        Optional<MarketRegime> regime,
        int barsInRegime,
        int barsKnown,
        Optional<Fallback> fallback) {
    /** Recorded returns without which nothing can be drawn. */
    public static final int LEAST_RETURNS = 2;

    /** Why the whole history was drawn from. */
    public enum Fallback {
        /** A symbol has no regime yet. */
        NO_REGIME,
        /** Fewer recorded bars were in the regime than the least number. */
        FEW_BARS_IN_REGIME
    }

    /** Why nothing can be drawn from a history; absent where it can. */
    public static Optional<String> objection(JointHistory history) {
        return history.returns() < LEAST_RETURNS
                ? Optional.of("must have at least " + (LEAST_RETURNS + 1) + " recorded bars in common: bars="
                        + history.bars())
                : Optional.empty();
    }

    /** Draws by a seed: the same history, regime and seed give the same scenarios everywhere. */
    public static RegimeScenarios draw(
            JointHistory history, Optional<MarketRegime> now, int count, int leastBars, long seed) {
        return draw(history, now, count, leastBars, new SplittableRandom(seed));
    }

    /**
     * Draws.
     *
     * @param history at least {@value #LEAST_RETURNS} returns
     * @param now the regime that the symbols are in
     * @param count scenarios, at least 1
     * @param leastBars bars of the regime below which all are drawn from, at least 1
     * @param random one number of 64 bits is taken of it per scenario
     */
    public static RegimeScenarios draw(
            JointHistory history, Optional<MarketRegime> now, int count, int leastBars, RandomGenerator random) {
        Require.atLeast("count", count, 1);
        Require.atLeast("least_bars", leastBars, 1);
        int known = Require.atLeast("returns", history.returns(), LEAST_RETURNS);
        int[] within = new int[known];
        int size = 0;
        for (int i = 0; i < known && now.isPresent(); i++) {
            if (history.regime(i).equals(now)) {
                within[size++] = i;
            }
        }
        Optional<Fallback> fallback = fallback(now, size, leastBars);
        double[][] rows = new double[count][];
        for (int i = 0; i < count; i++) {
            rows[i] = history.simpleReturns(fallback.isPresent() ? below(known, random) : within[below(size, random)]);
        }
        return new RegimeScenarios(Scenarios.of(rows), now, size, known, fallback);
    }

    private static Optional<Fallback> fallback(Optional<MarketRegime> now, int size, int leastBars) {
        if (now.isEmpty()) {
            return Optional.of(Fallback.NO_REGIME);
        }
        return size < leastBars ? Optional.of(Fallback.FEW_BARS_IN_REGIME) : Optional.empty();
    }

    /** From the number's upper bits, so that the same numbers give the same rows on every JVM; uneven by less than 1 in 2^14 for 2^17 rows. */
    private static int below(int size, RandomGenerator random) {
        return (int) ((random.nextLong() >>> 33) * size >>> 31);
    }
}
