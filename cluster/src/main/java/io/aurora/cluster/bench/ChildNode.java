package io.aurora.cluster.bench;

import io.aurora.cluster.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A node in a JVM of its own, with this JVM's options. */
public final class ChildNode implements AutoCloseable {
    private static final Pattern CONSOLE = Pattern.compile("console\\s+(http://\\S+?)/");
    private static final int READY = 200;
    private static final long PAUSE_MS = 10;
    private static final long LONGEST_START_S = 120;

    private final long started = System.nanoTime();
    private final Process process;
    private final CompletableFuture<String> address = new CompletableFuture<>();
    private final StringBuffer output = new StringBuffer();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Starts {@code aurora node} with the given arguments. */
    public ChildNode(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "node"));
        command.addAll(arguments);
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Thread reader = new Thread(this::read, "bench-node-output");
        reader.setDaemon(true);
        reader.start();
        process.onExit().thenRun(() -> address.completeExceptionally(new IllegalStateException(output.toString())));
    }

    private void read() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                output.append(line).append('\n');
                Matcher console = CONSOLE.matcher(line);
                if (console.find()) {
                    address.complete(console.group(1));
                }
            }
        } catch (IOException e) {
            output.append(e.getMessage());
        }
    }

    /** Seconds from the start of its process to the first ready answer. */
    public double secondsToReady() throws Exception {
        URI ready = URI.create(address() + "/readyz");
        while (BenchClock.seconds(started) < LONGEST_START_S) {
            if (status(ready) == READY) {
                return BenchClock.seconds(started);
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        }
        throw new IllegalStateException("the node was not ready within " + LONGEST_START_S + " s: " + output);
    }

    /** Where it serves, without a slash at the end. */
    public String address() throws Exception {
        return address.get(LONGEST_START_S, TimeUnit.SECONDS);
    }

    /** Status of a GET. */
    public int status(String path) throws Exception {
        return status(URI.create(address() + path));
    }

    private int status(URI uri) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri).build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    /** Processor time that its process has used so far, seconds: what the machine's other work does not lengthen. */
    public double processorSeconds() {
        return process.info()
                .totalCpuDuration()
                .map(used -> used.toMillis() / 1e3)
                .orElse(0.0);
    }

    /** Asks for all symbols at once, again where one was not ready yet; seconds until the last has answered with its state. */
    double secondsToAnswer(List<String> symbols) throws Exception {
        long asked = System.nanoTime();
        List<String> missing = symbols;
        while (!missing.isEmpty()) {
            List<CompletableFuture<Integer>> answers =
                    missing.stream().map(this::state).toList();
            List<String> again = new ArrayList<>();
            for (int i = 0; i < answers.size(); i++) {
                if (answers.get(i).get() != READY) {
                    again.add(missing.get(i));
                }
            }
            if (BenchClock.seconds(asked) > LONGEST_START_S) {
                throw new IllegalStateException("symbols without an answer: " + again.size() + ", " + output);
            }
            missing = again;
        }
        return BenchClock.seconds(asked);
    }

    private CompletableFuture<Integer> state(String symbol) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address.join() + "/symbols/" + symbol + "/state"))
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenApply(HttpResponse::statusCode);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(LONGEST_START_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
