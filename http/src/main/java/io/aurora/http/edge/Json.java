package io.aurora.http.edge;

import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpCharsets;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import akka.util.ByteString;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.Map;

/**
 * JSON of the HTTP front: snake_case names, times in ISO-8601 UTC, a figure that does not exist is {@code null} and never left out,
 * numbers are finite. Read strictly: no duplicate keys, nothing after the value.
 */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final ObjectReader READER = MAPPER.readerFor(JsonNode.class);
    private static final ObjectWriter WRITER = MAPPER.writer();
    private static final ByteString NEW_LINE = ByteString.fromString("\n");

    public static final ContentType NDJSON = utf8("application", "x-ndjson", Map.of());
    private static final ContentType PROBLEM = utf8("application", "problem+json", Map.of());

    private Json() {}

    /** A media type of ours, always UTF-8. */
    public static ContentType utf8(String main, String sub, Map<String, String> parameters) {
        return ContentTypes.create(MediaTypes.customWithFixedCharset(main, sub, HttpCharsets.UTF_8, parameters, true));
    }

    /** @throws ProblemException {@code unparsable}, with the place */
    public static JsonNode parse(ByteString text) {
        try {
            JsonNode node = READER.readTree(text.toArrayUnsafe());
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw unparsable(where(e)).exception();
        } catch (IOException e) {
            throw unparsable("").exception();
        }
        throw unparsable("").exception();
    }

    private static String where(JsonProcessingException e) {
        if (!(e instanceof JsonParseException)) {
            return ": nothing may follow it";
        }
        JsonLocation at = e.getLocation();
        String line = at.getLineNr() > 1 ? "line " + at.getLineNr() + ", " : "";
        return ": " + e.getOriginalMessage() + " (" + line + "column " + at.getColumnNr() + ")";
    }

    private static Problem unparsable(String where) {
        return Problem.of(ProblemKind.UNPARSABLE, "must be one JSON object" + where);
    }

    public static ByteString bytes(Object body) {
        try {
            return ByteString.fromArrayUnsafe(WRITER.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written: " + body.getClass(), e);
        }
    }

    /** One line of NDJSON. */
    public static ByteString line(Object body) {
        return bytes(body).concat(NEW_LINE);
    }

    public static HttpResponse ok(Object body) {
        return response(200, body);
    }

    public static HttpResponse response(int status, Object body) {
        return HttpResponse.create()
                .withStatus(status)
                .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, bytes(body)));
    }

    static HttpResponse problem(Problem problem) {
        return HttpResponse.create()
                .withStatus(problem.status())
                .withEntity(HttpEntities.create(PROBLEM, bytes(problem)));
    }
}
