package io.aurora.domain.conformal;

import io.aurora.domain.settings.IcpSettings;
import io.aurora.domain.settings.IcpSettings.ControllerKind;
import io.aurora.domain.settings.IcpSettings.InflationSettings;
import io.aurora.domain.settings.IcpSettings.QuantileKind;
import io.aurora.domain.settings.KappaSettings;
import java.util.List;
import java.util.SplittableRandom;

/** Settings of spec page 10 and seeded series. */
final class ConformalFixture {
    static final InflationSettings INFLATION = new InflationSettings(0.05, 5.0, 20, 1.05, 1.25, 0.9);
    static final KappaSettings.Bcc BCC = new KappaSettings.Bcc(250, 30, 0.10, 0.40);
    static final List<Double> GAMMAS = List.of(0.001, 0.002, 0.004, 0.008, 0.016, 0.032, 0.064, 0.128);

    private ConformalFixture() {}

    static IcpSettings settings(ControllerKind controller, QuantileKind quantile) {
        return settings(controller, quantile, 1000);
    }

    static IcpSettings settings(ControllerKind controller, QuantileKind quantile, int window) {
        return settings(controller, quantile, window, 0.10, 0.01);
    }

    /** Controller {@code aci} with no step. */
    static IcpSettings fixedAlpha(QuantileKind quantile) {
        return settings(ControllerKind.ACI, quantile, 1000, 0.10, 0.0);
    }

    /** Controller {@code dtaci} with these experts. */
    static IcpSettings experts(List<Double> gammas) {
        return settings(ControllerKind.DTACI, QuantileKind.WINDOW, 1000, 0.10, 0.01, gammas);
    }

    static IcpSettings settings(ControllerKind controller, QuantileKind quantile, int window, double a0, double gamma) {
        return settings(controller, quantile, window, a0, gamma, GAMMAS);
    }

    private static IcpSettings settings(
            ControllerKind controller,
            QuantileKind quantile,
            int window,
            double a0,
            double gamma,
            List<Double> gammas) {
        return new IcpSettings(
                a0,
                -0.02,
                -0.01,
                0.05,
                0.20,
                0.01,
                0.35,
                window,
                quantile,
                0.002,
                30,
                100,
                controller,
                gamma,
                0.01,
                0.03,
                5,
                2,
                gammas,
                500,
                0.02,
                100,
                1e-6,
                0.02,
                INFLATION,
                256,
                0.99);
    }

    static double gaussian(SplittableRandom random) {
        double radius = StrictMath.sqrt(-2.0 * StrictMath.log(1.0 - random.nextDouble()));
        return radius * StrictMath.cos(2.0 * StrictMath.PI * random.nextDouble());
    }

    /** A bar of a made-up market: sometimes no scale, a jump, a transition, ties. */
    record Step(double yhat, double sigma, boolean trans, double aciEma, double y) {
        static Step draw(SplittableRandom random) {
            double sigma = random.nextInt(40) == 0 ? 0.0 : 0.002 + 0.01 * random.nextInt(4);
            double yhat = 0.001 * random.nextInt(-2, 3);
            double noise = random.nextInt(3) == 0 ? 0.5 * random.nextInt(-6, 7) : 1.3 * gaussian(random);
            return new Step(yhat, sigma, random.nextInt(5) == 0, 2.5 * random.nextDouble(), yhat + noise * sigma);
        }
    }
}
