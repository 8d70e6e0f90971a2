package io.aurora.domain.conformal;

import io.aurora.domain.check.Require;
import io.aurora.domain.conformal.ControllerState.Served;
import io.aurora.domain.settings.IcpSettings;
import io.aurora.domain.settings.KappaSettings;
import io.aurora.domain.statistics.RollingWindow;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Everything the conformal predictor of one symbol remembers: scores, controller, coverage, recent hits, calibration block,
 * surprisals. About 25 KB at the default windows. Spec page 10, sections 3 to 5.
 *
 * <p>{@code preview...} reads only; {@link #settle} and {@link #opened} then change the state to exactly the previewed figures. The
 * settings given to a method must be those the state was made with or last carried to by {@link #withSettings}. Mutable, owned by
 * one symbol, not thread-safe.
 */
public final class ConformalState {
    private final ScoreWindow scores;
    private final HitWindow recent;
    private final BccWindow block;
    private final RollingWindow surprisals;
    private ConformalFigures figures;

    public ConformalState(IcpSettings settings, KappaSettings.Bcc bcc) {
        this(
                new ScoreWindow(settings),
                new HitWindow(settings.inflation().window()),
                new BccWindow(bcc),
                new RollingWindow(settings.surprisalWindow()),
                ConformalFigures.initial(settings));
    }

    private ConformalState(
            ScoreWindow scores, HitWindow recent, BccWindow block, RollingWindow surprisals, ConformalFigures figures) {
        this.scores = scores;
        this.recent = recent;
        this.block = block;
        this.surprisals = surprisals;
        this.figures = figures;
    }

    /** What {@link #settle} would lead to. */
    public Settlement previewSettlement(IcpSettings settings, OpenForecast forecast, double y) {
        ConformalFigures next = figures.settled(settings, forecast, y, scores);
        boolean hit = forecast.covers(y);
        double surprisal = surprisal(forecast, y);
        return new Settlement(
                forecast.score(y),
                hit,
                surprisal,
                Surprisal.p95After(surprisals, surprisal, settings.surprisalWinsor()),
                next.coverageEma(),
                next.missStreak(),
                recent.missesAfter(hit),
                next.controller(),
                block.bccAfter(hit, forecast.alphaTarget()),
                next.settled(),
                next.covered());
    }

    /**
     * Settles a forecast against the log return {@code y} of its bar. Order: score, hit, coverage, streak, controller, which sees the
     * scores without this one; then the score enters.
     */
    public void settle(IcpSettings settings, OpenForecast forecast, double y) {
        boolean hit = forecast.covers(y);
        figures = figures.settled(settings, forecast, y, scores);
        scores.push(forecast.score(y));
        recent.push(hit);
        block.push(hit, forecast.alphaTarget());
        surprisals.push(surprisal(forecast, y));
    }

    private static double surprisal(OpenForecast forecast, double y) {
        return Surprisal.of(y, forecast.yhat(), forecast.sigma(), forecast.inflation());
    }

    /**
     * The interval the next forecast would get.
     *
     * @param settlement of this bar, not yet applied; empty where nothing is settled or it has been applied
     * @param yhat forecast log return
     * @param sigma its scale, floored here
     * @param aciEma smoothed ARMA crossbar index
     * @param stance what a trigger or a risk mode demands of the interval
     */
    public NextInterval previewForecast(
            IcpSettings settings,
            Optional<Settlement> settlement,
            double yhat,
            double sigma,
            boolean trans,
            double aciEma,
            IntervalStance stance) {
        Require.finite("forecast.yhat", yhat);
        Require.nonNegative("forecast.sigma", sigma);
        Require.finite("aci_ema", aciEma);
        Settlement last = settlement.orElse(null);
        Scores seen = last == null ? scores : scores.after(last.score());
        ControllerState controller = last == null ? figures.controller() : last.controller();
        int misses = last == null ? recent.misses() : last.recentMisses();
        double target = stance.target(AlphaTarget.of(settings, trans, aciEma));
        double inflation = stance.inflation(
                () -> Inflation.next(settings.inflation(), figures.inflation(), misses, target, trans));
        Served served = controller.served(settings, seen);
        double scale = Math.max(sigma, settings.sigmaFloor());
        double half = NextInterval.half(served.q(), scale, inflation);
        return new NextInterval(
                served.alpha(), target, served.q(), scale, inflation, yhat, half, yhat - half, yhat + half, trans);
    }

    /** {@link #previewForecast} by the rules alone. */
    public NextInterval previewForecast(
            IcpSettings settings,
            Optional<Settlement> settlement,
            double yhat,
            double sigma,
            boolean trans,
            double aciEma) {
        return previewForecast(settings, settlement, yhat, sigma, trans, aciEma, IntervalStance.PLAIN);
    }

    /** Remembers what the forecast just opened was served with. */
    public void opened(double alpha, double alphaTarget, double inflation) {
        figures = figures.opened(alpha, alphaTarget, inflation);
    }

    /** The figures shown; {@code pid}, which has no alpha of its own, shows that of its last forecast. */
    public Stats stats(IcpSettings settings) {
        Served served = figures.controller().served(settings, scores);
        return new Stats(
                figures.controller() instanceof PidState ? figures.alpha() : served.alpha(),
                figures.alphaTarget(),
                figures.coverageEma(),
                figures.coverageEmpirical(),
                served.q(),
                figures.inflation(),
                scores.size(),
                figures.missStreak());
    }

    /** The state without its windows: coverage, streak, counts, controller, last inflation and target. */
    public ConformalFigures figures() {
        return figures;
    }

    /** 95th percentile of the surprisals, winsorised; empty before the first settlement. */
    public OptionalDouble surprisalP95(IcpSettings settings) {
        return surprisals.size() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Surprisal.p95(surprisals, settings.surprisalWinsor()));
    }

    /** Block coverage calibration. */
    public double bcc() {
        return block.bcc();
    }

    /** Misses among the last 20 settlements. */
    public int recentMisses() {
        return recent.misses();
    }

    /** Forecasts settled over the symbol's life. */
    public long settled() {
        return figures.settled();
    }

    /**
     * This state under other settings, a new object: shorter windows keep their newest values, longer ones fill up; a changed
     * controller starts anew; a changed quantile kind is rebuilt from the retained scores.
     */
    public ConformalState withSettings(IcpSettings from, IcpSettings to, KappaSettings.Bcc bcc) {
        return new ConformalState(
                scores.rebuilt(to),
                recent.resized(to.inflation().window()),
                block.resized(bcc),
                surprisals.resized(to.surprisalWindow()),
                figures.withController(Controllers.adapted(figures.controller(), from, to)));
    }

    /** A deep copy. */
    public ConformalState copy() {
        return new ConformalState(scores.copy(), recent.copy(), block.copy(), surprisals.copy(), figures);
    }

    /** Plain arrays and numbers, enough for {@link #restored}. */
    public ConformalImage image() {
        return new ConformalImage(
                scores.scores(),
                scores.markerHeights(),
                scores.markerPositions(),
                Controllers.stored(figures.controller()),
                figures.coverageEma(),
                figures.missStreak(),
                figures.settled(),
                figures.covered(),
                figures.inflation(),
                figures.alphaTarget(),
                figures.alpha(),
                recent.toArray(),
                block.hits(),
                block.targets(),
                surprisals.toArray());
    }

    /** The state an image was taken of, under the settings it was taken with; equal to it and going on to the same bits. */
    public static ConformalState restored(IcpSettings settings, KappaSettings.Bcc bcc, ConformalImage image) {
        return new ConformalState(
                ScoreWindow.restored(settings, image.scores(), image.markerHeights(), image.markerPositions()),
                HitWindow.of(settings.inflation().window(), image.recentHits()),
                BccWindow.of(bcc, image.blockHits(), image.blockTargets()),
                RollingWindow.of(settings.surprisalWindow(), image.surprisals()),
                new ConformalFigures(
                        Controllers.restored(settings, image.controller()),
                        image.coverageEma(),
                        image.missStreak(),
                        image.settled(),
                        image.covered(),
                        image.inflation(),
                        image.alphaTarget(),
                        image.alpha()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConformalState that
                && figures.equals(that.figures)
                && scores.equals(that.scores)
                && recent.equals(that.recent)
                && block.equals(that.block)
                && surprisals.equals(that.surprisals);
    }

    @Override
    public int hashCode() {
        return 31 * figures.hashCode() + scores.hashCode();
    }

    @Override
    public String toString() {
        return "ConformalState[" + figures + ", " + scores + "]";
    }
}
