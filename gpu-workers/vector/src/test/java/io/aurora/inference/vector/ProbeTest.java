package io.aurora.inference.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 63, 64, 65, 1000})
    void shouldReadEveryValueOnceWhateverTheLength(int length) {
        float[] values = new float[length + 7];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        // whole numbers below 2^24: exact in any order
        float expected = 0;
        for (int i = 5; i < 5 + length; i++) {
            expected += i;
        }

        assertThat(Probe.sum(values, 5, 5 + length)).isEqualTo(expected);
    }

    @Test
    void shouldRunEveryChainWhenMultiplyAddsAreCounted() {
        // each chain is 1 after one round, 1.5 after two, and 2 in the end
        assertThat(Probe.multiplyAdd(0)).isZero();
        assertThat(Probe.multiplyAdd(1)).isEqualTo(Probe.CHAINS);
        assertThat(Probe.multiplyAdd(2)).isEqualTo(1.5f * Probe.CHAINS);
        assertThat(Probe.multiplyAdd(100)).isCloseTo(2.0f * Probe.CHAINS, within(1e-5f));
    }
}
