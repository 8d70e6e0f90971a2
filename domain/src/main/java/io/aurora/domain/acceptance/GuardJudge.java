package io.aurora.domain.acceptance;

import io.aurora.domain.settings.GuardSettings;
import java.util.OptionalDouble;

/**
 * Judges the guards of one bar (spec page 10, sections 6 and 8). Thresholds themselves are no breach: below and above are strict. The
 * guards that need history are silent until {@link GuardSettings#minSettled()} forecasts have settled.
 */
public final class GuardJudge {
    private final GuardSettings settings;
    private final double relWidthSoft;

    public GuardJudge(GuardSettings settings, double relWidthSoft) {
        this.settings = settings;
        this.relWidthSoft = relWidthSoft;
    }

    /** Soft breaches of the guards that need history; kappa_plus is penalised for these. */
    public GuardSet softHistory(GuardFigures figures) {
        if (silent(figures)) {
            return GuardSet.NONE;
        }
        return GuardSet.NONE
                .with(
                        Guard.COVERAGE,
                        figures.coverageEma() < settings.coverageEma().soft())
                .with(Guard.LATENCY, latencyAbove(figures, settings.latencyP95().soft()))
                .with(
                        Guard.SURPRISAL,
                        above(figures.surprisalP95(), settings.surprisalP95().soft()))
                .with(Guard.WIDTH, figures.relWidthP95() > relWidthSoft);
    }

    /** All soft breaches. */
    public GuardSet soft(GuardFigures figures, double kappa, OptionalDouble lagBars) {
        return softHistory(figures)
                .with(Guard.KAPPA, kappa < settings.kappaMin())
                .with(Guard.LAG, lagAbove(lagBars, settings.lag().soft()));
    }

    /** All hard breaches. */
    public GuardSet hard(GuardFigures figures, double kappaPlus, OptionalDouble lagBars) {
        return hardHistory(figures)
                .with(Guard.KAPPA_PLUS, kappaPlus < settings.kappaPlusHard())
                .with(Guard.LAG, lagAbove(lagBars, settings.lag().hard()));
    }

    /** Guards that gate the size: surprisal and coverage at their soft, latency at its hard threshold, this bar's width at its soft one. */
    public GuardSet gate(GuardFigures figures) {
        if (silent(figures)) {
            return GuardSet.NONE;
        }
        return GuardSet.NONE
                .with(
                        Guard.COVERAGE,
                        figures.coverageEma() < settings.coverageEma().soft())
                .with(Guard.LATENCY, latencyAbove(figures, settings.latencyP95().hard()))
                .with(
                        Guard.SURPRISAL,
                        above(figures.surprisalP95(), settings.surprisalP95().soft()))
                .with(Guard.WIDTH, figures.relWidth() > relWidthSoft);
    }

    private GuardSet hardHistory(GuardFigures figures) {
        if (silent(figures)) {
            return GuardSet.NONE;
        }
        return GuardSet.NONE
                .with(
                        Guard.COVERAGE,
                        figures.coverageEma() < settings.coverageEma().hard())
                .with(Guard.MISS_STREAK, figures.missStreak() >= settings.coverageStreak())
                .with(Guard.LATENCY, latencyAbove(figures, settings.latencyP95().hard()))
                .with(
                        Guard.SURPRISAL,
                        above(figures.surprisalP95(), settings.surprisalP95().hard()));
    }

    private boolean silent(GuardFigures figures) {
        return figures.settled() < settings.minSettled();
    }

    private boolean latencyAbove(GuardFigures figures, double limit) {
        return settings.latencyP95().enabled() && figures.latencyP95() > limit;
    }

    private boolean lagAbove(OptionalDouble lagBars, double limit) {
        return settings.lag().enabled() && above(lagBars, limit);
    }

    private static boolean above(OptionalDouble value, double limit) {
        return value.isPresent() && value.getAsDouble() > limit;
    }
}
