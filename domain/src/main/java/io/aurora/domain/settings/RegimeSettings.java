package io.aurora.domain.settings;

import io.aurora.domain.check.Require;

/**
 * Regime, ARMA crossbar index and transitions (spec page 10, section 2); windows and times in bars.
 *
 * @param router which router serves
 * @param refitEvery returns between refits of the BIC router
 * @param fitWindow returns behind a refit
 * @param useAfter accepted bars from a refit to its first use
 * @param aci ARMA crossbar index
 * @param trans transition flag
 */
public record RegimeSettings(RouterKind router, int refitEvery, int fitWindow, int useAfter, Aci aci, Trans trans) {

    /** Which router gives the regime's probabilities. */
    public enum RouterKind {
        /** The trained router where a node has one, else the BIC router. */
        AUTO,
        /** The built-in BIC router, whatever is trained. */
        BIC
    }

    /** With {@link RouterKind#AUTO}. */
    public RegimeSettings(int refitEvery, int fitWindow, int useAfter, Aci aci, Trans trans) {
        this(RouterKind.AUTO, refitEvery, fitWindow, useAfter, aci, trans);
    }

    /**
     * ARMA crossbar index.
     *
     * @param window returns behind it
     * @param longOrder order of the long Yule-Walker autoregression
     * @param emaFactor factor of its average
     * @param ref value that counts as 1
     */
    public record Aci(int window, int longOrder, double emaFactor, double ref) {
        public Aci {
            Require.atLeast("regime.aci.window", window, 32);
            Require.atLeast("regime.aci.long_order", longOrder, 2);
            Require.within("regime.aci.ema_factor", emaFactor, 0.0, 1.0);
            Require.positive("regime.aci.ref", ref);
        }
    }

    /**
     * Transition flag with hysteresis.
     *
     * @param window values behind the rolling quantiles
     * @param min values needed
     * @param aciOn on above it
     * @param aciOff off below it
     * @param rvQuantile on above this quantile of rv_20
     * @param volumeQuantile on at or above this quantile of the volume
     * @param momentumOn on above this many standard deviations of momentum_10
     * @param momentumOff off below this many
     * @param minTrans earliest bar, counted from the one that turned it on, at which it may turn off
     */
    public record Trans(
            int window,
            int min,
            double aciOn,
            double aciOff,
            double rvQuantile,
            double volumeQuantile,
            double momentumOn,
            double momentumOff,
            int minTrans) {
        public Trans {
            Require.atLeast("regime.trans.window", window, 2);
            Require.atLeast("regime.trans.min", min, 1);
            Require.finite("regime.trans.aci_on", aciOn);
            Require.finite("regime.trans.aci_off", aciOff);
            Require.ordered("regime.trans.aci_off", aciOff, "regime.trans.aci_on", aciOn);
            Require.within("regime.trans.rv_quantile", rvQuantile, 0.0, 1.0);
            Require.within("regime.trans.volume_quantile", volumeQuantile, 0.0, 1.0);
            Require.finite("regime.trans.momentum_on", momentumOn);
            Require.finite("regime.trans.momentum_off", momentumOff);
            Require.ordered("regime.trans.momentum_off", momentumOff, "regime.trans.momentum_on", momentumOn);
            Require.atLeast("regime.trans.min_trans", minTrans, 0);
        }
    }

    public RegimeSettings {
        Require.atLeast("regime.refit_every", refitEvery, 1);
        Require.atLeast("regime.fit_window", fitWindow, 64);
        Require.atLeast("regime.use_after", useAfter, 1);
        if (useAfter >= refitEvery) {
            throw new IllegalArgumentException("use_after must be < refit_every: regime.use_after=" + useAfter
                    + ", regime.refit_every=" + refitEvery);
        }
    }
}
