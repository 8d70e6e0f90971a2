package io.aurora.persistence.backup;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.persistence.store.Sql;
import io.aurora.persistence.store.Store;
import io.aurora.persistence.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a backup into an empty store, in one transaction: either everything is there afterwards or nothing is. Before it commits, each
 * table is read back from the database and must have the number of rows and the digest the file states. Blocking; no node may run on
 * the store.
 */
public final class Restore {
    private static final int BATCH = 500;

    private final Store store;
    private final Path file;
    private final Map<String, BackupSummary.Content> tables = new LinkedHashMap<>();

    private Restore(Store store, Path file) {
        this.store = store;
        this.file = file;
    }

    /**
     * Fills {@code store} from {@code file}.
     *
     * @throws StoreException where the store holds anything, the file is cut or changed, or what was written reads back otherwise
     */
    public static BackupSummary read(Store store, Path file) {
        return new Restore(store, file).read();
    }

    private BackupSummary read() {
        return new Sql(store.dataSource()).with(connection -> {
            connection.setAutoCommit(false);
            try (BackupLines lines = new BackupLines(file)) {
                requireEmpty(connection);
                for (Optional<JsonNode> head = lines.nextTable(); head.isPresent(); head = lines.nextTable()) {
                    fill(connection, lines, head.get());
                }
                String digest = lines.digest();
                connection.commit();
                // after the commit: H2 ends a transaction at every change of its schema
                for (Table table : Table.ALL) {
                    restart(connection, table);
                }
                connection.commit();
                return new BackupSummary(tables, digest);
            } catch (IOException e) {
                throw bad("cannot be read: " + e.getMessage(), e);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        });
    }

    private StoreException bad(String problem, Exception cause) {
        return new StoreException(
                StoreException.Kind.BAD_BACKUP, Backup.SETTING, "the backup " + problem + ": file=" + file, cause);
    }

    private static void requireEmpty(Connection connection) throws SQLException {
        for (Table table : Table.ALL) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT 1 FROM " + table.name() + " LIMIT 1")) {
                if (row.next()) {
                    throw new StoreException(
                            StoreException.Kind.NOT_EMPTY,
                            "aurora.store",
                            "a backup is restored into an empty store only: table=" + table.name());
                }
            }
        }
    }

    private void fill(Connection connection, BackupLines lines, JsonNode head) throws SQLException, IOException {
        String name = head.path("table").asText();
        Table table = Table.ALL.stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> bad("was written by a newer release, table=" + name, null));
        List<String> columns = new ArrayList<>();
        List<ColumnKind> kinds = new ArrayList<>();
        head.path("columns").forEach(column -> columns.add(identifier(column.asText())));
        head.path("kinds")
                .forEach(kind -> kinds.add(ColumnKind.valueOf(kind.asText().toUpperCase(Locale.ROOT))));
        insert(connection, lines, table, columns, kinds);
        BackupSummary.Content stated = lines.endOfTable();
        LineDigest there = new LineDigest();
        new TableReader(connection, store.dialect(), table, columns, kinds).forEach(row -> there.add(row.toString()));
        if (there.lines() != stated.rows() || !there.hex().equals(stated.sha256())) {
            throw bad(
                    "reads back otherwise from the database, table=" + name + ", rows=" + stated.rows() + ", found="
                            + there.lines(),
                    null);
        }
        tables.put(name, stated);
    }

    private String identifier(String column) {
        if (!column.matches("[a-z][a-z0-9_]{0,63}")) {
            throw bad("names a column that cannot be, column=" + column, null);
        }
        return column;
    }

    private static void insert(
            Connection connection, BackupLines lines, Table table, List<String> columns, List<ColumnKind> kinds)
            throws SQLException, IOException {
        String values = "?" + ", ?".repeat(columns.size() - 1);
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO " + table.name() + " (" + String.join(", ", columns) + ") VALUES (" + values + ")")) {
            int waiting = 0;
            for (Optional<JsonNode> row = lines.nextRow(); row.isPresent(); row = lines.nextRow()) {
                for (int i = 0; i < kinds.size(); i++) {
                    kinds.get(i).bind(row.get().path(i), insert, i + 1);
                }
                insert.addBatch();
                waiting++;
                if (waiting == BATCH) {
                    insert.executeBatch();
                    waiting = 0;
                }
            }
            insert.executeBatch();
        }
    }

    private void restart(Connection connection, Table table) throws SQLException {
        if (table.sequence().isEmpty()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            long last;
            try (ResultSet row = statement.executeQuery(
                    "SELECT COALESCE(MAX(" + table.sequence().get() + "), 0) FROM " + table.name())) {
                last = row.next() ? row.getLong(1) : 0;
            }
            Optional<String> restart = table.restart(store.dialect(), last);
            if (restart.isPresent()) {
                statement.execute(restart.get());
            }
        }
    }
}
