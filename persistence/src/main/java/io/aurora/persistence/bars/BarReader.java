package io.aurora.persistence.bars;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.aurora.domain.market.Bar;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * The rows of one file, in its order, read as they are asked for. A row that cannot be read comes as {@link BarRow.Refused} and
 * the rest goes on; a file that breaks off or is no CSV ends with a {@link BarFileException}. Memory does not grow with the file.
 * Not thread-safe.
 */
public final class BarReader implements Iterator<BarRow>, AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;
    /** Longest record, characters: an unclosed quote is found after so many instead of swallowing the file. */
    private static final int MAX_RECORD_CHARS = 1 << 16;

    private final Path file;
    private final CloseableIterator<CsvLine> lines;
    private long line;

    private BarReader(Path file, CloseableIterator<CsvLine> lines) {
        this.file = file;
        this.lines = lines;
    }

    static BarReader open(Path file, Optional<String> symbol) {
        Optional<String> known = symbol.or(() -> BarFileName.parse(file).symbol());
        InputStream in = stream(file);
        try {
            BarRowHandler handler = new BarRowHandler(symbol, known);
            CloseableIterator<CsvLine> lines = CsvReader.builder()
                    .detectBomHeader(true)
                    .maxBufferSize(MAX_RECORD_CHARS)
                    .build(handler, in, StandardCharsets.UTF_8)
                    .iterator();
            BarReader reader = new BarReader(file, lines);
            handler.useColumns(BarColumns.of(file, reader.header(), known.isPresent()));
            return reader;
        } catch (RuntimeException e) {
            closeAfter(e, in);
            throw e;
        }
    }

    public Path file() {
        return file;
    }

    @Override
    public boolean hasNext() {
        try {
            return lines.hasNext();
        } catch (CsvParseException e) {
            throw new BarFileException(file, "no CSV after line " + line + " (a quote left open?)", e);
        } catch (UncheckedIOException e) {
            throw new BarFileException(
                    file,
                    "cannot be read after line " + line + ": " + e.getCause().getMessage(),
                    e);
        }
    }

    @Override
    public BarRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException(file + ": no more rows");
        }
        BarRow row = (BarRow) lines.next();
        line = row.line();
        return row;
    }

    /** The bars alone; the first row that cannot be read ends it with a {@link BarFileException} naming the line. */
    public Iterator<Bar> strict() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return BarReader.this.hasNext();
            }

            @Override
            public Bar next() {
                BarRow row = BarReader.this.next();
                if (row instanceof BarRow.Parsed parsed) {
                    return parsed.bar();
                }
                throw new BarFileException(file, ((BarRow.Refused) row).message());
            }
        };
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw new BarFileException(file, "cannot be closed: " + e.getMessage(), e);
        }
    }

    private List<String> header() {
        if (!hasNext()) {
            throw new BarFileException(
                    file, "empty: no header with the columns " + String.join(", ", BarColumns.NAMES));
        }
        line = 1L;
        return ((CsvLine.Header) lines.next()).names();
    }

    private static InputStream stream(Path file) {
        InputStream in = null;
        try {
            in = Files.newInputStream(file);
            return BarFileName.isGzip(file) ? new GZIPInputStream(in, BUFFER_BYTES) : in;
        } catch (IOException e) {
            BarFileException failure = new BarFileException(file, problem(e), e);
            closeAfter(failure, in);
            throw failure;
        }
    }

    private static String problem(IOException e) {
        return e instanceof NoSuchFileException ? "no such file" : "cannot be read: " + e.getMessage();
    }

    private static void closeAfter(RuntimeException failure, InputStream in) {
        if (in == null) {
            return;
        }
        try {
            in.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
