package io.aurora.lab.cli;

import io.aurora.domain.learning.PolicyTerms;
import io.aurora.lab.decisions.DecisionSource;
import io.aurora.lab.decisions.LogCsv;
import io.aurora.lab.decisions.NodeDecisions;
import io.aurora.lab.decisions.StoredDecisions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The decision loop's log. */
@Command(
        name = "decisions",
        mixinStandardHelpOptions = true,
        description = "The decision loop's log.",
        subcommands = DecisionsCommand.Export.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  aurora decisions export --url http://127.0.0.1:8080 --out decisions.csv.gz",
            "  aurora decisions export --store-file data/aurora --policy gpu --out gpu.csv",
        })
public final class DecisionsCommand extends LabCommand {
    @Override
    int run() {
        throw new BadInputException("needs a sub-command: export");
    }

    /** The log as a file. */
    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = {
                "Write the log with its propensities as comma-separated values: a row a decision, lists joined by '|', the reward",
                "empty without feedback, the action empty where the gate refused. Off-policy tools read it as it is.",
                "Without --store-file and --url: the store of the settings."
            },
            footerHeading = "%nExamples:%n",
            footer = {
                "  aurora decisions export --url http://127.0.0.1:8080 --out decisions.csv.gz     a running node",
                "  aurora decisions export --store-file data/aurora --out decisions.csv           the node is stopped",
                "  aurora decisions export --policy default --policy gpu --out both.csv.gz        the store of the settings",
            })
    public static final class Export extends LabCommand {
        @Mixin
        private JournalOptions where = new JournalOptions();

        @Mixin
        private SettingsOptions settings = new SettingsOptions();

        @Option(
                names = "--policy",
                paramLabel = "NAME",
                description = "Policy whose log it is; as often as needed. Without it: default.")
        private List<String> policies = new ArrayList<>();

        @Option(
                names = "--out",
                paramLabel = "FILE",
                required = true,
                description = "File to write; compressed where its name ends in .gz.")
        private Path out;

        @Override
        int run() {
            List<String> names = policies.isEmpty() ? List.of("default") : policies;
            for (String name : names) {
                if (!PolicyTerms.isName(name)) {
                    throw new BadInputException("must match [a-z0-9_-]{1,32}: --policy=" + name);
                }
            }
            long rows = 0;
            try (DecisionSource source = open();
                    LogCsv csv = new LogCsv(out)) {
                for (String name : names) {
                    long[] count = {0};
                    source.forEach(name, decision -> {
                        csv.write(decision);
                        count[0]++;
                    });
                    rows += count[0];
                }
                csv.complete();
            }
            out().println(rows + " decisions in " + out);
            return FINE;
        }

        private DecisionSource open() {
            if (where.isNode()) {
                return new NodeDecisions(where.node());
            }
            StoredDecisions stored = new StoredDecisions(where.store(settings.options()), System.getenv());
            if (stored.isBehind()) {
                err().println("aurora decisions export: the log is behind the journal and lacks its newest events; "
                        + "a node that runs on this store brings them in");
            }
            return stored;
        }
    }
}
