package io.aurora.persistence.backup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Base64;
import java.util.HexFormat;

/** Kinds of columns: how a value is written into a line and back into a table, the same for every database. */
enum ColumnKind {
    INTEGER,
    REAL,
    FLAG,
    TEXT,
    BYTES;

    static ColumnKind of(int sqlType) {
        switch (sqlType) {
            case Types.BIGINT:
            case Types.INTEGER:
            case Types.SMALLINT:
                return INTEGER;
            case Types.DOUBLE:
            case Types.REAL:
            case Types.FLOAT:
                return REAL;
            case Types.BOOLEAN:
            case Types.BIT:
                return FLAG;
            case Types.BINARY:
            case Types.VARBINARY:
            case Types.LONGVARBINARY:
            case Types.BLOB:
                return BYTES;
            default:
                return TEXT;
        }
    }

    void write(ResultSet row, int column, ArrayNode to) throws SQLException {
        switch (this) {
            case INTEGER:
                long number = row.getLong(column);
                to.add(row.wasNull() ? null : Long.valueOf(number));
                break;
            case REAL:
                double real = row.getDouble(column);
                to.add(row.wasNull() ? null : HexFormat.of().toHexDigits(Double.doubleToLongBits(real)));
                break;
            case FLAG:
                boolean flag = row.getBoolean(column);
                to.add(row.wasNull() ? null : Boolean.valueOf(flag));
                break;
            case BYTES:
                byte[] bytes = row.getBytes(column);
                to.add(bytes == null ? null : Base64.getEncoder().encodeToString(bytes));
                break;
            case TEXT:
            default:
                to.add(row.getString(column));
                break;
        }
    }

    void bind(JsonNode value, PreparedStatement to, int column) throws SQLException {
        if (value.isNull()) {
            to.setNull(column, nullType());
            return;
        }
        switch (this) {
            case INTEGER:
                to.setLong(column, value.longValue());
                break;
            case REAL:
                to.setDouble(column, Double.longBitsToDouble(HexFormat.fromHexDigitsToLong(value.textValue())));
                break;
            case FLAG:
                to.setBoolean(column, value.booleanValue());
                break;
            case BYTES:
                to.setBytes(column, Base64.getDecoder().decode(value.textValue()));
                break;
            case TEXT:
            default:
                to.setString(column, value.textValue());
                break;
        }
    }

    private int nullType() {
        switch (this) {
            case INTEGER:
                return Types.BIGINT;
            case REAL:
                return Types.DOUBLE;
            case FLAG:
                return Types.BOOLEAN;
            case BYTES:
                return Types.VARBINARY;
            case TEXT:
            default:
                return Types.VARCHAR;
        }
    }
}
