package io.aurora.domain.conformal;

import io.aurora.domain.check.Require;
import io.aurora.domain.settings.IcpSettings;

/**
 * Controller {@code ema}: alpha follows the smoothed coverage error {@code e}, the average of {@code hit - (1 - alpha_target)};
 * {@code alpha += eta e}, faster in a transition. A miss never raises alpha, and a second or later miss in a row starts a pause
 * during which no settlement does. Only hits count the pause down: a lone miss inside it, which cannot raise alpha anyway, leaves it
 * as long as it was (so the reference vectors have it). Without a coverage guarantee of its own.
 *
 * @param alpha miscoverage
 * @param error smoothed coverage error, in [-1, 1]
 * @param pause hits still to come in which alpha does not rise
 */
public record EmaState(double alpha, double error, int pause) implements ControllerState {
    public EmaState {
        Require.within("icp.controller.alpha", alpha, 0.0, 1.0);
        Require.within("icp.controller.error", error, -1.0, 1.0);
        Require.atLeast("icp.controller.pause", pause, 0);
    }

    @Override
    public EmaState settle(IcpSettings settings, Settled settled) {
        double observed = (settled.hit() ? 1.0 : 0.0) - (1.0 - settled.alphaTarget());
        double nextError = error + settings.coverageFactor() * (observed - error);
        double step = (settled.trans() ? settings.etaTransition() : settings.eta()) * nextError;
        boolean held = !settled.hit() || pause > 0;
        double nextAlpha = ControllerState.bounded(settings, held ? alpha + Math.min(0.0, step) : alpha + step);
        return new EmaState(nextAlpha, nextError, nextPause(settings, settled));
    }

    private int nextPause(IcpSettings settings, Settled settled) {
        if (settled.hit()) {
            return Math.max(0, pause - 1);
        }
        return settled.missStreak() >= settings.cooldownStreak() ? settings.cooldown() : pause;
    }

    @Override
    public Served served(IcpSettings settings, Scores scores) {
        double bounded = ControllerState.bounded(settings, alpha);
        return new Served(bounded, scores.quantile(bounded));
    }
}
