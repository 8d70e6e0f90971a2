package io.aurora.inference.cuda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * The kernels' source compiled for the processor by the C++ compiler of this machine ({@code CXX}, else c++, g++, clang++), and run as a
 * process. Tests are skipped, and say so, where there is no compiler.
 */
final class HostKernels {
    private static final List<String> FLAGS = List.of("-std=c++17", "-O2", "-ffp-contract=off", "-Wall", "-Wextra");
    private static final List<String> SANITIZERS =
            List.of("-O1", "-g", "-fsanitize=address,undefined", "-fno-sanitize-recover=all");
    private static final long MINUTES = 5;

    private static HostKernels plain;
    private static HostKernels sanitized;

    private final Path executable;
    private final String absence;

    private HostKernels(Path executable, String absence) {
        this.executable = executable;
        this.absence = absence;
    }

    /** Built on the first call of this JVM; the calling test is skipped where it cannot be built. */
    static synchronized HostKernels plain() {
        if (plain == null) {
            plain = build("host-kernels", List.of());
        }
        return plain.orSkip();
    }

    /** With the sanitizers of addresses and undefined behaviour. */
    static synchronized HostKernels sanitized() {
        if (sanitized == null) {
            sanitized = build("host-kernels-sanitized", SANITIZERS);
        }
        return sanitized.orSkip();
    }

    private HostKernels orSkip() {
        Assumptions.assumeTrue(executable != null, absence);
        return this;
    }

    private static HostKernels build(String name, List<String> more) {
        List<String> compilers = new ArrayList<>();
        if (System.getenv("CXX") != null) {
            compilers.add(System.getenv("CXX"));
        }
        compilers.addAll(List.of("c++", "g++", "clang++"));
        Path executable = Path.of("target", name).toAbsolutePath();
        for (String compiler : compilers) {
            List<String> command = new ArrayList<>(List.of(compiler));
            command.addAll(FLAGS);
            command.addAll(more);
            if (hasFma()) {
                command.add("-mfma");
            }
            command.addAll(List.of("-o", executable.toString(), "src/test/cuda/host_kernels.cpp"));
            Outcome outcome = run(command);
            // Sanitizers may compile and yet not start here; without arguments the program starts, tells its usage and
            // ends with 2.
            if (outcome.code == 0 && run(List.of(executable.toString())).code == 2) {
                return new HostKernels(executable, null);
            }
            if (outcome.code > 0 && more.isEmpty()) {
                throw new IllegalStateException("the kernels do not compile: " + command + "\n" + outcome.text);
            }
        }
        return new HostKernels(null, "no C++ compiler here that makes " + name + " (tried " + compilers + ")");
    }

    /** Where the processor is known to have it; otherwise the library's fma, as exact and slower. */
    private static boolean hasFma() {
        try {
            return Files.readString(Path.of("/proc/cpuinfo")).contains(" fma ");
        } catch (IOException e) {
            return false;
        }
    }

    /** Runs one case. */
    void run(Path input, Path result) {
        Outcome outcome = run(List.of(executable.toString(), input.toString(), result.toString()));
        if (outcome.code != 0) {
            throw new IllegalStateException("the kernels failed: code=" + outcome.code + "\n" + outcome.text);
        }
    }

    /** Code below 0: the program could not be started. */
    private record Outcome(int code, String text) {}

    private static Outcome run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("still running after " + MINUTES + " minutes: " + command);
            }
            return new Outcome(process.exitValue(), text);
        } catch (IOException e) {
            return new Outcome(-1, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }
}
