package io.aurora.cluster.cli;

import io.aurora.cluster.node.Node;
import io.aurora.config.AuroraSettings;
import io.aurora.config.LoadOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a node until it is stopped. */
@Command(
        name = "node",
        mixinStandardHelpOptions = true,
        description = "Run a node: bars in, certified decisions out.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  aurora node                                       embedded H2, built-in market, http://127.0.0.1:8080",
            "  aurora node --port 9000 --store-file /var/aurora/desk",
            "  aurora node --feed none --profile conservative    bars by HTTP only",
            "  aurora node --feed file --data BTC-USDT_1h.csv.gz --profile replay",
            "  aurora node --student models/student --router models/router --set inference.models_dir=models",
            "  aurora node --set kafka.enabled=on --set kafka.bootstrap=127.0.0.1:9092",
            "  aurora node --index 1 --join 127.0.0.1:8558       the second node of a cluster on one host",
        })
public final class NodeCommand implements Callable<Integer> {
    /** So long at most the banner waits; a node whose cluster is not there yet says so instead. */
    private static final Duration UNTIL_READY = Duration.ofSeconds(15);

    @Spec
    private CommandSpec spec;

    @Option(names = "--config", paramLabel = "FILE", description = "Settings of the node, HOCON.")
    private Path config;

    @Option(names = "--profile", paramLabel = "NAME", description = "Profile in force.")
    private String profile;

    @Option(names = "--profile-file", paramLabel = "FILE", description = "Profiles: .conf, .json, .yaml or .yml.")
    private Path profileFile;

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "One setting; as often as needed. See docs/settings.md.")
    private List<String> assignments = new ArrayList<>();

    @Option(names = "--port", paramLabel = "PORT", description = "HTTP port of node 0; 0 takes any free one.")
    private Integer port;

    @Option(names = "--store-file", paramLabel = "FILE", description = "File of the embedded H2 store.")
    private String storeFile;

    @Option(names = "--feed", paramLabel = "KIND", description = "builtin, file or none.")
    private String feed;

    @Option(names = "--data", paramLabel = "FILE", arity = "1..*", description = "Files of the file feed.")
    private List<String> data = new ArrayList<>();

    @Option(names = "--student", paramLabel = "DIR", description = "Folder of the trained student.")
    private String student;

    @Option(names = "--router", paramLabel = "DIR", description = "Folder of the trained router.")
    private String router;

    @Option(names = "--index", paramLabel = "K", description = "Number of the node on its host; added to every port.")
    private Integer index;

    @Option(
            names = "--join",
            paramLabel = "HOST:PORT",
            description = "Management address of a node to form a cluster with; as often as needed.")
    private List<String> contactPoints = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        AuroraSettings settings = AuroraSettings.load(options());
        settings.warnings().forEach(warning -> spec.commandLine().getErr().println("aurora: warning: " + warning));
        try (Node node = Node.start(settings)) {
            boolean ready = node.awaitReady(UNTIL_READY);
            spec.commandLine().getOut().println(Banner.of(settings, node.address(), ready));
            spec.commandLine().getOut().flush();
            node.awaitTermination();
        }
        return 0;
    }

    private LoadOptions options() {
        LoadOptions options = LoadOptions.ofProcess();
        options = config == null ? options : options.withConfigFile(config);
        options = profileFile == null ? options : options.withProfileFile(profileFile);
        options = profile == null ? options : options.withProfile(profile);
        List<String> all = new ArrayList<>();
        add(all, "http.port", port);
        add(all, "store.file", quoted(storeFile));
        add(all, "inference.student", quoted(student));
        add(all, "inference.router", quoted(router));
        add(all, "feed.kind", feed);
        add(all, "node.index", index);
        if (!data.isEmpty()) {
            all.add("feed.file.paths=" + quoted(data));
        }
        if (!contactPoints.isEmpty()) {
            all.add("node.contact_points=" + quoted(contactPoints));
        }
        all.addAll(assignments);
        return options.withOverrides(all);
    }

    private static void add(List<String> all, String key, Object value) {
        if (value != null) {
            all.add(key + "=" + value);
        }
    }

    private static String quoted(String value) {
        return value == null ? null : '"' + value + '"';
    }

    private static String quoted(List<String> values) {
        return values.stream().map(value -> '"' + value + '"').toList().toString();
    }
}
