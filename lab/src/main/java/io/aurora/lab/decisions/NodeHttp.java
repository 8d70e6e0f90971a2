package io.aurora.lab.decisions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aurora.lab.audit.JournalException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** JSON of a running node; whatever is not an answer in JSON is a refusal that names the request. */
final class NodeHttp {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int OK = 200;
    private static final int MOST_SAID = 300;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final String base;

    /** @param base address of the node, for instance {@code http://127.0.0.1:8080} */
    NodeHttp(URI base) {
        String text = base.toString();
        this.base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    JsonNode get(String path) {
        return send(path, HttpRequest.newBuilder(URI.create(base + path)));
    }

    JsonNode post(String path, JsonNode body) {
        return send(
                path,
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private JsonNode send(String path, HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            String body = response.body();
            if (response.statusCode() != OK) {
                throw refused(
                        path,
                        response.statusCode() + " " + body.substring(0, Math.min(MOST_SAID, body.length())),
                        null);
            }
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw refused(path, "must be JSON", e);
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw refused(path, "no answer (" + why + "): is the node running?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused(path, "interrupted", e);
        }
    }

    JournalException refused(String path, String problem, Exception cause) {
        return new JournalException(base + path + ": " + problem, cause);
    }
}
