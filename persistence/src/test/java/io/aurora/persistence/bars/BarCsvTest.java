package io.aurora.persistence.bars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aurora.domain.market.Bar;
import io.aurora.domain.simulation.MarketSimulator;
import io.aurora.domain.simulation.Scenario;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BarCsvTest {
    private static final String HEADER = "timestamp,symbol,open,high,low,close,volume\n";
    private static final long T = 1_621_429_200_000L;

    @TempDir
    Path folder;

    @Test
    void shouldReadTheRowsOfAWorkedExample() {
        Path file = file(
                "x.csv",
                HEADER + "2021-05-19T13:00:00Z,BTC-USD,1.5,2,1.25,1.75,100\n"
                        + "1621432800,ETH-USD,1e2,2E2,5e+1,1.0e02,0.5\n");
        assertThat(rows(BarCsv.open(file)))
                .containsExactly(
                        new BarRow.Parsed(2, new Bar("BTC-USD", T, 1.5, 2.0, 1.25, 1.75, 100.0)),
                        new BarRow.Parsed(3, new Bar("ETH-USD", T + 3_600_000L, 100.0, 200.0, 50.0, 100.0, 0.5)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bars.csv", "bars.csv.gz"})
    void shouldGiveTheSameBarsBackWhenWrittenAndRead(String name) {
        List<Bar> bars = simulated(5_000);
        assertThat(BarCsv.write(folder.resolve(name), bars)).isEqualTo(5_000);
        assertThat(bars(folder.resolve(name))).isEqualTo(bars);
        assertThat(files()).containsExactly(name);
    }

    @Test
    void shouldWriteOnlyTheCountWhenTheSeriesHasNoEnd() throws IOException {
        Path file = folder.resolve("a.csv");
        MarketSimulator market = MarketSimulator.of("A", 1L, Scenario.CALM, T, 60_000L);
        assertThat(BarCsv.write(file, market, 10)).isEqualTo(10);
        assertThat(Files.readAllLines(file)).hasSize(11).startsWith(HEADER.strip());
        assertThat(market.next().tsMs()).as("the eleventh is still to come").isEqualTo(T + 600_000L);
    }

    @Test
    void shouldWriteTheDocumentedTextWhenGivenKnownBars() throws IOException {
        Path file = folder.resolve("a.csv");
        BarCsv.write(
                file,
                List.of(new Bar("A.b", T, 0.1, 63_412.35, 1e-8, 100.0, 0.0), Bar.flat("A.b", T + 250, 1.0 / 3.0)));
        assertThat(Files.readString(file))
                .isEqualTo(HEADER + "2021-05-19T13:00:00Z,A.b,0.1,63412.35,0.00000001,100,0\n"
                        + "2021-05-19T13:00:00.250Z,A.b,0.3333333333333333,0.3333333333333333,0.3333333333333333,"
                        + "0.3333333333333333,0\n");
    }

    @Test
    void shouldLeaveTheOldFileAndNoDraftWhenWritingFails() {
        Path file = file("a.csv", "old");
        Iterator<Bar> failing = Stream.concat(simulated(3).stream(), Stream.<Bar>generate(() -> {
                    throw new IllegalStateException("the source broke");
                }))
                .iterator();
        assertThatThrownBy(() -> BarCsv.write(file, failing, 10)).hasMessage("the source broke");
        assertThatThrownBy(() -> BarCsv.write(file, List.of(Bar.flat("A/B", T, 1.0))))
                .hasMessageContaining("symbol=A/B");
        assertThatThrownBy(() -> BarCsv.write(file, List.of(Bar.flat("A", -1, 1.0))))
                .hasMessageContaining("ts=-1");
        assertThat(file).hasContent("old");
        assertThat(files()).containsExactly("a.csv");
        assertThatThrownBy(() -> BarCsv.write(folder.resolve("no/a.csv"), List.of()))
                .hasMessageContaining("no such folder");
        assertThatThrownBy(() -> BarCsv.write(folder, List.of())).hasMessageContaining("is a folder");
    }

    @Test
    void shouldReplaceTheFileAndKeepTheLinkWhenTheNameIsALink() throws IOException {
        Path real = file("real.csv", "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), real);
        BarCsv.write(link, simulated(3));
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(bars(real)).isEqualTo(simulated(3));
        assertThat(Files.getPosixFilePermissions(real))
                .isEqualTo(Files.getPosixFilePermissions(Files.createFile(folder.resolve("new"))));
    }

    @Test
    void shouldReadWhateverOrderQuotingAndLineEndingWhenTheColumnsAreNamed() {
        Path file = file(
                "x.csv",
                "\uFEFFClose,note,\"Volume\", LOW ,High,Open,Symbol,Timestamp\r\n\r\n"
                        + "1.75,\"a \"\"b\"\", c\",100, 1.25 ,2,\"1.5\",BTC-USD,\"2021-05-19 13:00:00+00:00\"\r\n");
        assertThat(rows(BarCsv.open(file)))
                .containsExactly(new BarRow.Parsed(3, new Bar("BTC-USD", T, 1.5, 2.0, 1.25, 1.75, 100.0)));
    }

    @Test
    void shouldTakeTheSymbolFromArgumentOrNameWhenThereIsNoColumn() {
        String text = "timestamp,open,high,low,close,volume\n" + T + ",1,1,1,1,1\n";
        assertThat(bars(file("BTC_X-USD_15m.csv", text)))
                .extracting(Bar::symbol)
                .containsExactly("BTC_X-USD");
        Path plain = file("plain.csv", text);
        try (BarReader reader = BarCsv.open(plain, "ETH")) {
            assertThat(reader.strict().next().symbol()).isEqualTo("ETH");
        }
        assertThatThrownBy(() -> BarCsv.open(plain))
                .isInstanceOf(BarFileException.class)
                .hasMessageContaining("plain.csv: no column symbol (name the symbol");
        assertThatThrownBy(() -> BarCsv.open(plain, "BTC/USD")).hasMessageContaining("write '-' instead of '/'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"timestamp", "open", "high", "low", "close", "volume"})
    void shouldNameFileAndColumnWhenAColumnIsMissing(String column) {
        Path file = file("x.csv", HEADER.replace(column, "other") + "1,2,3,4,5,6,7\n");
        assertThatThrownBy(() -> BarCsv.open(file))
                .isInstanceOf(BarFileException.class)
                .hasMessageStartingWith(file + ": no column " + column + "; columns: ");
    }

    @Test
    void shouldRefuseEachBadCellByLineAndGoOnWhenRead() {
        Path file = file(
                "x.csv",
                HEADER + good(0)
                        + "2021-02-30T00:00:00Z,A,1,1,1,1,1\n"
                        + "2021-05-19T13:00:00Z,A/B,1,1,1,1,1\n"
                        + "2021-05-19T13:00:00Z,A,1.2.3,1,1,1,1\n"
                        + "2021-05-19T13:00:00Z,A,1,0x10,1,1,1\n"
                        + "2021-05-19T13:00:00Z,A,1,1,,1,1\n"
                        + "2021-05-19T13:00:00Z,A,1,1,1,1\n"
                        + "2021-05-19T13:00:00Z,A,1,1,1,1d,1\n"
                        + "99999999999999999,A,1,1,1,1,1\n"
                        + good(1));
        List<BarRow> rows = rows(BarCsv.open(file));
        assertThat(rows).hasSize(10).first().isInstanceOf(BarRow.Parsed.class);
        assertThat(rows.get(9)).isEqualTo(new BarRow.Parsed(11, Bar.flat("A", T + 1_000L, 1.0)));
        assertThat(rows.subList(1, 9))
                .extracting(row -> ((BarRow.Refused) row).message())
                .containsExactly(
                        "line 3: " + Timestamps.RULE + ": timestamp=2021-02-30T00:00:00Z",
                        "line 4: must match [A-Za-z0-9._-]{1,32} (write '-' instead of '/'): symbol=A/B",
                        "line 5: must be a number: open=1.2.3",
                        "line 6: must be a number: high=0x10",
                        "line 7: must not be empty: low=",
                        "line 8: must have as many cells as the header, 7: row=6 cells",
                        "line 9: must be a number: close=1d",
                        "line 10: " + Timestamps.RULE + ": timestamp=99999999999999999");
    }

    @Test
    void shouldStopAtTheFirstBadRowWhenReadStrictly() {
        Path file = file("x.csv", HEADER + good(0) + "no,A,1,1,1,1,1\n" + good(1));
        try (BarReader reader = BarCsv.open(file)) {
            Iterator<Bar> bars = reader.strict();
            assertThat(bars.next().tsMs()).isEqualTo(T);
            assertThatThrownBy(bars::next)
                    .isInstanceOf(BarFileException.class)
                    .hasMessageContaining("x.csv: line 3:")
                    .hasMessageContaining("timestamp=no");
        }
    }

    @Test
    void shouldLetBadValuesThroughWhenTheyAreNumbers() {
        Path file = file("x.csv", HEADER + T + ",A,NaN,Infinity,-Infinity,-1,-0\n");
        Bar bar = bars(file).get(0);
        assertThat(bar.open()).isNaN();
        assertThat(bar.high()).isInfinite().isPositive();
        assertThat(bar.close()).isEqualTo(-1.0);
        assertThat(Double.doubleToRawLongBits(bar.volume())).isEqualTo(Double.doubleToRawLongBits(-0.0));
    }

    @Test
    void shouldRefuseRowsOfAnotherSymbolWhenOneIsAskedFor() {
        Path file = file("x.csv", HEADER + good(0) + "2021-05-19T13:00:01Z,B,1,1,1,1,1\n");
        try (BarReader reader = BarCsv.open(file, "A")) {
            assertThat(reader.next()).isInstanceOf(BarRow.Parsed.class);
            assertThat(reader.next()).isEqualTo(new BarRow.Refused(3, "symbol", "B", "must be A"));
        }
    }

    @Test
    void shouldNameTheFileWhenItCannotBeUsed() {
        assertThatThrownBy(() -> BarCsv.open(folder.resolve("none.csv")))
                .hasMessageEndingWith("none.csv: no such file");
        assertThatThrownBy(() -> BarCsv.open(file("empty.csv", "")))
                .hasMessageContaining("empty.csv: empty: no header");
        assertThatThrownBy(() -> BarCsv.open(file("text.csv.gz", HEADER))).hasMessageContaining("Not in GZIP format");
        assertThatThrownBy(() -> BarCsv.open(file("two.csv", "open," + HEADER)))
                .hasMessageContaining("column twice: open");
        assertThatThrownBy(() -> BarCsv.open(folder)).isInstanceOf(BarFileException.class);
        assertThat(rows(BarCsv.open(file("header.csv", HEADER)))).isEmpty();
    }

    @Test
    void shouldGiveWhatCanBeReadWhenACompressedFileIsCutOff() {
        Path whole = folder.resolve("whole.csv.gz");
        BarCsv.write(whole, simulated(5_000));
        Path cut = folder.resolve("cut.csv.gz");
        try {
            byte[] bytes = Files.readAllBytes(whole);
            Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<BarRow> rows = new ArrayList<>();
        try (BarReader reader = BarCsv.open(cut)) {
            assertThatThrownBy(() -> reader.forEachRemaining(rows::add))
                    .isInstanceOf(BarFileException.class)
                    .hasMessageContaining("cut.csv.gz: cannot be read after line " + (rows.size() + 1));
        }
        assertThat(rows).hasSizeGreaterThan(1_000).allMatch(row -> row instanceof BarRow.Parsed);
    }

    @Test
    void shouldEndWithAClearErrorWhenAQuoteIsLeftOpen() {
        StringBuilder text = new StringBuilder(HEADER).append(good(0)).append("\"2021-05-19T13:00:00Z,A,1,1,1,1,1\n");
        for (int i = 1; i < 5_000; i++) {
            text.append(good(i));
        }
        try (BarReader reader = BarCsv.open(file("x.csv", text.toString()))) {
            assertThat(reader.next()).isInstanceOf(BarRow.Parsed.class);
            assertThatThrownBy(reader::next)
                    .isInstanceOf(BarFileException.class)
                    .hasMessageContaining("x.csv: no CSV after line 2 (a quote left open?)");
        }
    }

    @Test
    void shouldCompressWhenTheNameEndsInGz() throws IOException {
        Path file = folder.resolve("A_1m.csv.gz");
        BarCsv.write(file, simulated(10));
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            in.transferTo(text);
            assertThat(text.toString(StandardCharsets.UTF_8)).startsWith(HEADER + "2021-05-19T13:00:00Z,A,");
        }
    }

    private static String good(int second) {
        return (T + 1_000L * second) + ",A,1,1,1,1,0\n";
    }

    private static List<Bar> simulated(int n) {
        MarketSimulator market = MarketSimulator.of("A", 3L, Scenario.GAPPY, T, 60_000L);
        return Stream.generate(market::next).limit(n).toList();
    }

    private static List<BarRow> rows(BarReader reader) {
        try (reader) {
            List<BarRow> rows = new ArrayList<>();
            reader.forEachRemaining(rows::add);
            return rows;
        }
    }

    private static List<Bar> bars(Path file) {
        try (BarReader reader = BarCsv.open(file)) {
            List<Bar> bars = new ArrayList<>();
            reader.strict().forEachRemaining(bars::add);
            return bars;
        }
    }

    private List<String> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
