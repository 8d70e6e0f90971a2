package io.aurora.cluster.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aurora.cluster.Main;
import io.aurora.domain.market.Bar;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A node in a JVM of its own, as users run it: it can be stopped, and it can be killed. */
public final class NodeProcess implements AutoCloseable {
    private static final Pattern CONSOLE = Pattern.compile("console\\s+(http://\\S+?)/");
    private static final long START_SECONDS = 90;
    private static final long STOP_SECONDS = 90;
    private static final long CLOSE_SECONDS = 20;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final List<String> output = Collections.synchronizedList(new ArrayList<>());
    private final CompletableFuture<String> url = new CompletableFuture<>();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private NodeProcess(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "node-output");
        reader.setDaemon(true);
        reader.start();
        process.onExit().thenRun(() -> url.completeExceptionally(new IllegalStateException("node ended: " + output)));
    }

    /** Starts {@code aurora node} with free ports, over the store in {@code folder}. */
    public static NodeProcess start(Path folder, String... arguments) {
        return startOver(folder.resolve("store"), folder, arguments);
    }

    /** The agent that measures this JVM's coverage, where there is one: a node's lines count too. */
    private static List<String> coverageAgent() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-javaagent:") && argument.contains("jacoco"))
                .toList();
    }

    /** Starts it over the store {@code file}. */
    public static NodeProcess startOver(Path file, Path folder, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "node",
                "--port",
                "0",
                "--store-file",
                file.toString(),
                "--set",
                "node.artery_port=0",
                "--set",
                "node.management_port=0"));
        command.addAll(1, coverageAgent());
        command.addAll(List.of(arguments));
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
            builder.environment().keySet().removeIf(name -> name.startsWith("STORE_") || name.equals("PORT"));
            return new NodeProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                output.add(line);
                Matcher console = CONSOLE.matcher(line);
                if (console.find()) {
                    url.complete(console.group(1));
                }
            }
        } catch (IOException e) {
            output.add("output ended: " + e.getMessage());
        }
    }

    /** Where it serves; waits until it does. */
    public String url() {
        try {
            return url.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("the node did not start: " + String.join("\n", output), e);
        }
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(url() + path))
                .timeout(Duration.ofSeconds(30))
                .GET());
    }

    public HttpResponse<String> post(String path, String contentType, String body) {
        return send(HttpRequest.newBuilder(URI.create(url() + path))
                .timeout(Duration.ofMinutes(5))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The body of a GET that must succeed, as JSON. */
    public JsonNode json(String path) {
        return body(get(path), path);
    }

    /** The body of a POST of JSON that must succeed, as JSON. */
    public JsonNode postJson(String path, String body) {
        return body(post(path, "application/json", body), path);
    }

    private static JsonNode body(HttpResponse<String> response, String path) {
        if (response.statusCode() != 200) {
            throw new IllegalStateException(path + " answered " + response.statusCode() + ": " + response.body());
        }
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends bars as one stream and reads each line's answer as it comes. */
    public BarUpload upload(String symbol, List<Bar> bars) {
        return BarUpload.start(URI.create(url()), symbol, bars);
    }

    /** SIGTERM without waiting for the end. */
    public void terminate() {
        process.destroy();
    }

    /** SIGKILL: nothing is flushed, nothing is said. */
    public void kill() {
        process.destroyForcibly();
        await();
    }

    /** SIGTERM, as an operator stops it. */
    public int stop() {
        process.destroy();
        await();
        return process.exitValue();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** Waits for it to end by itself and gives its exit code. */
    public int exit() {
        await();
        return process.exitValue();
    }

    /** What it printed so far. */
    public String output() {
        return String.join("\n", output);
    }

    private void await() {
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the node did not end: " + output());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** SIGTERM, and SIGKILL to one that does not end soon: only a node that ends by itself tells which of its lines ran. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
