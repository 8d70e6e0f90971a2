package io.aurora.persistence.backup;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aurora.persistence.store.Dialect;
import io.aurora.persistence.store.Sql;
import io.aurora.persistence.store.Store;
import io.aurora.persistence.store.StoreException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a store into one file, as it stands at one moment: one transaction that sees a snapshot of all tables. Works while a node
 * writes to the same store, and holds nobody up. The file appears under its name only when it is complete. Blocking.
 */
public final class Backup {
    static final String FORMAT = "aurora-backup";
    static final int VERSION = 1;
    static final String SETTING = "backup file";
    static final ObjectMapper MAPPER = new ObjectMapper();

    private final Store store;
    private final LineDigest whole = new LineDigest();
    private final Map<String, BackupSummary.Content> tables = new LinkedHashMap<>();

    private Backup(Store store) {
        this.store = store;
    }

    /**
     * Writes {@code file}; one that is there is replaced at the end.
     *
     * @throws StoreException where the store cannot be read or the file cannot be written
     */
    public static BackupSummary write(Store store, Path file, long createdAtMs) {
        return new Backup(store).write(file.toAbsolutePath(), createdAtMs);
    }

    private BackupSummary write(Path file, long createdAtMs) {
        Path part = Path.of(file + ".part");
        try {
            Path folder = file.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            try (OutputStream raw = Files.newOutputStream(part);
                    BufferedWriter to = new BufferedWriter(
                            new OutputStreamWriter(new GZIPOutputStream(raw, 1 << 16), StandardCharsets.UTF_8))) {
                new Sql(store.dataSource()).with(connection -> {
                    snapshotOf(connection, to, createdAtMs);
                    return null;
                });
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return new BackupSummary(tables, whole.hex());
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    private static StoreException failed(Path file, IOException e) {
        return new StoreException(
                StoreException.Kind.FAILED, SETTING, "the backup cannot be written: file=" + file + ", " + e, e);
    }

    private void snapshotOf(Connection connection, BufferedWriter to, long createdAtMs) throws SQLException {
        connection.setAutoCommit(false);
        try {
            isolate(connection, true);
            copy(connection, to, createdAtMs);
        } catch (IOException e) {
            throw failed(Path.of("-"), e);
        } finally {
            connection.rollback();
            isolate(connection, false);
            connection.setAutoCommit(true);
        }
    }

    /** One snapshot for all statements of the transaction: PostgreSQL's repeatable read, H2's snapshot isolation. */
    private void isolate(Connection connection, boolean on) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (store.dialect() == Dialect.H2) {
                statement.execute("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL "
                        + (on ? "SNAPSHOT" : "READ COMMITTED"));
            } else if (on) {
                statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
            }
        }
    }

    private void copy(Connection connection, BufferedWriter to, long createdAtMs) throws SQLException, IOException {
        ObjectNode header = MAPPER.createObjectNode()
                .put("format", FORMAT)
                .put("version", VERSION)
                .put("database", store.dialect().code())
                .put("created_at", createdAtMs);
        line(to, header.toString());
        for (Table table : Table.ALL) {
            copy(connection, table, to);
        }
        to.write(MAPPER.createObjectNode()
                .put("complete", true)
                .put("sha256", whole.hex())
                .toString());
        to.write('\n');
    }

    private void copy(Connection connection, Table table, BufferedWriter to) throws SQLException, IOException {
        TableReader reader = new TableReader(connection, store.dialect(), table);
        ObjectNode head = MAPPER.createObjectNode().put("table", table.name());
        head.set("columns", MAPPER.valueToTree(reader.columns()));
        head.set("kinds", MAPPER.valueToTree(reader.kinds()));
        line(to, head.toString());
        LineDigest rows = new LineDigest();
        reader.forEach(row -> {
            String text = row.toString();
            rows.add(text);
            line(to, text);
        });
        tables.put(table.name(), new BackupSummary.Content(rows.lines(), rows.hex()));
        line(
                to,
                MAPPER.createObjectNode()
                        .put("end", table.name())
                        .put("rows", rows.lines())
                        .put("sha256", rows.hex())
                        .toString());
    }

    private void line(BufferedWriter to, String text) throws IOException {
        whole.add(text);
        to.write(text);
        to.write('\n');
    }
}
