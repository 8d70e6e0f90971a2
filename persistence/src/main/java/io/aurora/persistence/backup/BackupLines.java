package io.aurora.persistence.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.persistence.store.StoreException;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The lines of a backup, checked as they are read: order, counts and digests. */
final class BackupLines implements AutoCloseable {
    private final Path file;
    private final BufferedReader from;
    private final LineDigest whole = new LineDigest();
    private LineDigest rows = new LineDigest();
    private JsonNode ended;
    private long number;

    BackupLines(Path file) throws IOException {
        this.file = file;
        try {
            this.from = new BufferedReader(new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(file), 1 << 16), StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            throw bad("is not there", e);
        } catch (ZipException | EOFException e) {
            throw bad("is no backup", e);
        }
        JsonNode header = parse(line());
        if (!Backup.FORMAT.equals(header.path("format").asText())) {
            throw bad("is no backup", null);
        }
        if (header.path("version").asInt() != Backup.VERSION) {
            throw bad(
                    "was written by another release, version="
                            + header.path("version").asText() + ", version known=" + Backup.VERSION,
                    null);
        }
    }

    private StoreException bad(String problem, Exception cause) {
        return new StoreException(
                StoreException.Kind.BAD_BACKUP,
                Backup.SETTING,
                "the backup " + problem + ": file=" + file + ", line=" + number,
                cause);
    }

    private String line() throws IOException {
        try {
            number++;
            String line = from.readLine();
            if (line == null) {
                throw bad("is cut off", null);
            }
            return line;
        } catch (ZipException | EOFException e) {
            throw bad("is cut off or damaged", e);
        }
    }

    private JsonNode parse(String line) {
        if (number == 1) {
            whole.add(line);
        }
        try {
            return Backup.MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw bad("is damaged", e);
        }
    }

    /** The next table's head; absent at the end, which is checked. */
    Optional<JsonNode> nextTable() throws IOException {
        String line = line();
        JsonNode node = parse(line);
        if (node.path("complete").asBoolean()) {
            if (!node.path("sha256").asText().equals(whole.hex())) {
                throw bad("was changed after it was written", null);
            }
            return Optional.empty();
        }
        if (!node.has("table")) {
            throw bad("is damaged", null);
        }
        whole.add(line);
        rows = new LineDigest();
        return Optional.of(node);
    }

    /** The next row of the table; absent behind its last one. */
    Optional<JsonNode> nextRow() throws IOException {
        String line = line();
        JsonNode node = parse(line);
        whole.add(line);
        if (node.isArray()) {
            rows.add(line);
            return Optional.of(node);
        }
        ended = node;
        return Optional.empty();
    }

    /** What the file states of the table just read, once it agrees with what was read. */
    BackupSummary.Content endOfTable() {
        BackupSummary.Content stated = new BackupSummary.Content(
                ended.path("rows").asLong(), ended.path("sha256").asText());
        if (!stated.equals(new BackupSummary.Content(rows.lines(), rows.hex()))) {
            throw bad(
                    "was changed after it was written, table="
                            + ended.path("end").asText(),
                    null);
        }
        return stated;
    }

    /** SHA-256 over all lines but the last. */
    String digest() {
        return whole.hex();
    }

    @Override
    public void close() throws IOException {
        from.close();
    }
}
