package io.aurora.lab.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The folder of one run; {@code run.json} says how it was made. */
public final class RunFolder {
    private final Path folder;

    private RunFolder(Path folder) {
        this.folder = folder;
    }

    /** Makes the folder where it is missing; files of an earlier run in it are replaced. */
    public static RunFolder open(Path folder) throws IOException {
        Files.createDirectories(folder);
        return new RunFolder(folder);
    }

    public Path file(String name) {
        return folder.resolve(name);
    }

    /**
     * Writes run.json.
     *
     * @param command the command line
     * @param settings settings in force, and their digest
     * @param inputs files read
     * @param figures the run's figures
     */
    public void record(List<String> command, Map<String, ?> settings, List<Path> inputs, Map<String, ?> figures) {
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("command", command);
        run.put("settings", settings);
        List<Map<String, String>> hashes = new ArrayList<>();
        inputs.forEach(input -> hashes.add(Map.of("file", input.toString(), "sha256", FileHash.sha256(input))));
        run.put("inputs", hashes);
        run.put("code_revision", CodeRevision.text());
        run.put("version", CodeRevision.version());
        run.put("jvm", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
        run.put("figures", figures);
        try {
            new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValue(file("run.json").toFile(), run);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the report. */
    public void report(HtmlReport report) {
        try {
            Files.writeString(file("report.html"), report.text(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
