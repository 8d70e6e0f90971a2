package io.aurora.persistence.readside;

import akka.japi.function.Function;
import akka.projection.jdbc.JdbcSession;
import io.aurora.persistence.store.Store;
import io.aurora.persistence.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;

/** One transaction of a projection: its rows and its offset are stored together or not at all. */
public final class StoreSession implements JdbcSession {
    private final Connection connection;

    public StoreSession(Store store) {
        try {
            connection = store.dataSource().getConnection();
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            throw new StoreException(
                    StoreException.Kind.UNREACHABLE, "aurora.store", "no connection: " + e.getMessage(), e);
        }
    }

    Connection connection() {
        return connection;
    }

    @Override
    public <R> R withConnection(Function<Connection, R> work) throws Exception {
        return work.apply(connection);
    }

    @Override
    public void commit() throws SQLException {
        connection.commit();
    }

    @Override
    public void rollback() throws SQLException {
        connection.rollback();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
