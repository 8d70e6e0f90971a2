/**
 * The settings that a symbol's outcomes depend on, as validated records under one {@link io.aurora.domain.settings.Profile}, and
 * their one written form. {@link io.aurora.domain.settings.SettingsTree} names every setting by a dotted path;
 * {@link io.aurora.domain.settings.CanonicalSettings} gives the text that events store, its digest, and the way back. Where the
 * values come from (files, environment, command line) is none of this package's business.
 */
package io.aurora.domain.settings;
