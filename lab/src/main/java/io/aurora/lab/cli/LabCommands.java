package io.aurora.lab.cli;

import java.util.List;

/** The sub-commands that this module adds to the root command. */
public final class LabCommands {
    private LabCommands() {}

    /** New commands, in the order in which help lists them. */
    public static List<Object> all() {
        return List.of(
                new SimulateCommand(),
                new ReplayCommand(),
                new AuditCommand(),
                new DecisionsCommand(),
                new PolicyCommand(),
                new BackupCommand(),
                new RestoreCommand(),
                new ConfigCommand(),
                new BenchCommand(),
                new SimulateDecisionsCommand(),
                new OpeCommand(),
                new RiskCommand(),
                new ModelCommand());
    }
}
