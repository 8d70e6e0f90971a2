package io.aurora.persistence.readside;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;

/** Sets a statement's parameters one after the other. */
final class Columns {
    private final PreparedStatement to;
    private int next = 1;

    Columns(PreparedStatement to) {
        this.to = to;
    }

    Columns number(long value) throws SQLException {
        to.setLong(next++, value);
        return this;
    }

    Columns real(double value) throws SQLException {
        to.setDouble(next++, value);
        return this;
    }

    Columns flag(boolean value) throws SQLException {
        to.setBoolean(next++, value);
        return this;
    }

    /** Text, or null. */
    Columns text(String value) throws SQLException {
        to.setString(next++, value);
        return this;
    }

    /** {@code count} absent numbers. */
    Columns nothing(int count) throws SQLException {
        for (int i = 0; i < count; i++) {
            to.setNull(next++, Types.DOUBLE);
        }
        return this;
    }
}
