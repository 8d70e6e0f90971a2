package io.aurora.domain.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RingBufferTest {
    @Test
    void shouldKeepTheNewestWhenMoreThanCapacityIsPushed() {
        RingBuffer buffer = new RingBuffer(3);
        for (int i = 1; i <= 5; i++) {
            buffer.push(i);
        }

        assertThat(buffer.toArray()).containsExactly(3.0, 4.0, 5.0);
        assertThat(buffer.get(0)).isEqualTo(3.0);
        assertThat(buffer.fromNewest(0)).isEqualTo(buffer.newest()).isEqualTo(5.0);
        assertThat(buffer.fromNewest(2)).isEqualTo(3.0);
        assertThat(buffer.isFull()).isTrue();
    }

    @Test
    void shouldAgreeWithListWhenSeededStreamIsPushedResizedAndCleared() {
        long seed = 21;
        Random random = new Random(seed);
        RingBuffer buffer = new RingBuffer(7);
        NaiveWindow naive = new NaiveWindow(7);
        for (int i = 0; i < 200; i++) {
            double x = random.nextGaussian();
            buffer.push(x);
            naive.push(x);
            assertThat(buffer.toArray()).as("seed=%s, step=%s", seed, i).isEqualTo(naive.oldestFirst());
            assertThat(RingBuffer.of(7, buffer.toArray()))
                    .as("seed=%s, step=%s", seed, i)
                    .isEqualTo(buffer);
        }
        assertThat(buffer.resized(2).toArray()).containsExactly(buffer.fromNewest(1), buffer.newest());
        assertThat(buffer.resized(9).toArray()).isEqualTo(buffer.toArray());

        RingBuffer copy = buffer.copy();
        assertThat(copy).isEqualTo(buffer).hasSameHashCodeAs(buffer);
        buffer.clear();
        assertThat(buffer.size()).isZero();
        assertThat(copy.size()).isEqualTo(7);
        buffer.push(1.0);
        assertThat(buffer.toArray()).containsExactly(1.0);
    }

    @Test
    void shouldRefuseWhenValueOrAgeIsBad() {
        RingBuffer buffer = RingBuffer.of(2, new double[] {1.0});

        assertThatThrownBy(() -> buffer.push(Double.NaN)).hasMessage("must not be NaN: x=NaN");
        assertThatThrownBy(() -> buffer.fromNewest(1)).hasMessage("age must be in [0, size): age=1, size=1");
        assertThatThrownBy(() -> new RingBuffer(2).newest()).hasMessage("age must be in [0, size): age=0, size=0");
        assertThatThrownBy(() -> RingBuffer.of(1, new double[] {1.0, 2.0}))
                .hasMessage("length must be <= capacity: length=2, capacity=1");
    }
}
