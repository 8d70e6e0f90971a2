package io.aurora.config;

import java.util.List;
import java.util.stream.Collectors;

/** Settings that cannot be used; the message has a line for each problem. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public SettingsException(List<Problem> problems) {
        super(problems.stream().map(Problem::message).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public SettingsException(Problem problem) {
        this(List.of(problem));
    }

    /** All problems found, in the order of their keys. */
    public List<Problem> problems() {
        return problems;
    }
}
