package io.aurora.lab.cli;

import java.util.List;

/** The sub-commands that the laboratory contributes to the root command. */
public final class LabCommands {
    private LabCommands() {}

    /** New instances of all of them, picocli commands. */
    public static List<Object> all() {
        return List.of();
    }
}
