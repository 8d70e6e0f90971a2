package io.aurora.persistence.backup;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.persistence.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads a backup through without restoring it: whether it is whole and unchanged, and what it holds. */
public final class BackupCheck {
    private BackupCheck() {}

    /**
     * What {@code file} holds.
     *
     * @throws StoreException where it is no backup, is cut off or was changed
     */
    public static BackupSummary read(Path file) {
        Map<String, BackupSummary.Content> tables = new LinkedHashMap<>();
        try (BackupLines lines = new BackupLines(file)) {
            for (Optional<JsonNode> head = lines.nextTable(); head.isPresent(); head = lines.nextTable()) {
                while (lines.nextRow().isPresent()) {
                    // each row is checked as it is read
                }
                tables.put(head.get().path("table").asText(), lines.endOfTable());
            }
            return new BackupSummary(tables, lines.digest());
        } catch (IOException e) {
            throw new StoreException(
                    StoreException.Kind.BAD_BACKUP,
                    Backup.SETTING,
                    "the backup cannot be read: file=" + file + ", " + e.getMessage(),
                    e);
        }
    }
}
