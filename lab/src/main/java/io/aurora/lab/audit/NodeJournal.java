package io.aurora.lab.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aurora.persistence.PersistenceIds;
import io.aurora.persistence.journal.JournalLine;
import io.aurora.persistence.journal.JournalRow;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Journals of a running node's symbols, by {@code GET /symbols} and {@code GET /symbols/{s}/journal}, a line an event. The desk's journal
 * is not among them.
 */
public final class NodeJournal implements Journal {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final String base;

    /** @param base address of the node, for instance {@code http://127.0.0.1:8080} */
    public NodeJournal(URI base) {
        String text = base.toString();
        this.base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    @Override
    public List<String> persistenceIds() {
        List<String> ids = new ArrayList<>();
        try (Stream<String> lines = get("/symbols").orElseThrow(() -> refused("/symbols", "404", null))) {
            JsonNode body = JSON.readTree(lines.collect(Collectors.joining("\n")));
            body.path("symbols")
                    .forEach(symbol ->
                            ids.add(PersistenceIds.symbol(symbol.path("name").asText())));
        } catch (IOException e) {
            throw refused("/symbols", e.getMessage(), e);
        }
        Collections.sort(ids);
        return ids;
    }

    @Override
    public Stream<JournalRow> events(String persistenceId, long afterSeq) {
        String path = PersistenceIds.symbolOf(persistenceId)
                .map(symbol -> "/symbols/" + symbol + "/journal?from_seq=" + (afterSeq + 1))
                .orElseThrow(() -> refused(persistenceId, "a node shows journals of symbols only", null));
        Stream<String> lines = get(path).orElseGet(Stream::empty);
        return rows(path, lines);
    }

    /** Lines parsed one by one; a connection that breaks, or a line that is none, ends it by an exception, never quietly. */
    private Stream<JournalRow> rows(String path, Stream<String> lines) {
        Iterator<String> texts = lines.iterator();
        AtomicLong number = new AtomicLong();
        Iterator<JournalRow> rows = new Iterator<>() {
            @Override
            public boolean hasNext() {
                try {
                    return texts.hasNext();
                } catch (RuntimeException e) {
                    throw refused(path, "broke off after line " + number.get(), e);
                }
            }

            @Override
            public JournalRow next() {
                String line = texts.next();
                try {
                    return JournalLine.parse(line, number.incrementAndGet());
                } catch (IllegalArgumentException e) {
                    throw refused(path, e.getMessage(), e);
                }
            }
        };
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, Spliterator.ORDERED), false)
                .onClose(lines::close);
    }

    private java.util.Optional<Stream<String>> get(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                    .timeout(PATIENCE)
                    .build();
            HttpResponse<Stream<String>> response = client.send(request, HttpResponse.BodyHandlers.ofLines());
            if (response.statusCode() == OK) {
                return java.util.Optional.of(response.body());
            }
            try (Stream<String> body = response.body()) {
                if (response.statusCode() == NOT_FOUND) {
                    return java.util.Optional.empty();
                }
                throw refused(path, response.statusCode() + " " + body.collect(Collectors.joining(" ")), null);
            }
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw refused(path, "no answer (" + why + "): is the node running?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused(path, "interrupted", e);
        }
    }

    private JournalException refused(String path, String problem, Exception cause) {
        return new JournalException(base + path + ": " + problem, cause);
    }

    @Override
    public void close() {
        // the client's connections end with it
    }
}
