package io.aurora.actors.symbol;

import io.aurora.domain.settings.Profile;

/** Profiles that differ from another in one setting. */
final class TestSettings {
    private TestSettings() {}

    static Profile fallback(Profile of, boolean fallback) {
        return copy(of, of.maxGapFill(), fallback);
    }

    static Profile maxGapFill(Profile of, int bars) {
        return copy(of, bars, of.inferenceFallback());
    }

    private static Profile copy(Profile of, int maxGapFill, boolean fallback) {
        return new Profile(
                of.name(),
                maxGapFill,
                fallback,
                of.icp(),
                of.kappa(),
                of.guards(),
                of.hysteresis(),
                of.execution(),
                of.triggers(),
                of.holds(),
                of.regime());
    }
}
