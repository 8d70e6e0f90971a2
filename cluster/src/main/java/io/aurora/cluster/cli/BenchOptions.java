package io.aurora.cluster.cli;

import io.aurora.config.AuroraSettings;
import io.aurora.config.LoadOptions;
import io.aurora.config.StoreSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Settings of the benchmarks that need a store. An H2 store lies in a folder of its own, which goes at the end. */
final class BenchOptions {
    @Option(names = "--profile", paramLabel = "NAME", description = "Profile in force.")
    private String profile;

    @Option(names = "--set", paramLabel = "PATH=VALUE", description = "One setting; as often as needed.")
    private List<String> assignments = new ArrayList<>();

    @Option(
            names = "--store-url",
            paramLabel = "JDBC",
            description = "An empty PostgreSQL database; without it an H2 file, or what STORE_KIND and STORE_URL say.")
    private String storeUrl;

    @Option(names = "--store-user", paramLabel = "NAME", description = "User of the database.")
    private String storeUser;

    private Path folder;

    /** Settings of a node without a feed on free ports. */
    AuroraSettings settings() {
        LoadOptions options = LoadOptions.ofProcess();
        options = profile == null ? options : options.withProfile(profile);
        return AuroraSettings.load(options.withOverrides(overrides()));
    }

    /** What a node in another process is given for the same settings. */
    List<String> nodeArguments() {
        List<String> arguments = new ArrayList<>();
        if (profile != null) {
            arguments.addAll(List.of("--profile", profile));
        }
        overrides().forEach(override -> arguments.addAll(List.of("--set", override)));
        return arguments;
    }

    private List<String> overrides() {
        List<String> all = new ArrayList<>(
                List.of("feed.kind=none", "http.port=0", "node.artery_port=0", "node.management_port=0"));
        all.add("store.file=\"" + folder().resolve("store") + '"');
        if (storeUrl != null) {
            all.add("store.kind=" + StoreSettings.Kind.POSTGRESQL.name().toLowerCase(java.util.Locale.ROOT));
            all.add("store.url=\"" + storeUrl + '"');
        }
        if (storeUser != null) {
            all.add("store.user=\"" + storeUser + '"');
        }
        all.addAll(assignments);
        return all;
    }

    /** Where an H2 store lies. */
    Path folder() {
        try {
            folder = folder == null ? Files.createTempDirectory("aurora-bench") : folder;
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes what was written outside of PostgreSQL. */
    void cleanUp() {
        try (Stream<Path> files = Files.walk(folder())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
