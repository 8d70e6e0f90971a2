package io.aurora.inference.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aurora.config.InferenceSettings.Engine;
import io.aurora.inference.network.NetworkDevice;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class DevicesTest {
    private final Supplier<NetworkDevice> cpu = Processors::reference;
    private final Supplier<NetworkDevice> gpu = Processors::reference;
    private final Devices.Cuda silent = new Devices.Silent("no NVIDIA driver");
    private final Devices.Cuda answering = new Devices.Answering(List.of(gpu, gpu), "two chips");

    @Test
    void shouldTakeTheProcessorAndSayWhyWhenNoDeviceAnswers() {
        Devices devices = Devices.choose(Engine.AUTO, () -> silent, cpu);

        assertThat(devices.engine()).isEqualTo(Engine.CPU);
        assertThat(devices.each()).containsExactly(cpu);
        assertThat(devices.why()).isEqualTo("no CUDA device answers: no NVIDIA driver");
    }

    @Test
    void shouldTakeEveryDeviceThatAnswersWhenTheChoiceIsLeftOpen() {
        Devices devices = Devices.choose(Engine.AUTO, () -> answering, cpu);

        assertThat(devices.engine()).isEqualTo(Engine.CUDA);
        assertThat(devices.each()).containsExactly(gpu, gpu);
        assertThat(devices.why()).isEqualTo("two chips");
        assertThat(Devices.choose(Engine.CUDA, () -> answering, cpu)).isEqualTo(devices);
    }

    @Test
    void shouldNotLookForDevicesWhenTheProcessorIsAskedFor() {
        Devices devices = Devices.choose(
                Engine.CPU,
                () -> {
                    throw new AssertionError("looked");
                },
                cpu);

        assertThat(devices.each()).containsExactly(cpu);
    }

    @Test
    void shouldRefuseWhenCudaIsAskedForAndNoneAnswers() {
        assertThatThrownBy(() -> Devices.choose(Engine.CUDA, () -> silent, cpu))
                .isInstanceOf(Devices.NoDeviceException.class)
                .hasMessageContaining("no NVIDIA driver")
                .hasMessageContaining("aurora.inference.engine");
    }
}
