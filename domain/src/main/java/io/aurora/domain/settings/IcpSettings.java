package io.aurora.domain.settings;

import io.aurora.domain.check.Require;
import java.util.List;

/**
 * Adaptive inductive conformal prediction (spec page 10, section 3).
 *
 * @param a0 base miscoverage
 * @param a1 added in a transition (negative widens)
 * @param a2 added per unit of the ARMA crossbar index above 1, up to 1
 * @param targetMin lower clip of alpha_target
 * @param targetMax upper clip of alpha_target
 * @param alphaMin lower bound of the controlled alpha
 * @param alphaMax upper bound of the controlled alpha
 * @param window scores kept
 * @param quantile quantile kind
 * @param weightDecay decay per bar of kind {@code weighted}
 * @param coldNormal below this many scores the normal quantile serves
 * @param coldExact below this many scores every kind is exact and unweighted
 * @param controller controller of alpha
 * @param gamma step of controller {@code aci}
 * @param eta step of controller {@code ema}
 * @param etaTransition step of controller {@code ema} in a transition
 * @param cooldown settlements without a rise after a miss streak, controller {@code ema}
 * @param cooldownStreak misses in a row that start the pause, controller {@code ema}
 * @param dtaciGammas steps of the experts, controller {@code dtaci}
 * @param dtaciHorizon local horizon I, controller {@code dtaci}
 * @param pidRate learning rate of the quantile tracker, controller {@code pid}
 * @param pidWindow scores whose largest scales the step, controller {@code pid}
 * @param sigmaFloor smallest scale, log return
 * @param coverageFactor factor of coverage_ema
 * @param inflation inflation after clustered misses
 * @param surprisalWindow values behind the surprisal p95
 * @param surprisalWinsor own quantile at which the surprisal window is winsorised
 */
public record IcpSettings(
        double a0,
        double a1,
        double a2,
        double targetMin,
        double targetMax,
        double alphaMin,
        double alphaMax,
        int window,
        QuantileKind quantile,
        double weightDecay,
        int coldNormal,
        int coldExact,
        ControllerKind controller,
        double gamma,
        double eta,
        double etaTransition,
        int cooldown,
        int cooldownStreak,
        List<Double> dtaciGammas,
        int dtaciHorizon,
        double pidRate,
        int pidWindow,
        double sigmaFloor,
        double coverageFactor,
        InflationSettings inflation,
        int surprisalWindow,
        double surprisalWinsor) {

    /** Which conformal quantile is taken. */
    public enum QuantileKind {
        WINDOW,
        WEIGHTED,
        P2
    }

    /** How alpha follows its target. */
    public enum ControllerKind {
        EMA,
        ACI,
        DTACI,
        PID
    }

    /**
     * Widening after clustered misses.
     *
     * @param step inflation per surplus miss
     * @param maxMisses surplus misses counted at most
     * @param window settlements looked back on
     * @param transition least raw inflation in a transition
     * @param max largest inflation
     * @param decay share of the previous surplus kept
     */
    public record InflationSettings(
            double step, double maxMisses, int window, double transition, double max, double decay) {
        public InflationSettings {
            Require.nonNegative("icp.inflation.step", step);
            Require.nonNegative("icp.inflation.max_misses", maxMisses);
            Require.atLeast("icp.inflation.window", window, 1);
            Require.within("icp.inflation.transition", transition, 1.0, 10.0);
            Require.within("icp.inflation.max", max, 1.0, 10.0);
            Require.within("icp.inflation.decay", decay, 0.0, 1.0);
        }
    }

    public IcpSettings {
        Require.within("icp.a0", a0, 1e-6, 0.5);
        Require.within("icp.a1", a1, -0.5, 0.5);
        Require.within("icp.a2", a2, -0.5, 0.5);
        Require.within("icp.target_min", targetMin, 1e-6, 0.5);
        Require.within("icp.target_max", targetMax, 1e-6, 0.5);
        Require.ordered("icp.target_min", targetMin, "icp.target_max", targetMax);
        Require.within("icp.alpha_min", alphaMin, 1e-6, 0.5);
        Require.within("icp.alpha_max", alphaMax, 1e-6, 0.5);
        Require.ordered("icp.alpha_min", alphaMin, "icp.alpha_max", alphaMax);
        Require.atLeast("icp.window", window, 100);
        Require.nonNegative("icp.weight_decay", weightDecay);
        Require.atLeast("icp.cold_normal", coldNormal, 1);
        Require.atLeast("icp.cold_exact", coldExact, coldNormal);
        Require.within("icp.gamma", gamma, 0.0, 1.0);
        Require.within("icp.eta", eta, 0.0, 1.0);
        Require.within("icp.eta_transition", etaTransition, 0.0, 1.0);
        Require.atLeast("icp.cooldown", cooldown, 0);
        Require.atLeast("icp.cooldown_streak", cooldownStreak, 1);
        dtaciGammas = List.copyOf(dtaciGammas);
        Require.atLeast("icp.dtaci_gammas.size", dtaciGammas.size(), 1);
        dtaciGammas.forEach(step -> Require.within("icp.dtaci_gammas", step, 0.0, 1.0));
        Require.atLeast("icp.dtaci_horizon", dtaciHorizon, 1);
        Require.within("icp.pid_rate", pidRate, 0.0, 1.0);
        Require.atLeast("icp.pid_window", pidWindow, 1);
        Require.positive("icp.sigma_floor", sigmaFloor);
        Require.within("icp.coverage_factor", coverageFactor, 0.0, 1.0);
        Require.atLeast("icp.surprisal_window", surprisalWindow, 1);
        Require.within("icp.surprisal_winsor", surprisalWinsor, 0.5, 1.0);
    }
}
