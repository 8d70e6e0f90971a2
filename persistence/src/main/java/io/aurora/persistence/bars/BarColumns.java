package io.aurora.persistence.bars;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Where the columns of a bar stand in a file; names are compared without regard to case and outer blanks. */
final class BarColumns {
    static final List<String> NAMES = List.of("timestamp", "symbol", "open", "high", "low", "close", "volume");
    static final int TIMESTAMP = 0;
    static final int SYMBOL = 1;
    static final int OPEN = 2;

    private final int[] roleOfColumn;

    private BarColumns(int[] roleOfColumn) {
        this.roleOfColumn = roleOfColumn;
    }

    /** Finds the columns; a missing or doubled one is refused by name. {@code symbol} may be missing where it is known. */
    static BarColumns of(Path file, List<String> header, boolean symbolKnown) {
        List<String> names = header.stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
        int[] roles = new int[names.size()];
        Arrays.fill(roles, -1);
        for (int role = 0; role < NAMES.size(); role++) {
            String name = NAMES.get(role);
            int column = names.indexOf(name);
            if (column != names.lastIndexOf(name)) {
                throw new BarFileException(file, "column twice: " + name);
            }
            if (column >= 0) {
                roles[column] = role;
            } else if (role != SYMBOL || !symbolKnown) {
                throw new BarFileException(file, missing(role, header));
            }
        }
        return new BarColumns(roles);
    }

    int count() {
        return roleOfColumn.length;
    }

    /** Index into {@link #NAMES}, or -1 for a column of no concern. */
    int role(int column) {
        return column < roleOfColumn.length ? roleOfColumn[column] : -1;
    }

    private static String missing(int role, List<String> header) {
        String hint = role == SYMBOL ? " (name the symbol, or the file SYMBOL_TIMEFRAME.csv)" : "";
        return "no column " + NAMES.get(role) + hint + "; columns: " + String.join(", ", header);
    }
}
