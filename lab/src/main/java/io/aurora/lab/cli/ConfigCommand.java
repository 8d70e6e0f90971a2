package io.aurora.lab.cli;

import io.aurora.config.ConfigConvert;
import io.aurora.config.ConfigShow;
import io.aurora.config.ConfigValidate;
import io.aurora.config.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Settings: show those in force, check them, convert a profile file. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = "Show, validate and convert settings.",
        subcommands = {ConfigCommand.Show.class, ConfigCommand.Validate.class, ConfigCommand.Convert.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  aurora config show --below aurora.http",
            "  aurora config validate --profile-file mine.yaml",
            "  aurora config convert mine.yaml --to hocon",
        })
public final class ConfigCommand extends LabCommand {
    @Override
    int run() {
        throw new BadInputException("needs a sub-command: show, validate or convert");
    }

    /** Settings in force. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Show the settings in force and where each comes from; secrets show as ***.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  aurora config show",
                "  aurora config show --profile conservative --below aurora.profiles.conservative.icp",
                "  aurora config show --set http.port=9000 --json",
            })
    public static final class Show extends LabCommand {
        @Mixin
        private SettingsOptions settings = new SettingsOptions();

        @Option(names = "--below", paramLabel = "KEY", defaultValue = "", description = "Only this section.")
        private String below;

        @Option(names = "--json", description = "As JSON, with digests of the profiles.")
        private boolean json;

        @Override
        int run() {
            ConfigShow.Format format = json ? ConfigShow.Format.JSON : ConfigShow.Format.HOCON;
            out().print(ConfigShow.show(settings.options(), format, below));
            return FINE;
        }
    }

    /** Whether settings can be used. */
    @Command(
            name = "validate",
            mixinStandardHelpOptions = true,
            description = "Check settings without using them; exit code 1 where one cannot be used.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  aurora config validate --config node.conf",
                "  aurora config validate --profile-file mine.yaml --json",
            })
    public static final class Validate extends LabCommand {
        @Mixin
        private SettingsOptions settings = new SettingsOptions();

        @Option(names = "--json", description = "As JSON.")
        private boolean json;

        @Override
        int run() {
            ConfigValidate.Report report = ConfigValidate.check(settings.options());
            if (json) {
                out().println(Json.pretty(Map.of(
                        "good", report.isGood(),
                        "problems",
                                report.problems().stream().map(Validate::shown).toList(),
                        "warnings", report.warnings())));
            } else {
                report.problems().forEach(problem -> out().println(problem.message()));
                report.warnings().forEach(warning -> out().println("warning: " + warning));
                out().println(report.isGood() ? "good" : report.problems().size() + " problems");
            }
            return report.isGood() ? FINE : VERDICT_FAILED;
        }

        private static Map<String, String> shown(Problem problem) {
            return new TreeMap<>(Map.of("where", problem.where(), "key", problem.key(), "text", problem.text()));
        }
    }

    /** A profile file in another form. */
    @Command(
            name = "convert",
            mixinStandardHelpOptions = true,
            description = "Write a profile file in another form; reading either gives equal settings.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  aurora config convert mine.yaml --to hocon",
                "  aurora config convert mine.conf --to yaml --out mine.yaml",
            })
    public static final class Convert extends LabCommand {
        @Parameters(paramLabel = "FILE", description = "Profile file: .conf, .json, .yaml or .yml.")
        private Path file;

        @Option(names = "--profile", paramLabel = "NAME", description = "Profile that the file speaks of.")
        private String profile;

        @Option(names = "--to", paramLabel = "FORM", required = true, description = "hocon, json or yaml.")
        private String to;

        @Option(names = "--out", paramLabel = "FILE", description = "File to write; standard output where missing.")
        private Path out;

        @Override
        int run() throws IOException {
            io.aurora.config.LoadOptions options =
                    io.aurora.config.LoadOptions.ofProcess().withProfileFile(file);
            options = profile == null ? options : options.withProfile(profile);
            ConfigConvert.Converted converted = ConfigConvert.convert(options, format());
            converted.warnings().forEach(warning -> err().println("aurora config: warning: " + warning));
            if (out == null) {
                out().print(converted.text());
            } else {
                Files.writeString(out, converted.text(), StandardCharsets.UTF_8);
            }
            return FINE;
        }

        private ConfigConvert.Format format() {
            return Optional.of(to.toUpperCase(Locale.ROOT))
                    .filter(name -> List.of("HOCON", "JSON", "YAML").contains(name))
                    .map(ConfigConvert.Format::valueOf)
                    .orElseThrow(() -> new BadInputException("must be hocon, json or yaml: --to=" + to));
        }
    }
}
