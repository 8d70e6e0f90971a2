package io.aurora.persistence.bars;

import io.aurora.domain.market.Bar;
import io.aurora.domain.market.SymbolSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * Writes bars to a file that appears on {@link #commit()}, whole; closed without it, nothing remains (see {@link Draft}). Same bars, same bytes (the
 * compressed form may differ between JVMs). Not thread-safe.
 */
public final class BarWriter implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;
    /** Longest row: time, symbol, five numbers, separators. */
    private static final int MAX_ROW_BYTES = 24 + 32 + 5 * Decimals.MAX_CHARS + 7;

    private final Path file;
    private final Draft draft;
    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int filled;
    private String lastSymbol = "";
    private byte[] symbolBytes = new byte[0];
    private boolean closed;

    private BarWriter(Path file, Draft draft, OutputStream out) {
        this.file = file;
        this.draft = draft;
        this.out = out;
        put(String.join(",", BarColumns.NAMES).getBytes(StandardCharsets.US_ASCII));
        buffer[filled++] = '\n';
    }

    /** Begins a file in an existing folder. */
    public static BarWriter open(Path file) {
        try {
            Draft draft = Draft.of(file);
            OutputStream plain = draft.open();
            return new BarWriter(
                    file, draft, BarFileName.isGzip(file) ? new GZIPOutputStream(plain, BUFFER_BYTES) : plain);
        } catch (IOException e) {
            throw new BarFileException(file, "cannot be written: " + e.getMessage(), e);
        }
    }

    /** Adds a bar; a bad symbol or a time outside the years 1970 to 9999 is refused. */
    public void write(Bar bar) {
        if (buffer.length - filled < MAX_ROW_BYTES) {
            flush();
        }
        if (!bar.symbol().equals(lastSymbol)) {
            lastSymbol = SymbolSpec.requireName(bar.symbol());
            symbolBytes = lastSymbol.getBytes(StandardCharsets.US_ASCII);
        }
        filled = Timestamps.write(bar.tsMs(), buffer, filled);
        buffer[filled++] = ',';
        put(symbolBytes);
        put(bar.open());
        put(bar.high());
        put(bar.low());
        put(bar.close());
        put(bar.volume());
        buffer[filled++] = '\n';
    }

    /** Makes the file appear under its name; nothing can be added afterwards. */
    public void commit() {
        flush();
        try {
            closed = true;
            out.close();
            draft.publish();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Without {@link #commit()} before: gives the file up. */
    @Override
    public void close() {
        try {
            if (!closed) {
                closed = true;
                out.close();
            }
            draft.discard();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void put(double number) {
        buffer[filled++] = ',';
        filled = Decimals.write(number, buffer, filled);
    }

    private void put(byte[] bytes) {
        System.arraycopy(bytes, 0, buffer, filled, bytes.length);
        filled += bytes.length;
    }

    private void flush() {
        try {
            out.write(buffer, 0, filled);
            filled = 0;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private BarFileException failed(IOException e) {
        return new BarFileException(file, "cannot be written: " + e.getMessage(), e);
    }
}
