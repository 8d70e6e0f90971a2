package io.aurora.inference.vector;

import io.aurora.inference.cpu.CpuDevice;
import io.aurora.inference.model.GoldenNetworks;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VectorKernelsGoldenTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void shouldMeetTheReferenceWhenNetworksRunOnVectors(int threads) {
        try (CpuDevice device = new CpuDevice(threads, new VectorKernels())) {
            GoldenNetworks.assertMeets(device);
        }
    }
}
