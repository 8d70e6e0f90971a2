package io.aurora.persistence.bars;

import java.util.List;

/** What a line of the file turns out to be. */
sealed interface CsvLine permits CsvLine.Header, CsvLine.Blank, BarRow {

    /** The names of the columns, as written. */
    record Header(List<String> names) implements CsvLine {}

    /** A line without a cell; the reader leaves it out. */
    enum Blank implements CsvLine {
        BLANK
    }
}
