package io.aurora.persistence.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Small statements over a pool; every failure is a {@link StoreException}. Table and column names are written in double quotes. */
public final class Sql {
    private final DataSource source;

    public Sql(DataSource source) {
        this.source = source;
    }

    /** Sets the parameters of a statement. */
    public interface Binder {
        void bind(PreparedStatement statement) throws SQLException;
    }

    /** Reads one row. */
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Work on one connection. */
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    public <T> List<T> list(String sql, Binder binder, Row<T> row) {
        return with(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                binder.bind(statement);
                List<T> rows = new ArrayList<>();
                try (ResultSet results = statement.executeQuery()) {
                    while (results.next()) {
                        rows.add(row.read(results));
                    }
                }
                return rows;
            }
        });
    }

    public <T> Optional<T> first(String sql, Binder binder, Row<T> row) {
        List<T> rows = list(sql, binder, row);
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(0));
    }

    public int update(String sql, Binder binder) {
        return with(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                binder.bind(statement);
                return statement.executeUpdate();
            }
        });
    }

    public <T> T with(Work<T> work) {
        try (Connection connection = source.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            StoreException.Kind kind =
                    StoreOutage.away(e) ? StoreException.Kind.UNREACHABLE : StoreException.Kind.FAILED;
            throw new StoreException(kind, "aurora.store", "the database failed: " + e.getMessage(), e);
        }
    }
}
