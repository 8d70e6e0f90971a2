package io.aurora.inference.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aurora.inference.EngineLostException;
import java.util.List;
import jcuda.driver.CUresult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CudaDevicesTest {
    @Test
    void shouldAnswerTheSameWhenAskedTwice() {
        CudaDevices first = CudaDevices.find();
        CudaDevices second = CudaDevices.find();

        if (first instanceof CudaDevices.None none) {
            // The first touch of a missing driver is an UnsatisfiedLinkError, the second one would be a
            // NoClassDefFoundError.
            assertThat(second).isEqualTo(none);
            assertThat(none.reason()).isNotBlank().doesNotContain("\n").doesNotContain("Could not initialize class");
        } else {
            ((CudaDevices.Found) first).devices().forEach(CudaDevice::close);
            ((CudaDevices.Found) second).devices().forEach(CudaDevice::close);
            assertThat(((CudaDevices.Found) second).devices()).hasSameSizeAs(((CudaDevices.Found) first).devices());
        }
    }

    @Test
    void shouldNameTheMissingLibraryWhenTheLinkerFails() {
        String message = """
                Error while loading native library "JCudaDriver"
                Architecture: amd64
                java.lang.UnsatisfiedLinkError: no JCudaDriver
                \tat java.base/java.lang.System.load
                java.lang.UnsatisfiedLinkError: /tmp/libJCudaDriver.so: libcuda.so.1: cannot open shared object file
                ---(end of nested stack traces)---""";

        assertThat(CudaDriver.reasonOf(message)).isEqualTo("libcuda.so.1: cannot open shared object file");
        assertThat(CudaDriver.reasonOf("no library\nmore")).isEqualTo("no library");
        assertThat(CudaDriver.reasonOf(null)).isEqualTo("null");
    }

    @Test
    void shouldSayWhyWhenThereIsNoDevice() {
        assertThat(CudaDriver.judge(CUresult.CUDA_ERROR_NO_DEVICE, 13000, 0).absence())
                .isEqualTo(new CudaDevices.None(CudaDevices.Cause.NO_DEVICE, "the NVIDIA driver sees no CUDA device"));
        assertThat(CudaDriver.judge(CUresult.CUDA_SUCCESS, 13000, 0).absence().cause())
                .isEqualTo(CudaDevices.Cause.NO_DEVICE);
        assertThat(CudaDriver.judge(CUresult.CUDA_ERROR_SYSTEM_DRIVER_MISMATCH, 0, 0)
                        .absence())
                .isEqualTo(new CudaDevices.None(
                        CudaDevices.Cause.DRIVER_FAILED,
                        "the NVIDIA driver does not start: cuInit=803 (CUDA_ERROR_SYSTEM_DRIVER_MISMATCH)"));
        assertThat(CudaDriver.judge(CUresult.CUDA_SUCCESS, 13000, 2)).isEqualTo(new CudaDriver.State(null, 13000, 2));
    }

    @Test
    void shouldNameBothVersionsWhenTheDriverIsTooOld() {
        assertThat(CudaDevices.none(12080, List.of("device 0: refused")))
                .isEqualTo(new CudaDevices.None(
                        CudaDevices.Cause.DRIVER_TOO_OLD,
                        "the NVIDIA driver is too old: it supports CUDA 12.8, the kernels need CUDA 13.0 (driver 580 or"
                                + " newer); device 0: refused"));
        assertThat(CudaDevices.none(13000, List.of("device 0: a", "device 1: b")))
                .isEqualTo(new CudaDevices.None(
                        CudaDevices.Cause.NO_KERNELS, "no CUDA device takes the kernels: device 0: a; device 1: b"));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                CUresult.CUDA_ERROR_DEVICE_UNAVAILABLE,
                CUresult.CUDA_ERROR_ECC_UNCORRECTABLE,
                CUresult.CUDA_ERROR_ILLEGAL_ADDRESS,
                CUresult.CUDA_ERROR_LAUNCH_FAILED,
                CUresult.CUDA_ERROR_MISALIGNED_ADDRESS,
                CUresult.CUDA_ERROR_UNKNOWN
            })
    void shouldCountAsLostWhenNothingWorksAfterwards(int result) {
        assertThatThrownBy(() -> CudaException.check(result, "call"))
                .isInstanceOf(EngineLostException.class)
                .hasCauseInstanceOf(CudaException.class);
    }

    @Test
    void shouldNameTheReasonWhenACallFailsAndTheDeviceGoesOn() {
        assertThatThrownBy(() -> CudaException.check(CUresult.CUDA_ERROR_OUT_OF_MEMORY, "cuMemAlloc(8 bytes)"))
                .isInstanceOf(CudaException.class)
                .hasMessage("CUDA call failed, the device's memory is full: cuMemAlloc(8 bytes)=2"
                        + " (CUDA_ERROR_OUT_OF_MEMORY)");
        assertThatThrownBy(() -> CudaException.check(CUresult.CUDA_ERROR_UNSUPPORTED_PTX_VERSION, "cuModuleLoadData"))
                .hasMessageContaining("the driver does not know this version of PTX");
        CudaException.check(CUresult.CUDA_SUCCESS, "call");
    }

    @Test
    void shouldTryMachineCodeOfTheGenerationAndThenPtxWhenLoading() {
        assertThat(KernelImages.namesFor(9, 0)).containsExactly("kernels_sm_90.cubin", "kernels.ptx");
        assertThat(KernelImages.namesFor(8, 9)).containsExactly("kernels_sm_80.cubin", "kernels.ptx");
        assertThat(KernelImages.namesFor(10, 3)).containsExactly("kernels_sm_100.cubin", "kernels.ptx");
        assertThat(KernelImages.namesFor(12, 1)).containsExactly("kernels_sm_120.cubin", "kernels.ptx");
        assertThat(KernelImages.namesFor(11, 0)).containsExactly("kernels.ptx");
        assertThat(KernelImages.namesFor(7, 0)).containsExactly("kernels.ptx");
        assertThatThrownBy(() -> KernelImages.read("none")).hasMessage("missing in the jar: resource=/cuda/none");
    }

    @Test
    void shouldPickTilesByTheTimeTheyWouldTakeWhenThereAreManyRows() {
        Tiling tiling = Tiling.of(132);

        assertThat(tiling.pick(1024, 2048)).isEqualTo(Kernel.TILES_128);
        assertThat(tiling.pick(1024, 512)).isEqualTo(Kernel.TILES_64);
        assertThat(tiling.pick(256, 2048)).isEqualTo(Kernel.TILES_64);
        assertThat(tiling.pick(65, 16)).isEqualTo(Kernel.TILES_64);
    }
}
