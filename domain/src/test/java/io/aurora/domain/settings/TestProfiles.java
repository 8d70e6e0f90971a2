package io.aurora.domain.settings;

import java.util.List;
import java.util.OptionalDouble;

/** Profiles for tests, with the defaults of spec page 10. */
public final class TestProfiles {
    private static final List<Double> GAMMAS = List.of(0.001, 0.002, 0.004, 0.008, 0.016, 0.032, 0.064, 0.128);

    private TestProfiles() {}

    /** The defaults, triggers and automatic holds off, guards as in the profile {@code default}. */
    public static Profile quiet() {
        return of("test", IcpSettings.ControllerKind.DTACI, false);
    }

    /** The defaults with triggers and automatic holds on. */
    public static Profile triggered() {
        return of("test", IcpSettings.ControllerKind.DTACI, true);
    }

    public static Profile of(String name, IcpSettings.ControllerKind controller, boolean triggers) {
        return new Profile(
                name,
                3,
                true,
                icp(controller),
                new KappaSettings(
                        0.64,
                        0.45,
                        0.7,
                        new KappaSettings.Weights(0.4, 0.3, 0.3),
                        new KappaSettings.Penalties(0.15, 0.10, 0.15, 0.10),
                        new KappaSettings.Bcc(250, 30, 0.10, 0.40)),
                guards(),
                new HysteresisSettings(0.68, 0.58, 0.50, 0.40, 5, 15, 5, 20, 20, 20, false),
                new ExecutionSettings(1.0, new ExecutionSettings.ScaleMap(1.0, 0.5, 0.0), true, 0.0, 1e9, true),
                new TriggerSettings(
                        new TriggerSettings.Trigger(triggers, 150.0),
                        new TriggerSettings.Trigger(triggers, 0.80),
                        new TriggerSettings.Trigger(triggers, 0.1)),
                new HoldSettings(triggers, 0.3, 5, triggers, 0.05, 300_000L),
                new RegimeSettings(
                        16,
                        128,
                        8,
                        new RegimeSettings.Aci(128, 10, 0.1, 3.0),
                        new RegimeSettings.Trans(512, 64, 1.0, 0.6, 0.5, 0.3, 1.0, 0.5, 8)));
    }

    private static IcpSettings icp(IcpSettings.ControllerKind controller) {
        return new IcpSettings(
                0.10,
                -0.02,
                -0.01,
                0.05,
                0.20,
                0.01,
                0.35,
                1000,
                IcpSettings.QuantileKind.WINDOW,
                0.002,
                30,
                100,
                controller,
                0.01,
                0.01,
                0.03,
                5,
                2,
                GAMMAS,
                500,
                0.02,
                100,
                1e-6,
                0.02,
                new IcpSettings.InflationSettings(0.05, 5, 20, 1.05, 1.25, 0.9),
                256,
                0.99);
    }

    private static GuardSettings guards() {
        return new GuardSettings(
                new GuardSettings.Below(0.85, 0.80),
                6,
                new GuardSettings.Above(true, 80.0, 100.0),
                new GuardSettings.Above(true, 1.95, 2.20),
                OptionalDouble.empty(),
                0.35,
                0.0,
                new GuardSettings.Above(true, 2.0, 5.0),
                64,
                256,
                256);
    }
}
