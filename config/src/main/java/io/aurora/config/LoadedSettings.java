package io.aurora.config;

import com.typesafe.config.Config;

/**
 * Settings and the configuration they were read from.
 *
 * @param settings typed settings
 * @param effective the resolved tree {@code aurora}, every profile complete, with the place of each value
 */
record LoadedSettings(AuroraSettings settings, Config effective) {}
