package io.aurora.lab.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aurora.config.LoadOptions;
import io.aurora.domain.audit.ModelForecasts;
import io.aurora.inference.neural.ModelShelf;
import io.aurora.lab.audit.Journal;
import io.aurora.lab.audit.JournalAudit;
import io.aurora.persistence.PersistenceIds;
import io.aurora.persistence.journal.Decoded;
import io.aurora.persistence.journal.JournalRow;
import io.aurora.persistence.serial.ReadableJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Audit of recorded decisions. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "Re-derive recorded decisions and check that none was changed, removed, inserted or exchanged.",
        subcommands = {AuditCommand.Verify.class, AuditCommand.Digest.class, AuditCommand.Show.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  aurora audit verify --store-file data/aurora",
            "  aurora audit verify --url http://127.0.0.1:8080 --json",
            "  aurora audit show --symbol SIM-1 --seq 700 --store-file data/aurora",
        })
public final class AuditCommand extends LabCommand {
    @Override
    int run() {
        throw new BadInputException("needs a sub-command: verify, digest or show");
    }

    /** Options that say what is audited. */
    abstract static class OnJournal extends LabCommand {
        @Mixin
        private JournalOptions where = new JournalOptions();

        @Mixin
        private SettingsOptions settings = new SettingsOptions();

        @Override
        final int run() {
            try (Journal journal = where.open(settings.options())) {
                return run(journal);
            }
        }

        final LoadOptions settings() {
            return settings.options();
        }

        abstract int run(Journal journal);
    }

    /** Verdict over journals. */
    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = {
                "Check every event: stored form, sequence, hash chain, and each decision derived again from its inputs with the",
                "settings of its time; of the decision loop each reward and each new value. The first difference of a journal is shown field by field; exit code 1 where there is one.",
                "Without --store-file and --url: the store of the settings. A running node shows journals of symbols only. That the",
                "end of a journal was cut off is not seen."
            },
            footerHeading = "%nExamples:%n",
            footer = {
                "  aurora audit verify --store-file data/aurora            the node is stopped",
                "  aurora audit verify --config node.conf                  PostgreSQL, node or no node",
                "  aurora audit verify --url http://127.0.0.1:8080 --symbol SIM-1",
                "  aurora audit verify --store-file data/aurora --policy default",
                "  aurora audit verify --store-file data/aurora --student models/student --router models/router",
            })
    public static final class Verify extends OnJournal {
        @Option(names = "--symbol", paramLabel = "NAME", description = "Only this symbol; as often as needed.")
        private List<String> symbols = new ArrayList<>();

        @Option(
                names = "--policy",
                paramLabel = "NAME",
                description = "Only this policy, with all its partitions; as often as needed.")
        private List<String> policies = new ArrayList<>();

        @Mixin
        private ShelfOptions shelf = new ShelfOptions();

        @Option(names = "--json", description = "The verdict as JSON.")
        private boolean json;

        @Override
        int run(Journal journal) {
            List<String> chosen = JournalOptions.chosen(journal, symbols, policies);
            try (ModelShelf models = shelf.open(settings())) {
                AuditVerification verdict = AuditVerification.of(journal, chosen, models, err());
                out().println(json ? Json.pretty(verdict.json()) : verdict.text());
                return verdict.isGood() ? FINE : VERDICT_FAILED;
            }
        }
    }

    /** Decision digests. */
    @Command(
            name = "digest",
            mixinStandardHelpOptions = true,
            description =
                    "Print the decision digest of each symbol; equal bars and settings give equal digests everywhere.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  aurora audit digest --store-file data/aurora",
                "  aurora audit digest --url http://127.0.0.1:8080 --symbol BTC-USDT --json",
            })
    public static final class Digest extends OnJournal {
        @Option(names = "--symbol", paramLabel = "NAME", description = "Only this symbol; as often as needed.")
        private List<String> symbols = new ArrayList<>();

        @Option(names = "--json", description = "As JSON.")
        private boolean json;

        @Override
        int run(Journal journal) {
            List<String> ofSymbols = JournalOptions.chosen(journal, symbols).stream()
                    .filter(id -> PersistenceIds.symbolOf(id).isPresent())
                    .toList();
            AuditVerification verdict = AuditVerification.of(journal, ofSymbols, ModelForecasts.NONE, err());
            Map<String, Object> digests = new LinkedHashMap<>();
            for (JournalAudit.Report report : verdict.reports()) {
                String name = PersistenceIds.symbolOf(report.persistenceId()).orElseThrow();
                digests.put(
                        name,
                        report.finding().isEmpty() ? report.decisionDigest().orElseThrow() : null);
            }
            if (json) {
                out().println(Json.pretty(digests));
            } else {
                digests.forEach((name, digest) -> out().println(name + " " + (digest == null ? "-" : digest)));
            }
            if (!verdict.isGood()) {
                err().println(verdict.text());
            }
            return verdict.isGood() ? FINE : VERDICT_FAILED;
        }
    }

    /** One event in full. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Print one recorded event in full, as JSON.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  aurora audit show --symbol SIM-1 --seq 1 --store-file data/aurora     its opening, with all settings",
                "  aurora audit show --symbol SIM-1 --seq 700 --url http://127.0.0.1:8080",
            })
    public static final class Show extends OnJournal {
        @Option(names = "--symbol", paramLabel = "NAME", required = true, description = "Name of the symbol.")
        private String symbol;

        @Option(names = "--seq", paramLabel = "N", required = true, description = "Sequence number, from 1.")
        private long seq;

        @Override
        int run(Journal journal) {
            String id = JournalOptions.chosen(journal, List.of(symbol)).get(0);
            JournalRow row;
            try (Stream<JournalRow> rows = journal.events(id, seq - 1)) {
                row = rows.findFirst()
                        .filter(found -> found.sequenceNr() == seq)
                        .orElseThrow(
                                () -> new BadInputException("no such event: --symbol=" + symbol + ", --seq=" + seq));
            }
            Decoded decoded = row.tryDecode();
            if (decoded.event().isEmpty()) {
                err().println("aurora audit show: " + decoded.problem());
                return VERDICT_FAILED;
            }
            ObjectNode shown = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
            shown.put("persistence_id", row.persistenceId()).put("seq", row.sequenceNr());
            shown.put("written_at", row.writtenAtMs()).put("manifest", row.manifest());
            shown.setAll((ObjectNode) ReadableJson.tree(decoded.event().get()));
            out().println(Json.pretty(shown));
            return FINE;
        }
    }
}
