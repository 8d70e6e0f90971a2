package io.aurora.lab.backup;

import io.aurora.lab.audit.JournalException;
import io.aurora.persistence.backup.BackupCheck;
import io.aurora.persistence.backup.BackupSummary;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;

/** Fetches a running node's backup by {@code GET /backup} and checks it whole before it gets its name. */
public final class NodeBackup {
    private static final int OK = 200;
    private static final int MAX_PROBLEM = 300;

    private NodeBackup() {}

    /** Writes {@code file}; one that is there is replaced at the end. */
    public static BackupSummary fetch(URI node, Path file) throws IOException {
        URI address = node.resolve("/backup");
        Path whole = file.toAbsolutePath();
        Files.createDirectories(Optional.ofNullable(whole.getParent()).orElse(whole));
        Path part = whole.resolveSibling(whole.getFileName() + ".part");
        try {
            int status = download(address, part);
            if (status != OK) {
                String said = Files.readString(part, StandardCharsets.UTF_8);
                throw new JournalException(
                        address + ": " + status + " " + said.substring(0, Math.min(MAX_PROBLEM, said.length())), null);
            }
            BackupSummary summary = BackupCheck.read(part);
            Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return summary;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static int download(URI address, Path part) {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(5))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        try {
            return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofFile(part))
                    .statusCode();
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new JournalException(address + ": no whole answer (" + why + "): is the node running?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JournalException(address + ": interrupted", e);
        }
    }
}
