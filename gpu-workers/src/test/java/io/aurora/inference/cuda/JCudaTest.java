package io.aurora.inference.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The calls of the driver, over a {@code libcuda.so.1} that runs the kernels on the processor and refuses what a driver refuses
 * ({@code src/test/cuda/fake_driver.cpp}). Each case is a JVM of its own, since a process finds its driver once.
 */
class JCudaTest {
    private static final Path FOLDER = Path.of("target", "fake-driver").toAbsolutePath();
    private static final String NOTHING_HELD = "MemoryUse[residentBytes=0, stagingBytes=0, pinnedBytes=0]";

    private static Optional<Path> driver = Optional.empty();

    @TempDir
    private Path results;

    @BeforeAll
    static void build() throws IOException {
        if (System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64")) {
            Files.createDirectories(FOLDER);
            driver = HostCompiler.compile(
                    "fake_driver.cpp",
                    FOLDER.resolve("libcuda.so.1"),
                    true,
                    List.of("-shared", "-fPIC", "-Wl,-soname,libcuda.so.1"));
        }
    }

    private List<String> run(String what, Map<String, String> settings) throws IOException {
        Assumptions.assumeTrue(
                driver.isPresent(), "JCuda has natives for Linux on x86-64, and a C++ compiler is needed");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // The coverage agent, where there is one (it appends to the file of this JVM), and what newer JDKs want to be
        // allowed.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-javaagent:") || argument.startsWith("--"))
                .forEach(command::add);
        Path file = results.resolve(what);
        command.addAll(List.of("-Xmx400m", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(FakeDriverRun.class.getName(), file.toString(), what));
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("LD_LIBRARY_PATH", FOLDER.toString());

        HostCompiler.Outcome outcome = HostCompiler.run(command, environment);

        assertThat(outcome).as("failures and leaks").isEqualTo(new HostCompiler.Outcome(0, ""));
        return Files.readAllLines(file);
    }

    @Test
    void shouldGiveTheBitsOfJavaOnEveryDeviceWhenStepsGoThroughTheDriver() throws IOException {
        assertThat(run("compare", Map.of()))
                .containsExactly(
                        "Fake 0 (9.0, 2 multiprocessors, 8 GiB), driver for CUDA 13.0, kernels_sm_90.cubin",
                        "same bits",
                        NOTHING_HELD,
                        "Fake 1 (9.0, 2 multiprocessors, 8 GiB), driver for CUDA 13.0, kernels_sm_90.cubin",
                        "same bits",
                        NOTHING_HELD);
    }

    @Test
    void shouldLoadPtxWhenThereIsNoMachineCodeForTheChip() throws IOException {
        assertThat(run("compare", Map.of("FAKE_CUDA_MAJOR", "11", "FAKE_CUDA_DEVICES", "1")))
                .containsExactly(
                        "Fake 0 (11.0, 2 multiprocessors, 8 GiB), driver for CUDA 13.0, kernels.ptx",
                        "same bits",
                        NOTHING_HELD);
    }

    @Test
    void shouldLoseTheDeviceAndGiveAllBackWhenAKernelReadsWhereItMustNot() throws IOException {
        assertThat(run("lose", Map.of("FAKE_CUDA_FAIL", "700", "FAKE_CUDA_DEVICES", "1")))
                .containsExactly(
                        "Fake 0 (9.0, 2 multiprocessors, 8 GiB), driver for CUDA 13.0, kernels_sm_90.cubin",
                        "the CUDA device is lost: CUDA call failed: cuLaunchCooperativeKernel(rows_1)=700"
                                + " (CUDA_ERROR_ILLEGAL_ADDRESS); the CUDA device was lost before",
                        NOTHING_HELD);
    }

    @Test
    void shouldSayWhyWhenTheDriverIsTooOldOrFailsOrHasNoDevice() throws IOException {
        assertThat(run("why", Map.of("FAKE_CUDA_VERSION", "12080", "FAKE_CUDA_DEVICES", "1")))
                .containsExactly(
                        "DRIVER_TOO_OLD: the NVIDIA driver is too old: it supports CUDA 12.8, the kernels need CUDA"
                                + " 13.0 (driver 580 or newer); device 0: CUDA call failed, the driver does not know this version"
                                + " of PTX: cuModuleLoadData(kernels.ptx)=222 (CUDA_ERROR_UNSUPPORTED_PTX_VERSION)");
        assertThat(run("why", Map.of("FAKE_CUDA_INIT", "803")))
                .containsExactly("DRIVER_FAILED: the NVIDIA driver does not start: cuInit=803"
                        + " (CUDA_ERROR_SYSTEM_DRIVER_MISMATCH)");
        assertThat(run("why", Map.of("FAKE_CUDA_DEVICES", "0")))
                .containsExactly("NO_DEVICE: the NVIDIA driver sees no CUDA device");
    }
}
