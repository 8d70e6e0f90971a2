package io.aurora.cluster.cli;

import io.aurora.config.SettingsException;
import io.aurora.persistence.bars.BarFileException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The root command; its sub-commands are this module's and those that {@code lab} contributes. */
@Command(
        name = "aurora",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Certified trading decisions: forecast, honest interval, trust, PASS / DERISK / BLOCK.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:fine",
            "1:the command's own verdict failed (a difference, a gate, a constraint)",
            "2:bad usage or input; one line says what",
            "3:internal error",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  aurora node                                 a node with the built-in market, console on http://127.0.0.1:8080",
            "  aurora simulate --scenario crash --bars 5000 --out crash.csv.gz",
            "  aurora replay --data crash.csv.gz --json",
            "  aurora audit verify --url http://127.0.0.1:8080",
        })
public final class AuroraCommand implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(AuroraCommand.class);
    private static final int BAD_INPUT = 2;
    private static final int INTERNAL = 3;

    @Spec
    private CommandSpec spec;

    /** Runs the command line and gives the exit code. */
    public static int run(String[] args) {
        return commandLine().execute(args);
    }

    /** The command line with every sub-command. */
    public static CommandLine commandLine() {
        CommandLine line = new CommandLine(new AuroraCommand());
        line.addSubcommand(new NodeCommand());
        line.addSubcommand(new DoctorCommand());
        io.aurora.lab.cli.LabCommands.all().forEach(line::addSubcommand);
        line.getSubcommands()
                .get("bench")
                .addSubcommand(new BenchDecisionsCommand())
                .addSubcommand(new BenchJournalCommand())
                .addSubcommand(new BenchNodeCommand())
                .addSubcommand(new BenchWorkerCommand());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(true);
        line.setExecutionExceptionHandler(AuroraCommand::failed);
        return line;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static int failed(Exception failure, CommandLine line, ParseResult parsed) {
        for (String message : BadInput.lines(failure)) {
            line.getErr().println("aurora: " + message);
        }
        if (BadInput.is(failure)) {
            return BAD_INPUT;
        }
        LOG.error("internal error", failure);
        return INTERNAL;
    }

    /** Failures that the caller can mend. */
    static final class BadInput {
        private BadInput() {}

        static boolean is(Exception failure) {
            return failure instanceof SettingsException
                    || failure instanceof BarFileException
                    || failure instanceof io.aurora.persistence.store.StoreException
                    || failure instanceof StartException;
        }

        static List<String> lines(Exception failure) {
            return failure instanceof SettingsException settings
                    ? settings.problems().stream()
                            .map(problem -> problem.message())
                            .toList()
                    : List.of(String.valueOf(failure.getMessage()));
        }
    }
}
