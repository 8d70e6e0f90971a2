package io.aurora.cluster.metrics;

import io.aurora.config.AuroraSettings;

/**
 * Values of the label {@code profile}: each profile by its name, but the one in force by the name that the settings give it. Profiles of
 * one label are one in every figure.
 *
 * @param inForce name of the profile in force
 * @param label what stands for it
 */
record ProfileLabels(String inForce, String label) {
    static ProfileLabels of(AuroraSettings settings) {
        String inForce = settings.profile();
        return new ProfileLabels(inForce, settings.metrics().profileLabel().orElse(inForce));
    }

    String of(String profile) {
        return profile.equals(inForce) ? label : profile;
    }
}
