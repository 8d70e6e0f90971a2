package io.aurora.persistence.store;

import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A pool whose refusals and loans are told to a {@link StoreOutage}. */
record WatchedPool(HikariDataSource pool, StoreOutage outage) implements DataSource, AutoCloseable {
    @Override
    public Connection getConnection() throws SQLException {
        try {
            Connection connection = pool.getConnection();
            outage.lent();
            return connection;
        } catch (SQLException e) {
            // A busy pool refuses in the same words as a dead database; only the latter leaves it without any
            // connection.
            if (!pool.isClosed() && pool.getHikariPoolMXBean().getTotalConnections() == 0) {
                outage.refused(e);
            }
            throw e;
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the pool's own user is the only one");
    }

    @Override
    public void close() {
        pool.close();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return pool.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        pool.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        pool.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return pool.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return pool.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return pool.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return pool.isWrapperFor(type);
    }
}
