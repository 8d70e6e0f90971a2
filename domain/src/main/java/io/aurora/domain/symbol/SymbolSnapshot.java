package io.aurora.domain.symbol;

import java.util.Arrays;

/**
 * A symbol's whole state in a fixed binary layout; {@link SymbolState#snapshot()} makes it and {@link SymbolState#of} reads it.
 *
 * @param layout version of the layout
 * @param bytes the state; equal states have equal bytes
 */
public record SymbolSnapshot(int layout, byte[] bytes) {
    @Override
    public boolean equals(Object other) {
        return other instanceof SymbolSnapshot that && layout == that.layout && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * layout + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "SymbolSnapshot[layout=" + layout + ", " + bytes.length + " bytes]";
    }
}
