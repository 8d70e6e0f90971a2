package io.aurora.persistence.bars;

import io.aurora.domain.market.Bar;

/** One row of a file of bars: {@link Parsed} or {@link Refused}. A refused row does not stop the rest. */
public sealed interface BarRow extends CsvLine permits BarRow.Parsed, BarRow.Refused {

    /** Line of the file on which the row begins; the header is on line 1. */
    long line();

    /** A row that could be read; whether its bar is good, the symbol decides. */
    record Parsed(long line, Bar bar) implements BarRow {}

    /**
     * A row that could not be read.
     *
     * @param line where the row begins
     * @param column name of the column at fault; {@code row} where the row as a whole is
     * @param value its text, cut after {@value #MAX_VALUE} characters
     * @param rule what it should have been
     */
    record Refused(long line, String column, String value, String rule) implements BarRow {
        static final int MAX_VALUE = 60;

        public Refused {
            value = value.length() <= MAX_VALUE ? value : value.substring(0, MAX_VALUE) + "...";
        }

        /** {@code line 17: must be a number: open=abc}. */
        public String message() {
            return "line " + line + ": " + rule + ": " + column + "=" + value;
        }
    }
}
