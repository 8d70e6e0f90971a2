package io.aurora.domain.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceIdTest {
    @Test
    void shouldSpellPartitionTagAndNumberWhenShown() {
        assertThat(new TraceId(10, 0xbeef, 255)).hasToString("tr_000abeef00000000ff");
        assertThat(new TraceId(0xffff, 0, (1L << 60) - 1)).hasToString("tr_ffff0000fffffffffffffff");
    }

    @Test
    void shouldComeBackWhenParsedFromItsOwnSpelling() {
        long seed = 11;
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            long number = 1 + (random.nextLong() >>> (5 + random.nextInt(58)));
            TraceId id = TraceId.of("policy-" + i, random.nextInt(4096), number);
            assertThat(TraceId.parse(id.toString())).as("seed %s, %s", seed, id).contains(id);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tr_",
                "tr_000abeef0000000000",
                "tr_000abeef000000000",
                "tr_000abeef00000000001",
                "tr_000aBEEF0000000001",
                "tr_000abeef0000000001 ",
                "xx_000abeef0000000001",
                "tr_000abeefffffffffffffffffff"
            })
    void shouldBeAbsentWhenTheTextNamesNoTrace(String text) {
        assertThat(TraceId.parse(text)).isEmpty();
    }

    @Test
    void shouldRefuseWhenAPartIsOutOfItsRange() {
        assertThatThrownBy(() -> new TraceId(65536, 0, 1)).hasMessageContaining("partition=65536");
        assertThatThrownBy(() -> new TraceId(0, -1, 1)).hasMessageContaining("policy_tag=-1");
        assertThatThrownBy(() -> new TraceId(0, 0, 0)).hasMessageContaining("number=0");
        assertThatThrownBy(() -> new TraceId(0, 0, 1L << 60)).hasMessageContaining("number=");
    }
}
