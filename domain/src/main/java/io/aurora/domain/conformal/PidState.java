package io.aurora.domain.conformal;

import io.aurora.domain.check.Require;
import io.aurora.domain.settings.IcpSettings;

/**
 * Controller {@code pid} (Angelopoulos, Candès and Tibshirani 2023), the quantile tracker alone: {@code q = max(0, q + rate B (miss -
 * alpha_target))}, B the largest of the last scores before this one, 1 where there is none. The interval is drawn with this q, not
 * with the window's; alpha is only reported, {@code 1 - #{scores < q} / (n+1)}, before 30 scores {@code 2 (1 - Phi(q))}, clipped.
 *
 * @param q half width in units of sigma times inflation
 */
public record PidState(double q) implements ControllerState {
    public PidState {
        Require.nonNegative("icp.controller.q", q);
    }

    @Override
    public PidState settle(IcpSettings settings, Settled settled) {
        Scores scores = settled.scores();
        double largest = scores.size() == 0 ? 1.0 : scores.maxOfLast(settings.pidWindow());
        double step = settings.pidRate() * largest * (settled.miss() - settled.alphaTarget());
        return new PidState(Math.max(0.0, q + step));
    }

    @Override
    public Served served(IcpSettings settings, Scores scores) {
        double share = ConformalRank.tailShare(scores, q, settings.coldNormal());
        return new Served(ControllerState.bounded(settings, share), q);
    }
}
