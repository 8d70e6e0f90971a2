package io.aurora.inference.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CpuLimitsTest {
    @Test
    void shouldGivePlausibleLimitsWhenTheyAreMeasured() {
        PlainKernels kernels = new PlainKernels();
        try (CpuLimits limits = new CpuLimits(2, kernels)) {
            long[] nanos = limits.readNanos(new float[1_000_000], 50);
            assertThat(nanos).hasSize(50).isSorted();
            // 4 MB in less than 4 microseconds would be a terabyte a second
            assertThat(nanos[0]).isGreaterThan(4_000);
            assertThat(limits.multiplyAddsPerSecond()).isBetween(1e7, 1e12);
        }
    }
}
