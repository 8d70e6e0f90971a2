package io.aurora.lab.ope;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.zip.GZIPInputStream;

/** A file of comma-separated values with a header (RFC 4180, UTF-8), compressed where the name ends in {@code .gz}. */
public final class CsvTable {
    private final Path file;

    public CsvTable(Path file) {
        this.file = file;
    }

    /** Names of the columns. */
    public List<String> header() {
        try (CsvReader<NamedCsvRecord> reader = reader()) {
            return reader.stream().findFirst().map(NamedCsvRecord::getHeader).orElseThrow(this::empty);
        } catch (IOException | UncheckedIOException | CsvParseException e) {
            throw unreadable(e);
        }
    }

    /** Hands over each row with its number, from 0; a row that cannot be used is refused by its line. */
    public void forEach(BiConsumer<Integer, NamedCsvRecord> use) {
        try (CsvReader<NamedCsvRecord> reader = reader()) {
            int row = 0;
            for (NamedCsvRecord line : reader) {
                try {
                    use.accept(row++, line);
                } catch (IllegalArgumentException | java.util.NoSuchElementException e) {
                    throw new LogFileException(
                            file + ": line " + line.getStartingLineNumber() + ": " + e.getMessage(), e);
                }
            }
        } catch (IOException | UncheckedIOException | CsvParseException e) {
            throw unreadable(e);
        }
    }

    /** The cell as a number; NaN and infinities are numbers here. */
    public static double number(NamedCsvRecord line, String column) {
        String text = line.getField(column);
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be a number: " + column + "=" + text, e);
        }
    }

    private CsvReader<NamedCsvRecord> reader() throws IOException {
        InputStream in = Files.newInputStream(file);
        return CsvReader.builder()
                .detectBomHeader(true)
                .ofNamedCsvRecord(
                        file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in, StandardCharsets.UTF_8);
    }

    private LogFileException empty() {
        return new LogFileException(file + ": has no row");
    }

    private LogFileException unreadable(Exception e) {
        return new LogFileException(file + ": cannot be read: " + e, e);
    }
}
