package io.aurora.lab.cli;

import io.aurora.lab.backup.NodeBackup;
import io.aurora.persistence.backup.Backup;
import io.aurora.persistence.backup.BackupSummary;
import io.aurora.persistence.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes a store into one file. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = {
            "Write a store into one file, as it stands at one moment, with digests of its tables.",
            "A running node is held up by nothing: name its PostgreSQL by its settings, or the node itself by --url."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  aurora backup --store-file data/aurora --out aurora.backup.gz      H2, the node is stopped",
            "  aurora backup --config node.conf --out aurora.backup.gz            PostgreSQL, node or no node",
            "  aurora backup --url http://127.0.0.1:8080 --out aurora.backup.gz   a running node, H2 or PostgreSQL",
        })
public final class BackupCommand extends LabCommand {
    @Mixin
    private JournalOptions where = new JournalOptions();

    @Mixin
    private SettingsOptions settings = new SettingsOptions();

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "File to write; gzip.")
    private Path out;

    @Option(names = "--json", description = "Say what was written as JSON.")
    private boolean json;

    @Override
    int run() throws IOException {
        BackupSummary summary = where.namesNode() ? fromNode() : fromStore();
        out().println(json ? Json.pretty(said(out, summary)) : text("in", out, summary));
        return FINE;
    }

    private BackupSummary fromStore() {
        try (Store store = Store.openExisting(where.store(settings.options()), System.getenv())) {
            return Backup.write(store, out, System.currentTimeMillis());
        }
    }

    private BackupSummary fromNode() throws IOException {
        return NodeBackup.fetch(where.node(), out);
    }

    static String text(String preposition, Path file, BackupSummary summary) {
        return summary.rows() + " rows of " + summary.tables().size() + " tables " + preposition + " " + file
                + ", sha256 " + summary.digest();
    }

    static Map<String, Object> said(Path file, BackupSummary summary) {
        Map<String, Object> rows = new LinkedHashMap<>();
        summary.tables().forEach((table, content) -> rows.put(table, content.rows()));
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("file", file.toString());
        said.put("rows", rows);
        said.put("sha256", summary.digest());
        return said;
    }
}
