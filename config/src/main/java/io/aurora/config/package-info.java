/**
 * Settings: HOCON defaults in {@code reference.conf}, overlaid by a settings file, a profile file (HOCON, JSON or YAML),
 * environment variables and {@code --set}, turned once at start into the validated records of
 * {@link io.aurora.config.AuroraSettings}. Nothing is repaired in silence: an unknown key is refused with its near miss, a wrong
 * type or range with file, line, key, value and rule; what a foreign file says and AURORA cannot follow comes back as a warning.
 * No other module reads configuration files.
 */
package io.aurora.config;
