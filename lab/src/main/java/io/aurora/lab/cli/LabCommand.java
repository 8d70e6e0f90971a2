package io.aurora.lab.cli;

import io.aurora.config.SettingsException;
import io.aurora.inference.model.ModelFileException;
import io.aurora.inference.neural.NoForecastException;
import io.aurora.lab.audit.JournalException;
import io.aurora.lab.ope.LogFileException;
import io.aurora.persistence.bars.BarFileException;
import io.aurora.persistence.store.StoreException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What the commands share: bad input becomes one clear line and exit code 2, anything else unexpected is left to the root command. */
abstract class LabCommand implements Callable<Integer> {
    static final int FINE = 0;
    static final int VERDICT_FAILED = 1;
    static final int BAD_INPUT = 2;

    @Spec
    private CommandSpec spec;

    /** Does the work and gives the exit code. */
    abstract int run() throws Exception;

    @Override
    public final Integer call() throws Exception {
        try {
            return run();
        } catch (BadInputException
                | SettingsException
                | BarFileException
                | JournalException
                | LogFileException
                | ModelFileException
                | NoForecastException e) {
            return said(e, BAD_INPUT);
        } catch (StoreException e) {
            return said(e, e.exitCode());
        } finally {
            out().flush();
            err().flush();
        }
    }

    private int said(RuntimeException e, int code) {
        String command = spec.qualifiedName(" ");
        e.getMessage().lines().forEach(line -> err().println(command + ": " + line));
        return code;
    }

    /** For results. */
    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** For everything else. */
    PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** The command line as it was given, for the run's record. */
    List<String> arguments() {
        return spec.commandLine().getParseResult() == null
                ? List.of()
                : spec.root().commandLine().getParseResult().originalArgs();
    }
}
