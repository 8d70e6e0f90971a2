package io.aurora.inference.cuda;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The C++ compiler of this machine ({@code CXX}, else c++, g++, clang++), and processes. */
final class HostCompiler {
    private static final List<String> FLAGS = List.of("-std=c++17", "-O2", "-ffp-contract=off", "-Wall", "-Wextra");
    private static final Path SOURCES = Path.of("src/test/cuda");
    private static final long MINUTES = 5;

    private HostCompiler() {}

    /**
     * How a process ended.
     *
     * @param code below 0 where the program could not be started
     * @param text what it wrote
     */
    record Outcome(int code, String text) {}

    /**
     * Compiles one file of {@code src/test/cuda} with the first compiler that can.
     *
     * @param mustCompile whether a compiler that is there and refuses fails the test, rather than passing for absent
     * @return empty where there is no compiler
     */
    static Optional<Path> compile(String source, Path result, boolean mustCompile, List<String> more) {
        for (String compiler : compilers()) {
            List<String> command = new ArrayList<>(List.of(compiler));
            command.addAll(FLAGS);
            command.addAll(more);
            if (hasFma()) {
                command.add("-mfma");
            }
            command.addAll(
                    List.of("-o", result.toString(), SOURCES.resolve(source).toString()));
            Outcome outcome = run(command, Map.of());
            if (outcome.code == 0) {
                return Optional.of(result);
            }
            if (outcome.code > 0 && mustCompile) {
                throw new IllegalStateException("does not compile: " + command + "\n" + outcome.text);
            }
        }
        return Optional.empty();
    }

    private static List<String> compilers() {
        List<String> compilers = new ArrayList<>();
        if (System.getenv("CXX") != null) {
            compilers.add(System.getenv("CXX"));
        }
        compilers.addAll(List.of("c++", "g++", "clang++"));
        return compilers;
    }

    /** Where the processor is known to have it; otherwise the library's fma, as exact and slower. */
    private static boolean hasFma() {
        try {
            return Files.readString(Path.of("/proc/cpuinfo")).contains(" fma ");
        } catch (IOException e) {
            return false;
        }
    }

    /** Runs a program to its end with more environment. */
    static Outcome run(List<String> command, Map<String, String> environment) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
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
            throw new IllegalStateException("interrupted", e);
        }
    }
}
