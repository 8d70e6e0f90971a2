package io.aurora.domain.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CounterRandomTest {

    /** First outputs of SplitMix64 from seed 0, as every implementation of it gives them. */
    @Test
    void shouldGiveTheReferenceOutputsWhenTheKeyIsZero() {
        CounterRandom random = CounterRandom.of(0L);
        assertThat(random.bits(1)).isEqualTo(0xE220A8397B1DCDAFL);
        assertThat(random.bits(2)).isEqualTo(0x6E789E6AA1B965F4L);
        assertThat(random.bits(3)).isEqualTo(0x06C45D188009454FL);
    }

    @Test
    void shouldAgreeWithTheLibraryGeneratorWhenReadInOrder() {
        SplittableRandom library = new SplittableRandom(987_654_321L);
        CounterRandom random = CounterRandom.of(987_654_321L);
        for (int n = 1; n <= 1_000; n++) {
            assertThat(random.bits(n)).as("position %d", n).isEqualTo(library.nextLong());
        }
    }

    @Test
    void shouldHaveUniformAndNormalMomentsWhenDrawn() {
        CounterRandom random = CounterRandom.of(7L, "BTC-USD");
        int n = 400_000;
        double sum = 0.0;
        double square = 0.0;
        double normalSquare = 0.0;
        for (int i = 0; i < n; i++) {
            double u = random.uniform(i);
            assertThat(u > 0.0 && u < 1.0).as("u at %d", i).isTrue();
            sum += u;
            square += u * u;
            double z = random.normal(i);
            normalSquare += z * z;
        }
        assertThat(sum / n).isCloseTo(0.5, within(0.003));
        assertThat(square / n).isCloseTo(1.0 / 3.0, within(0.003));
        assertThat(normalSquare / n).isCloseTo(1.0, within(0.012));
    }
}
