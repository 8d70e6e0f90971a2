package io.aurora.lab.cli;

import io.aurora.inference.model.Model;
import io.aurora.inference.model.ModelFileException;
import io.aurora.inference.model.ModelFolder;
import io.aurora.inference.model.ModelKind;
import io.aurora.inference.model.ModelManifest;
import io.aurora.lab.models.RandomModels;
import io.aurora.lab.report.CodeRevision;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Model folders. */
@Command(
        name = "model",
        mixinStandardHelpOptions = true,
        description = "Make, check and show model folders (model.json, weights.safetensors).",
        subcommands = {ModelCommand.MakeRandom.class, ModelCommand.Verify.class, ModelCommand.Show.class},
        footerHeading = "%nExamples:%n",
        footer = {"  aurora model make-random --size small --out models/random", "  aurora model verify models/random"})
public final class ModelCommand extends LabCommand {
    @Override
    int run() {
        throw new BadInputException("needs a sub-command: see aurora model --help");
    }

    private static Path folder(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new BadInputException("must be a folder: model=" + folder);
        }
        return folder;
    }

    /** An untrained model. */
    @Command(
            name = "make-random",
            mixinStandardHelpOptions = true,
            description = "Write an untrained model with seeded weights, for benchmarks and tests.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  aurora model make-random --size full --seed 7 --out models/full",
                "  aurora model make-random --kind router --out models/router",
            })
    public static final class MakeRandom extends LabCommand {
        @Option(names = "--kind", paramLabel = "KIND", description = "student or router. Default: ${DEFAULT-VALUE}.")
        private String kind = "student";

        @Option(
                names = "--size",
                paramLabel = "SIZE",
                description = "small (2 x 64) or full (3 x 512); a router is 256 wide. Default: ${DEFAULT-VALUE}.")
        private String size = "small";

        @Option(names = "--seed", paramLabel = "N", description = "Seed of the weights. Default: ${DEFAULT-VALUE}.")
        private long seed = 1;

        @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder to write; must not exist.")
        private Path out;

        @Override
        int run() {
            ModelKind wanted = ModelKind.of(kind)
                    .orElseThrow(() -> new BadInputException("must be student or router: --kind=" + kind));
            RandomModels.Size big = Stream.of(RandomModels.Size.values())
                    .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(size))
                    .findFirst()
                    .orElseThrow(() -> new BadInputException("must be small or full: --size=" + size));
            Model model = RandomModels.write(out, wanted, big, seed, CodeRevision.text());
            out().println(model.manifest().id());
            return FINE;
        }
    }

    /** Everything that loading checks. */
    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Check a model folder as a node does: id, hashes, feature schema, shapes, finite values."
                    + " Exit code 1 where it is refused.",
            footerHeading = "%nExamples:%n",
            footer = "  aurora model verify models/full")
    public static final class Verify extends LabCommand {
        @Parameters(paramLabel = "DIR", description = "Model folder.")
        private Path model;

        @Override
        int run() {
            try {
                ModelManifest manifest = ModelFolder.read(folder(model)).manifest();
                out().println(manifest.kind().code() + " " + manifest.id() + ": good");
                return FINE;
            } catch (ModelFileException e) {
                out().println("refused: " + e.getMessage());
                return VERDICT_FAILED;
            }
        }
    }

    /** The manifest. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Print what a model is and where it comes from; its weights are not read.",
            footerHeading = "%nExamples:%n",
            footer = {"  aurora model show models/full", "  aurora model show models/full --json"})
    public static final class Show extends LabCommand {
        @Parameters(paramLabel = "DIR", description = "Model folder.")
        private Path model;

        @Option(names = "--json", description = "Print model.json's content.")
        private boolean json;

        @Override
        int run() {
            ModelManifest manifest = ModelFolder.readManifest(folder(model));
            if (json) {
                out().println(Json.pretty(manifest.tree()));
            } else {
                manifest.tree().entrySet().stream()
                        .filter(field -> !field.getKey().equals("standardisation"))
                        .forEach(field -> out().printf("%-20s %s%n", field.getKey(), field.getValue()));
            }
            return FINE;
        }
    }
}
