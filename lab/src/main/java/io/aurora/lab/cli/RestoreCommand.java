package io.aurora.lab.cli;

import io.aurora.persistence.backup.BackupSummary;
import io.aurora.persistence.backup.Restore;
import io.aurora.persistence.store.Store;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Fills an empty store from a backup. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Fill an empty store from a backup: everything is there afterwards, read back and compared, or nothing is.",
            "No node may run on the store. The kinds of database may differ: from H2 to PostgreSQL and back."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  aurora restore --in aurora.backup.gz --store-file data/restored",
            "  aurora restore --in aurora.backup.gz --config node.conf",
        })
public final class RestoreCommand extends LabCommand {
    @Mixin
    private JournalOptions where = new JournalOptions();

    @Mixin
    private SettingsOptions settings = new SettingsOptions();

    @Option(names = "--in", paramLabel = "FILE", required = true, description = "The backup.")
    private Path in;

    @Option(names = "--json", description = "Say what was restored as JSON.")
    private boolean json;

    @Override
    int run() {
        if (where.namesNode()) {
            throw new BadInputException("a running node cannot be restored: name a store by --store-file or --config");
        }
        if (!Files.isReadable(in)) {
            throw new BadInputException("no such file, or not readable: --in=" + in);
        }
        try (Store store = Store.open(where.store(settings.options()), System.getenv())) {
            BackupSummary summary = Restore.read(store, in);
            out().println(
                            json
                                    ? Json.pretty(BackupCommand.said(in, summary))
                                    : BackupCommand.text("from", in, summary));
            return FINE;
        }
    }
}
