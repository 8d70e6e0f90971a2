package io.aurora.domain.simulation;

import io.aurora.domain.check.Require;

/**
 * How bars go missing. Before every bar outside a gap one starts with probability {@code startProb}; it is long with probability
 * {@code longShare}; its length is uniform. The market goes on meanwhile: the first bar after a gap opens where trading stands.
 *
 * @param startProb probability of a gap at a bar, [0, 0.5]
 * @param longShare share of long gaps, [0, 1]
 * @param shortMaxBars longest short gap in bars; short gaps have 1 to this many
 * @param longMaxBars longest long gap in bars; long gaps have {@code shortMaxBars + 1} to this many
 */
public record GapLaw(double startProb, double longShare, int shortMaxBars, int longMaxBars) {
    /** Every bar is there. */
    public static final GapLaw NONE = new GapLaw(0.0, 0.0, 1, 2);

    public GapLaw {
        Require.within("start_prob", startProb, 0.0, 0.5);
        Require.within("long_share", longShare, 0.0, 1.0);
        Require.atLeast("short_max_bars", shortMaxBars, 1);
        Require.atLeast("long_max_bars", longMaxBars, shortMaxBars + 1);
    }

    /** Length in bars of the gap that starts at a uniform number {@code u} in (0, 1); 0 where none starts. */
    int length(double u) {
        double longProb = startProb * longShare;
        if (u < longProb) {
            return shortMaxBars + 1 + (int) (u / longProb * (longMaxBars - shortMaxBars));
        }
        if (u < startProb) {
            return 1 + (int) ((u - longProb) / (startProb - longProb) * shortMaxBars);
        }
        return 0;
    }
}
