package io.aurora.lab.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The module's commands under a root of their own. */
@Command(name = "aurora")
final class Cli {
    /** What a command line gave. */
    record Run(int code, String out, String err) {}

    private Cli() {}

    static CommandLine line() {
        CommandLine line = new CommandLine(new Cli());
        LabCommands.all().forEach(line::addSubcommand);
        return line;
    }

    static Run run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code =
                line().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(args);
        return new Run(code, out.toString(), err.toString());
    }

    public static void main(String[] args) {
        System.exit(line().execute(args));
    }
}
