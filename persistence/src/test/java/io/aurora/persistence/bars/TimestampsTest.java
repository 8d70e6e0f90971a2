package io.aurora.persistence.bars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
    private static final long SEED = 11L;

    @ParameterizedTest
    @CsvSource({
        "2021-05-19T13:00:00Z, 1621429200000",
        "2021-05-19 13:00:00, 1621429200000",
        "2021-05-19T13:00Z, 1621429200000",
        "2021-05-19T13:00:00.250Z, 1621429200250",
        "2021-05-19T13:00:00.250000Z, 1621429200250",
        "2021-05-19T15:00:00+02:00, 1621429200000",
        "2021-05-19T08:30:00-0430, 1621429200000",
        "2021-05-19, 1621382400000",
        "1969-12-31T23:59:59Z, -1000",
        "1621429200, 1621429200000",
        "1621429200000, 1621429200000",
        "0, 0",
        "99999999999, 99999999999000",
        "100000000000, 100000000000",
        "-1, -1000"
    })
    void shouldReadEachFormWhenGivenKnownTimes(String text, long ms) {
        assertThat(parse(text)).isEqualTo(ms);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "x",
                "2021-05-19T",
                "2021-05-19T24:00:00Z",
                "2021-05-19T13:60:00Z",
                "2021-13-01",
                "2021-02-29",
                "2021-05-19T13:00:00X",
                "2021-05-19T13:00:00Zx",
                "2021-05-19T13:00:00.Z",
                "2021-05-19T13:00:00.0001Z",
                "2021-05-19T13:00:00+",
                "2021-05-19T13:00:00+2",
                "2021/05/19",
                "16214292000000000",
                "1621429200.5",
                "123456789012345"
            })
    void shouldRefuseWhenTheTextIsNoTime(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(DateTimeException.class);
    }

    @Test
    void shouldAgreeWithTheLibraryWhenWrittenAndRead() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 20_000; i++) {
            long ms = random.nextLong(253_402_300_800_000L);
            long time = i % 2 == 0 ? ms : ms / 1_000L * 1_000L;
            byte[] out = new byte[32];
            int end = Timestamps.write(time, out, 0);
            String text = new String(out, 0, end, StandardCharsets.US_ASCII);
            assertThat(text)
                    .as("seed %d", SEED)
                    .isEqualTo(Instant.ofEpochMilli(time).toString());
            assertThat(parse(text)).isEqualTo(time);
        }
    }

    private static long parse(String text) {
        char[] framed = ("1" + text + "1").toCharArray();
        return Timestamps.parse(framed, 1, framed.length - 1);
    }
}
