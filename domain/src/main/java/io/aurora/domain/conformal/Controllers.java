package io.aurora.domain.conformal;

import io.aurora.domain.settings.IcpSettings;
import io.aurora.domain.settings.IcpSettings.ControllerKind;
import java.util.Arrays;

/** Starts controllers of alpha, carries them over a change of settings, and turns them into plain numbers and back. */
public final class Controllers {
    private Controllers() {}

    /** The start: alpha at a0; {@code pid} at {@code z_{1-a0/2}}. */
    public static ControllerState initial(IcpSettings settings) {
        return switch (settings.controller()) {
            case EMA -> new EmaState(settings.a0(), 0.0, 0);
            case ACI -> new AciState(settings.a0());
            case DTACI -> DtaciState.initial(settings);
            case PID -> new PidState(ConformalRank.normalQuantile(settings.a0()));
        };
    }

    /** The same state where the new settings ask for the same controller (and the same experts), else the start. */
    public static ControllerState adapted(ControllerState state, IcpSettings from, IcpSettings to) {
        boolean experts = from.dtaciGammas().equals(to.dtaciGammas());
        boolean same = from.controller() == to.controller() && (to.controller() != ControllerKind.DTACI || experts);
        return same ? state : initial(to);
    }

    /** The state's numbers: ema alpha, error, pause; aci alpha; dtaci alphas, then weights; pid q. */
    public static double[] stored(ControllerState state) {
        if (state instanceof EmaState ema) {
            return new double[] {ema.alpha(), ema.error(), ema.pause()};
        }
        if (state instanceof AciState aci) {
            return new double[] {aci.alpha()};
        }
        if (state instanceof DtaciState dtaci) {
            double[] alphas = dtaci.alphas();
            double[] both = Arrays.copyOf(alphas, 2 * alphas.length);
            System.arraycopy(dtaci.weights(), 0, both, alphas.length, alphas.length);
            return both;
        }
        return new double[] {((PidState) state).q()};
    }

    /** The state {@link #stored} gave, under the settings it was stored with. */
    public static ControllerState restored(IcpSettings settings, double[] stored) {
        int expected = stored(initial(settings)).length;
        if (stored.length != expected) {
            throw new IllegalArgumentException("must hold " + expected + " numbers for " + settings.controller()
                    + ": icp.controller.length=" + stored.length);
        }
        int half = stored.length / 2;
        return switch (settings.controller()) {
            case EMA -> new EmaState(stored[0], stored[1], (int) stored[2]);
            case ACI -> new AciState(stored[0]);
            case DTACI -> DtaciState.of(Arrays.copyOf(stored, half), Arrays.copyOfRange(stored, half, stored.length));
            case PID -> new PidState(stored[0]);
        };
    }
}
