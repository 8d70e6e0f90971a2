package io.aurora.inference.cpu;

import io.aurora.inference.model.GoldenNetworks;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainKernelsGoldenTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void shouldMeetTheReferenceWhenNetworksRunInSinglePrecision(int threads) {
        try (CpuDevice device = new CpuDevice(threads, new PlainKernels())) {
            GoldenNetworks.assertMeets(device);
        }
    }
}
