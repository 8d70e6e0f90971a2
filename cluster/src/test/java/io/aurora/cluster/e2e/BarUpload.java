package io.aurora.cluster.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aurora.domain.market.Bar;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One POST of historical bars as NDJSON. Writes and reads at the same time, as a stream with back-pressure needs it, and speaks
 * HTTP/1.0, so that the answer is plain lines until the connection ends. A connection that breaks ends the answers.
 */
final class BarUpload implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Socket socket;
    private final BufferedReader reader;

    private BarUpload(Socket socket, BufferedReader reader) {
        this.socket = socket;
        this.reader = reader;
    }

    static BarUpload start(URI node, String symbol, List<Bar> bars) {
        byte[] body = bars.stream()
                .map(BarUpload::json)
                .collect(Collectors.joining("\n", "", "\n"))
                .getBytes(StandardCharsets.UTF_8);
        try {
            Socket socket = new Socket(node.getHost(), node.getPort());
            Thread writer = new Thread(() -> write(socket, symbol, body), "bar-upload");
            writer.setDaemon(true);
            writer.start();
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String status = reader.readLine();
            if (status == null || !status.contains(" 200 ")) {
                throw new IllegalStateException("no stream: " + status);
            }
            for (String line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
                // Headers say nothing that is needed here.
                continue;
            }
            return new BarUpload(socket, reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Socket socket, String symbol, byte[] body) {
        String head = "POST /symbols/" + symbol + "/bars?historical=true HTTP/1.0\r\nHost: localhost\r\n"
                + "Content-Type: application/x-ndjson\r\nContent-Length: " + body.length + "\r\n\r\n";
        try {
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.write(body);
            out.flush();
        } catch (IOException e) {
            // The node went away in the middle: the reader sees the end of the answers.
            Thread.currentThread().interrupt();
        }
    }

    /** A bar as a line of JSON. */
    static String json(Bar bar) {
        return "{\"ts\":" + bar.tsMs() + ",\"open\":" + bar.open() + ",\"high\":" + bar.high() + ",\"low\":" + bar.low()
                + ",\"close\":" + bar.close() + ",\"volume\":" + bar.volume() + "}";
    }

    /** The answer to the next line; absent once there is none or the connection broke. A line cut off in its middle is no answer. */
    Optional<JsonNode> next() {
        try {
            String line = reader.readLine();
            return line == null ? Optional.empty() : Optional.of(JSON.readTree(line));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Answers up to {@code count}, fewer where the connection ends. */
    List<JsonNode> next(int count) {
        List<JsonNode> answers = new ArrayList<>();
        for (Optional<JsonNode> answer; answers.size() < count && (answer = next()).isPresent(); ) {
            answers.add(answer.get());
        }
        return answers;
    }

    /** Every answer that is left. */
    List<JsonNode> rest() {
        return next(Integer.MAX_VALUE);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
