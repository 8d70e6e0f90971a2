package io.aurora.persistence.backup;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a backup holds.
 *
 * @param tables rows and digest of each table, in the order of the file
 * @param digest SHA-256 over the whole content
 */
public record BackupSummary(Map<String, Content> tables, String digest) {
    public BackupSummary {
        tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
    }

    /** Rows of a table and the SHA-256 over their lines. */
    public record Content(long rows, String sha256) {}

    /** Rows of all tables. */
    public long rows() {
        return tables.values().stream().mapToLong(Content::rows).sum();
    }
}
