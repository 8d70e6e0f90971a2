package io.aurora.persistence.bars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aurora.domain.market.Bar;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BarLengthTest {
    @TempDir
    Path folder;

    @Test
    void shouldBeTheMostFrequentStepWhenThereAreGaps() {
        assertThat(of(0, 60, 120, 300, 360, 840, 900).mostFrequentMs()).hasValue(60);
    }

    @Test
    void shouldBeTheShortestWhenStepsAreEquallyFrequent() {
        assertThat(of(0, 300, 360, 420, 720).mostFrequentMs()).hasValue(60);
    }

    @Test
    void shouldNotCountStepsBackOrOfZeroWhenBarsRepeat() {
        assertThat(of(0, 0, 0, 60, 0, 60, 120).mostFrequentMs()).hasValue(60);
        assertThat(of(5, 5, 3).mostFrequentMs()).isEmpty();
        assertThat(of().mostFrequentMs()).isEmpty();
    }

    @Test
    void shouldTellSymbolsApartWhenTheyShareAFile() {
        Path file = folder.resolve("x.csv");
        BarCsv.write(file, List.of(at("A", 0), at("B", 10), at("A", 60), at("B", 310), at("C", 320), at("A", 120)));
        assertThat(BarLength.inferEach(file)).isEqualTo(Map.of("A", 60L, "B", 300L));
        assertThatThrownBy(() -> BarLength.infer(file)).hasMessageContaining("bar lengths differ: {A=60, B=300}");
    }

    @Test
    void shouldInferOneLengthOrSayWhyNotWhenAskedForAFile() {
        Path two = folder.resolve("two.csv");
        BarCsv.write(two, List.of(at("A", 0), at("A", 60)));
        assertThat(BarLength.infer(two)).isEqualTo(60L);
        Path one = folder.resolve("one.csv");
        BarCsv.write(one, List.of(at("A", 0)));
        assertThatThrownBy(() -> BarLength.infer(one)).hasMessageContaining("one.csv: needs two bars");
    }

    @Test
    void shouldReadSymbolAndLengthWhenAFileNameHasTheForm() {
        assertThat(name("BTC-USDT_1h.csv.gz")).isEqualTo("Optional[BTC-USDT] OptionalLong[3600000]");
        assertThat(name("A_B_15m.csv")).isEqualTo("Optional[A_B] OptionalLong[900000]");
        assertThat(name("A_1d.csv")).isEqualTo("Optional[A] OptionalLong[86400000]");
        assertThat(name("A_30s.csv")).isEqualTo("Optional[A] OptionalLong[30000]");
        assertThat(name("A_1w.csv")).isEqualTo("Optional[A] OptionalLong[604800000]");
        for (String other : List.of("A.csv", "A_1h.txt", "A_0h.csv", "A_1y.csv", "_1h.csv", "A B_1h.csv")) {
            assertThat(name(other)).isEqualTo("Optional.empty OptionalLong.empty");
        }
    }

    private static String name(String file) {
        BarFileName name = BarFileName.parse(Path.of("/data", file));
        return name.symbol() + " " + name.barLengthMs();
    }

    private static BarLength of(long... times) {
        BarLength length = new BarLength();
        Arrays.stream(times).forEach(length::add);
        return length;
    }

    private static Bar at(String symbol, long tsMs) {
        return Bar.flat(symbol, tsMs, 1.0);
    }
}
