package io.aurora.persistence.bars;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordWrapper;
import io.aurora.domain.market.Bar;
import io.aurora.domain.market.SymbolSpec;
import java.nio.CharBuffer;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns the cells of a record into a row, straight from the parser's buffer; the first record is the header. */
final class BarRowHandler extends AbstractBaseCsvCallbackHandler<CsvLine> {
    private static final String NUMBER_RULE = "must be a number";
    private static final String EMPTY_RULE = "must not be empty";

    private final Optional<String> required;
    private final List<String> header = new ArrayList<>();
    private final double[] prices = new double[BarColumns.NAMES.size() - BarColumns.OPEN];

    private BarColumns columns;
    private String symbol;
    private long tsMs;
    private BarRow.Refused refusal;

    /**
     * @param required the only symbol that rows may be of
     * @param known the symbol of rows in a file without that column
     */
    BarRowHandler(Optional<String> required, Optional<String> known) {
        this.required = required;
        this.symbol = known.orElse("");
    }

    /** Sets what was found in the header; to be called between the first record and the second. */
    void useColumns(BarColumns found) {
        columns = found;
    }

    @Override
    protected void handleBegin(long startingLineNumber) {
        refusal = null;
    }

    @Override
    protected void handleField(int fieldIdx, char[] buf, int offset, int len, boolean quoted) {
        if (columns == null) {
            header.add(new String(buf, offset, len));
            return;
        }
        int role = columns.role(fieldIdx);
        if (role < 0 || refusal != null) {
            return;
        }
        int from = offset;
        int to = offset + len;
        while (from < to && buf[from] == ' ') {
            from++;
        }
        while (from < to && buf[to - 1] == ' ') {
            to--;
        }
        if (from == to) {
            refuse(role, buf, from, to, EMPTY_RULE);
        } else {
            cell(role, buf, from, to);
        }
    }

    @Override
    protected RecordWrapper<CsvLine> buildRecord() {
        if (isEmptyLine()) {
            header.clear();
            return wrapRecord(CsvLine.Blank.BLANK);
        }
        if (columns == null) {
            return wrapRecord(new CsvLine.Header(List.copyOf(header)));
        }
        return wrapRecord(row());
    }

    private BarRow row() {
        long line = getStartingLineNumber();
        if (getFieldCount() != columns.count()) {
            return new BarRow.Refused(
                    line,
                    "row",
                    getFieldCount() + " cells",
                    "must have as many cells as the header, " + columns.count());
        }
        if (refusal != null) {
            return refusal;
        }
        return new BarRow.Parsed(line, new Bar(symbol, tsMs, prices[0], prices[1], prices[2], prices[3], prices[4]));
    }

    private void cell(int role, char[] buf, int from, int to) {
        if (role == BarColumns.TIMESTAMP) {
            try {
                tsMs = Timestamps.parse(buf, from, to);
            } catch (DateTimeException e) {
                refuse(role, buf, from, to, Timestamps.RULE);
            }
        } else if (role == BarColumns.SYMBOL) {
            symbol(buf, from, to);
        } else {
            try {
                prices[role - BarColumns.OPEN] = Decimals.parse(buf, from, to);
            } catch (NumberFormatException e) {
                refuse(role, buf, from, to, NUMBER_RULE);
            }
        }
    }

    private void symbol(char[] buf, int from, int to) {
        if (symbol.length() == to - from && symbol.contentEquals(CharBuffer.wrap(buf, from, to - from))) {
            return;
        }
        String name = new String(buf, from, to - from);
        if (!SymbolSpec.isName(name)) {
            String hint = name.indexOf('/') >= 0 ? " (write '-' instead of '/')" : "";
            refuse(BarColumns.SYMBOL, buf, from, to, "must match [A-Za-z0-9._-]{1,32}" + hint);
        } else if (required.isPresent() && !required.get().equals(name)) {
            refuse(BarColumns.SYMBOL, buf, from, to, "must be " + required.get());
        } else {
            symbol = name;
        }
    }

    private void refuse(int role, char[] buf, int from, int to, String rule) {
        String value = new String(buf, from, to - from);
        refusal = new BarRow.Refused(getStartingLineNumber(), BarColumns.NAMES.get(role), value, rule);
    }
}
