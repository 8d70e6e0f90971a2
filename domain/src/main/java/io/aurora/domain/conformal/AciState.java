package io.aurora.domain.conformal;

import io.aurora.domain.check.Require;
import io.aurora.domain.settings.IcpSettings;

/**
 * Controller {@code aci} (Gibbs and Candès 2021, equation 2): {@code alpha += gamma (alpha_target - miss)}, clipped. Unclipped and
 * with a fixed target the miss rate over T settlements is within {@code (max(a0, 1 - a0) + gamma) / (gamma T)} of it, whatever the
 * series.
 *
 * @param alpha miscoverage
 */
public record AciState(double alpha) implements ControllerState {
    public AciState {
        Require.within("icp.controller.alpha", alpha, 0.0, 1.0);
    }

    @Override
    public AciState settle(IcpSettings settings, Settled settled) {
        double step = settings.gamma() * (settled.alphaTarget() - settled.miss());
        return new AciState(ControllerState.bounded(settings, alpha + step));
    }

    @Override
    public Served served(IcpSettings settings, Scores scores) {
        double bounded = ControllerState.bounded(settings, alpha);
        return new Served(bounded, scores.quantile(bounded));
    }
}
