package io.aurora.persistence.readside;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.OptionalDouble;

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

    /** Text, or null; U+FFFD for a character 0, which PostgreSQL has not and which would stop a projection for good. */
    Columns text(String value) throws SQLException {
        to.setString(next++, value == null || value.indexOf('\0') < 0 ? value : value.replace('\0', '\uFFFD'));
        return this;
    }

    Columns bytes(byte[] value) throws SQLException {
        to.setBytes(next++, value);
        return this;
    }

    Columns maybe(OptionalDouble value) throws SQLException {
        return value.isPresent() ? real(value.getAsDouble()) : nothing(1);
    }

    Columns noNumber() throws SQLException {
        to.setNull(next++, Types.INTEGER);
        return this;
    }

    Columns noFlag() throws SQLException {
        to.setNull(next++, Types.BOOLEAN);
        return this;
    }

    /** {@code count} absent doubles. */
    Columns nothing(int count) throws SQLException {
        for (int i = 0; i < count; i++) {
            to.setNull(next++, Types.DOUBLE);
        }
        return this;
    }
}
