package io.aurora.persistence.backup;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.aurora.persistence.store.Dialect;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Goes through a table in the order of its key, in little memory. */
final class TableReader {
    private static final int PAGE = 2_000;

    private final Connection connection;
    private final Dialect dialect;
    private final Table table;
    private final List<String> columns = new ArrayList<>();
    private final List<ColumnKind> kinds = new ArrayList<>();

    TableReader(Connection connection, Dialect dialect, Table table) throws SQLException {
        this.connection = connection;
        this.dialect = dialect;
        this.table = table;
        try (PreparedStatement none = connection.prepareStatement("SELECT * FROM " + table.name() + " WHERE 1 = 0");
                ResultSet rows = none.executeQuery()) {
            ResultSetMetaData data = rows.getMetaData();
            for (int i = 1; i <= data.getColumnCount(); i++) {
                columns.add(data.getColumnName(i));
                kinds.add(ColumnKind.of(data.getColumnType(i)));
            }
        }
    }

    /** Reads the rows in the given order of columns; the columns of two databases may stand in different places. */
    TableReader(Connection connection, Dialect dialect, Table table, List<String> columns, List<ColumnKind> kinds) {
        this.connection = connection;
        this.dialect = dialect;
        this.table = table;
        this.columns.addAll(columns);
        this.kinds.addAll(kinds);
    }

    /** Takes one row. */
    interface RowSink {
        void take(ArrayNode row) throws IOException;
    }

    List<String> columns() {
        return columns;
    }

    List<String> kinds() {
        return kinds.stream().map(kind -> kind.name().toLowerCase(Locale.ROOT)).toList();
    }

    void forEach(RowSink sink) throws SQLException, IOException {
        String select = "SELECT " + String.join(", ", columns) + " FROM " + table.name();
        String order = " ORDER BY " + table.order(dialect);
        if (table.pageBy().isEmpty()) {
            try (PreparedStatement all = connection.prepareStatement(select + order)) {
                all.setFetchSize(PAGE);
                read(all, sink);
            }
            return;
        }
        String page = table.pageBy().get();
        int at = columns.indexOf(page);
        try (PreparedStatement next =
                connection.prepareStatement(select + " WHERE " + page + " > ?" + order + " LIMIT " + PAGE)) {
            long[] last = {Long.MIN_VALUE};
            boolean more = true;
            while (more) {
                next.setLong(1, last[0]);
                more = read(next, row -> {
                            last[0] = row.get(at).longValue();
                            sink.take(row);
                        })
                        == PAGE;
            }
        }
    }

    private int read(PreparedStatement statement, RowSink sink) throws SQLException, IOException {
        int count = 0;
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                ArrayNode row = JsonNodeFactory.instance.arrayNode(columns.size());
                for (int i = 0; i < kinds.size(); i++) {
                    kinds.get(i).write(rows, i + 1, row);
                }
                sink.take(row);
                count++;
            }
        }
        return count;
    }
}
