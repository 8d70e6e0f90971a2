package io.aurora.domain.simulation;

import io.aurora.domain.simulation.ScenarioLaw.Succession;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The markets that can be simulated. Volatilities are annual; regimes' parameters are those of {@link RegimeLaw}. Scenarios of
 * one seed and symbol share their shocks, so that two of them differ by their laws and not by luck.
 */
public enum Scenario {
    /** 20 % a year, one regime with mild clusters (GARCH 0.05, 0.90), few jumps. */
    CALM(
            "calm",
            new ScenarioLaw(
                    0.20, List.of(Regimes.QUIET.withJumps(0.0005, 0.0, 4.0)), Succession.ANY_OTHER, GapLaw.NONE)),
    /** 45 % a year; up-trends, down-trends and rests of some hundred bars, returns autocorrelated within a trend. */
    TRENDING(
            "trending",
            new ScenarioLaw(
                    0.45,
                    List.of(Regimes.trend("up", 0.12), Regimes.QUIET, Regimes.trend("down", -0.12)),
                    Succession.ANY_OTHER,
                    GapLaw.NONE)),
    /** 110 % a year, one regime with strong clusters (GARCH 0.12, 0.85) and jumps of some sigmas. */
    VOLATILE(
            "volatile",
            new ScenarioLaw(
                    1.10, List.of(Regimes.CLUSTERED.withJumps(0.004, 0.0, 5.0)), Succession.ANY_OTHER, GapLaw.NONE)),
    /** 60 % a year in quiet times; now and then a crash of some 30 bars (4 times the volatility, falling, jumps down), then recovery. */
    CRASH(
            "crash",
            new ScenarioLaw(
                    0.60,
                    List.of(
                            Regimes.QUIET,
                            RegimeLaw.of("crash", 30.0)
                                    .withVolFactor(4.0)
                                    .withMean(-0.25, 0.1, 0.0)
                                    .withGarch(0.15, 0.80)
                                    .withJumps(0.05, -2.0, 2.0),
                            RegimeLaw.of("recovery", 150.0)
                                    .withVolFactor(2.0)
                                    .withMean(0.1, 0.0, 0.0)
                                    .withGarch(0.10, 0.87)
                                    .withJumps(0.005, 0.0, 4.0)),
                    Succession.CYCLE,
                    GapLaw.NONE)),
    /** 60 % a year; four regimes of some hundred bars each: quiet, AR, ARMA and GARCH with jumps. */
    REGIME_SHIFT("regime-shift", new ScenarioLaw(0.60, Regimes.SHIFTING, Succession.ANY_OTHER, GapLaw.NONE)),
    /** The market of {@link #REGIME_SHIFT} with about 3 % of its bars missing, in gaps of 1 to 3 and, one in ten, of 4 to 40. */
    GAPPY("gappy", new ScenarioLaw(0.60, Regimes.SHIFTING, Succession.ANY_OTHER, new GapLaw(0.008, 0.1, 3, 40)));

    private final String code;
    private final ScenarioLaw law;

    Scenario(String code, ScenarioLaw law) {
        this.code = code;
        this.law = law;
    }

    /** The name on the command line and in settings. */
    public String code() {
        return code;
    }

    public ScenarioLaw law() {
        return law;
    }

    /** Inverse of {@link #code()}; the refusal lists the codes. */
    public static Scenario parse(String code) {
        for (Scenario scenario : values()) {
            if (scenario.code.equals(code)) {
                return scenario;
            }
        }
        String codes = Arrays.stream(values()).map(Scenario::code).collect(Collectors.joining(", "));
        throw new IllegalArgumentException("must be one of " + codes + ": scenario=" + code);
    }

    /** Regimes that several scenarios use. */
    private static final class Regimes {
        static final RegimeLaw QUIET = RegimeLaw.of("quiet", 400.0).withGarch(0.05, 0.90);
        static final RegimeLaw CLUSTERED = RegimeLaw.of("garch", 300.0).withGarch(0.12, 0.85);
        static final List<RegimeLaw> SHIFTING = List.of(
                QUIET.withVolFactor(0.6),
                RegimeLaw.of("ar", 300.0).withMean(0.0, 0.35, 0.0).withVolFactor(0.9),
                RegimeLaw.of("arma", 300.0).withMean(0.0, 0.6, -0.85).withVolFactor(1.1),
                CLUSTERED.withVolFactor(1.8).withJumps(0.006, 0.0, 5.0));

        private Regimes() {}

        static RegimeLaw trend(String name, double drift) {
            return RegimeLaw.of(name, 250.0)
                    .withMean(drift, 0.15, 0.0)
                    .withGarch(0.06, 0.90)
                    .withJumps(0.001, 0.0, 4.0);
        }
    }
}
