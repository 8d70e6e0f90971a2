package io.aurora.inference.cuda;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** The kernels' source compiled for the processor, and run as a process. Tests are skipped, and say so, where there is no C++ compiler. */
final class HostKernels {
    private static final List<String> SANITIZERS =
            List.of("-O1", "-g", "-fsanitize=address,undefined", "-fno-sanitize-recover=all");
    /** What the program ends with when it has told its usage: it starts. */
    private static final int USAGE = 2;

    private static Optional<HostKernels> plain;
    private static Optional<HostKernels> sanitized;

    private final Path executable;

    private HostKernels(Path executable) {
        this.executable = executable;
    }

    /** Built on the first call of this JVM; the calling test is skipped where it cannot be built. */
    static synchronized HostKernels plain() {
        if (plain == null) {
            plain = build("host-kernels", true, List.of());
        }
        return orSkip(plain, "no C++ compiler here");
    }

    /** With the sanitizers of addresses and undefined behaviour. */
    static synchronized HostKernels sanitized() {
        if (sanitized == null) {
            sanitized = build("host-kernels-sanitized", false, SANITIZERS);
        }
        return orSkip(sanitized, "no C++ compiler here whose sanitizers work");
    }

    private static HostKernels orSkip(Optional<HostKernels> kernels, String absence) {
        Assumptions.assumeTrue(kernels.isPresent(), absence);
        return kernels.get();
    }

    private static Optional<HostKernels> build(String name, boolean mustCompile, List<String> more) {
        Path executable = Path.of("target", name).toAbsolutePath();
        return HostCompiler.compile("host_kernels.cpp", executable, mustCompile, more)
                .filter(path ->
                        HostCompiler.run(List.of(path.toString()), Map.of()).code() == USAGE)
                .map(HostKernels::new);
    }

    /** Runs one case. */
    void run(Path input, Path result) {
        HostCompiler.Outcome outcome =
                HostCompiler.run(List.of(executable.toString(), input.toString(), result.toString()), Map.of());
        if (outcome.code() != 0) {
            throw new IllegalStateException("the kernels failed: code=" + outcome.code() + "\n" + outcome.text());
        }
    }
}
