package io.aurora.lab.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aurora.domain.learning.PolicyTerms;
import io.aurora.lab.decisions.NodePolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tables of the decision loop's policies. */
@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        description = "Tables of the decision loop's policies on a running node.",
        subcommands = {PolicyCommand.Show.class, PolicyCommand.Export.class, PolicyCommand.Import.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  aurora policy show default --top 20",
            "  aurora policy export default --out table.json.gz",
            "  aurora policy import gpu --in table.json.gz --by ann        a warm start from another policy or node",
        })
public final class PolicyCommand extends LabCommand {
    @Override
    int run() {
        throw new BadInputException("needs a sub-command: show, export or import");
    }

    /** What the sub-commands share. */
    abstract static class OnPolicy extends LabCommand {
        static final ObjectMapper MAPPER = new ObjectMapper();

        @Parameters(paramLabel = "POLICY", defaultValue = "default", description = "Policy. Default: default.")
        private String policy;

        @Option(
                names = "--url",
                paramLabel = "URL",
                defaultValue = "http://127.0.0.1:8080",
                description = "A running node. Default: ${DEFAULT-VALUE}.")
        private String url;

        String policy() {
            if (!PolicyTerms.isName(policy)) {
                throw new BadInputException("must match [a-z0-9_-]{1,32}: POLICY=" + policy);
            }
            return policy;
        }

        NodePolicy node() {
            return new NodePolicy(JournalOptions.address(url));
        }
    }

    /** The best and the most tried cells. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Show the cells of a policy's table, the most tried first.",
            footerHeading = "%nExamples:%n",
            footer = {"  aurora policy show default --top 20", "  aurora policy show gpu --json"})
    public static final class Show extends OnPolicy {
        @Option(
                names = "--top",
                paramLabel = "N",
                defaultValue = "20",
                description = "Cells shown. Default: ${DEFAULT-VALUE}.")
        private int top;

        @Option(names = "--json", description = "The whole table as JSON.")
        private boolean json;

        @Override
        int run() throws JsonProcessingException {
            JsonNode table = node().table(policy());
            if (json) {
                out().println(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(table));
                return FINE;
            }
            List<JsonNode> rows = new ArrayList<>();
            table.path("rows").forEach(rows::add);
            rows.sort(Comparator.comparingLong(
                    (JsonNode row) -> -row.path("tries").asLong()));
            out().println(policy() + ": " + rows.size() + " cells");
            for (JsonNode row : rows.subList(0, Math.min(Math.max(0, top), rows.size()))) {
                out().println(String.format(
                        Locale.ROOT,
                        "%10.4f %9d  %-24s %s",
                        row.path("q").asDouble(),
                        row.path("tries").asLong(),
                        row.path("action").asText(),
                        row.path("state").asText()));
            }
            return FINE;
        }
    }

    /** A table as a file. */
    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = "Write a policy's whole table as JSON.",
            footerHeading = "%nExamples:%n",
            footer = "  aurora policy export default --out table.json.gz")
    public static final class Export extends OnPolicy {
        @Option(
                names = "--out",
                paramLabel = "FILE",
                required = true,
                description = "File to write; compressed where its name ends in .gz.")
        private Path out;

        @Override
        int run() throws IOException {
            JsonNode table = node().table(policy());
            try (OutputStream raw = Files.newOutputStream(out);
                    OutputStream bytes = isGzip(out) ? new GZIPOutputStream(raw) : raw) {
                bytes.write(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(table));
            }
            out().println(table.path("rows").size() + " cells in " + out);
            return FINE;
        }
    }

    /** A file as a table. */
    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = {
                "Have a policy take over the cells of an exported table: their values and their tries. Cells that the file",
                "does not name stay. Stored as events, so that the policy's history says who did it."
            },
            footerHeading = "%nExamples:%n",
            footer = "  aurora policy import gpu --in table.json.gz --by ann")
    public static final class Import extends OnPolicy {
        @Option(names = "--in", paramLabel = "FILE", required = true, description = "File that export wrote.")
        private Path in;

        @Option(names = "--by", paramLabel = "NAME", description = "Who does it. Default: the user of this process.")
        private String by = System.getProperty("user.name", "operator");

        @Override
        int run() {
            long imported = node().importTable(policy(), by, read());
            out().println(imported + " cells imported into " + policy());
            return FINE;
        }

        private JsonNode read() {
            try (InputStream raw = Files.newInputStream(in);
                    InputStream bytes = isGzip(in) ? new GZIPInputStream(raw) : raw) {
                JsonNode table = MAPPER.readTree(bytes);
                if (table == null
                        || !table.path("rows").isArray()
                        || !table.path("key_form").isInt()) {
                    throw new BadInputException("must hold key_form and an array of rows: --in=" + in);
                }
                return table;
            } catch (JsonProcessingException e) {
                throw new BadInputException("must be JSON: --in=" + in + ": " + e.getOriginalMessage(), e);
            } catch (IOException e) {
                throw new BadInputException("cannot be read: --in=" + in + ": " + e, e);
            }
        }
    }

    private static boolean isGzip(Path file) {
        return file.toString().endsWith(".gz");
    }
}
