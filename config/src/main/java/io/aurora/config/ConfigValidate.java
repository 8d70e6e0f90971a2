package io.aurora.config;

import java.util.List;

/** Checks settings without using them. */
public final class ConfigValidate {
    private ConfigValidate() {}

    /**
     * What was found.
     *
     * @param problems settings that cannot be used; empty: all good
     * @param warnings what was read otherwise than its author may think; only where there are no problems
     */
    public record Report(List<Problem> problems, List<String> warnings) {
        public Report {
            problems = List.copyOf(problems);
            warnings = List.copyOf(warnings);
        }

        public boolean isGood() {
            return problems.isEmpty();
        }
    }

    /** Reads all sources and reports; never throws for what they hold. */
    public static Report check(LoadOptions options) {
        try {
            return new Report(List.of(), AuroraSettings.load(options).warnings());
        } catch (SettingsException e) {
            return new Report(e.problems(), List.of());
        }
    }
}
